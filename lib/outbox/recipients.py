"""To how many people a message went that goes to its recipients one by one, also when it was stopped on the way."""

from lib import audit, clock
from lib.access import User
from lib.i18n import t
from lib.outbox.records import Message
from lib.store import Database, rows

_COUNTS = """
select m.key, m.state, m.stopped, m.addressed, sum(p.state = 'accepted') as there,
    sum(p.state in ('sending', 'unknown')) as unsure, sum(p.state = 'refused') as refused
from outbox m join outbox_part p on p.key = m.key where m.id = ? and m.addressed is not null group by m.id
"""


def addressed(db: Database, key: str, count: int) -> None:
    """Write down to how many recipients a message is to go."""
    db.conn.execute("update outbox set addressed = ? where key = ?", (count, key))


def goes_to_many(db: Database, message_id: int) -> bool:
    """Whether it has begun to go to recipients one by one: who has it, their own records say."""
    return bool(rows(db, "select 1 from outbox where id = ? and addressed is not null", (message_id,)))


def count(db: Database, message_id: int | None) -> dict[str, int]:
    """Write down how many have a message that is settled; `recipients` and `addressed` when it was stopped on the way.

    One that was cancelled when somebody had it, or may have it, is out at them: `cancelled` would hide it from whoever
    corrects and withdraws. Nothing for messages of other kinds, and for those that nobody has.
    """
    found = rows(db, _COUNTS, (message_id,))
    if not found or found[0]["state"] not in ("cancelled", "published") or not (found[0]["there"] + found[0]["unsure"]):
        return {}
    row = found[0]
    stopped = bool(row["stopped"] or row["state"] == "cancelled")
    left = row["addressed"] - row["there"] - row["unsure"] - row["refused"]
    short = stopped and left > 0
    told = {"recipients": row["there"], "addressed": row["addressed"]}
    db.conn.execute(
        "update outbox set state = 'published', stopped = ?, recipients = ?, error = coalesce(?, error),"
        " settled_at = coalesce(settled_at, ?) where id = ?",
        (stopped, row["there"], _words(told) if short else None, clock.stamp(), message_id),
    )
    if stopped:
        # Its sender, who would have found out, does not come back to it.
        db.conn.execute("update outbox_part set state = 'unknown' where key = ? and state = 'sending'", (row["key"],))
    return told if short else {}


def nobody_has_it(db: Database, key: str) -> None:
    """A stopped message that its only possible recipient did not get is out nowhere: nothing of it is corrected."""
    db.conn.execute(
        "update outbox set state = 'cancelled', recipients = null, error = null where key = :key and stopped"
        " and state = 'published' and addressed is not null and not exists (select 1 from outbox_part p"
        " where p.key = :key and p.state in ('accepted', 'sending', 'unknown'))",
        {"key": key},
    )


def say_cut_short(db: Database, message: Message, told: dict[str, int], by: User) -> None:
    """Write down that a message was stopped when some of its recipients had it (what `count` gave)."""
    detail = {"channel": message.channel, "recipients": told["recipients"], "addressed": told["addressed"]}
    audit.record(db, by, "outbox.cut_short", f"outbox:{message.id}", detail)


def _words(told: dict[str, int]) -> str:
    return t("Sent to {recipients} of {addressed} recipients, the rest was stopped.", **told)
