"""What of one message goes out piece by piece (recipients of a letter or an SMS), each exactly once.

A part is begun on the disk before it leaves and settled by the answer. Whoever goes on after a crash skips what was
accepted or refused, sends what was postponed, and leaves what was begun and never settled to a person: it may be there.
A message of thousands of parts outlives its lease, so each part that begins renews it.
"""

import datetime as dt
from typing import Any, Literal

import polars as pl

from lib import __version__, audit, clock, jobs, store
from lib.access import User, needs
from lib.errors import Refused
from lib.outbox import recipients
from lib.outbox.pace import PACE
from lib.store import Database

State = Literal["sending", "accepted", "refused", "postponed", "unknown"]
SENDER_LIVES = dt.timedelta(minutes=10)
"""After this long a part that was begun is nobody's: every connector gives up waiting sooner."""
BEAT_EVERY = dt.timedelta(seconds=10)
UNSURE: dict[str, Any] = {
    "key": pl.String,
    "part": pl.String,
    "answer": pl.String,
    "at": pl.String,
    "title": pl.String,
    "channel_name": pl.String,
    "stopped": pl.Boolean,
}
_UNSURE = """
select p.key, part, answer, at, coalesce(payload ->> '$.title', '') as title,
    coalesce(channel.name, m.channel, '') as channel_name, coalesce(stopped, 0) as stopped
from outbox_part p left join outbox m on m.key = p.key left join channel on channel.code = m.channel
where p.state = 'unknown' order by at, p.key, part
"""


def begin(db: Database, key: str, part: str) -> bool:
    """Take a part for sending; False when it is settled, or somebody has it, or nobody knows what became of it."""
    taken = db.conn.execute(
        "insert into outbox_part (key, part, state, at) values (?, ?, 'sending', ?)"
        " on conflict (key, part) do update set state = 'sending', at = excluded.at where state = 'postponed'"
        " returning part",
        (key, part, clock.stamp()),
    ).fetchone()
    db.conn.execute(
        "update outbox set lease_until = ? where key = ? and state = 'sending'",
        (clock.stamp(clock.now() + dt.timedelta(seconds=PACE.lease)), key),
    )
    _worker_lives(db)
    return taken is not None


def _worker_lives(db: Database) -> None:
    """A mailing of minutes is one delivery; meanwhile nobody else would say that the worker lives."""
    last = jobs.last_beat(db)
    if last is None or clock.now() - clock.parse(last) >= BEAT_EVERY:
        jobs.beat(db, __version__)


def stopped(db: Database, key: str) -> bool:
    """Whether somebody has stopped the message since it was taken: no other part of it begins."""
    return bool(store.scalar(db, "select stopped from outbox where key = ?", (key,)))


def settle(db: Database, key: str, part: str, state: State, answer: str = "") -> None:
    """Write down what became of a part that was begun; `answer` is what the channel said, or its id there."""
    db.conn.execute(
        "update outbox_part set state = ?, answer = ?, at = ? where key = ? and part = ?",
        (state, answer[:500], clock.stamp(), key, part),
    )


def expire(db: Database, key: str) -> None:
    """Parts whose sender died before the answer came are unknown from now on."""
    db.conn.execute(
        "update outbox_part set state = 'unknown' where key = ? and state = 'sending' and at < ?",
        (key, clock.stamp(clock.now() - SENDER_LIVES)),
    )


def known(db: Database, key: str) -> dict[str, tuple[State, str]]:
    """Part → its state and the channel's answer."""
    found = db.conn.execute("select part, state, answer from outbox_part where key = ?", (key,))
    return {part: (state, answer) for part, state, answer in found}


def keep_hosted(db: Database, key: str, file: str, url: str) -> None:
    """Write down where the website of a message has a picture (its name in the store of files)."""
    begin(db, key, file)
    settle(db, key, file, "accepted", url)


def hosted(db: Database, message_id: int) -> dict[str, str]:
    """File → its public address on the website to which the message went."""
    sql = (
        "select part, answer from outbox_part where state = 'accepted' and key = (select key from outbox where id = ?)"
    )
    return dict(db.conn.execute(sql, (message_id,)).fetchall())


@needs("channels.read")
def unsure(db: Database, *, by: User) -> pl.DataFrame:
    """Parts that a person has to decide about (`UNSURE`), oldest first; of a `stopped` message none goes again."""
    return store.frame(db, _UNSURE, schema=UNSURE)


@needs("publishing.publish")
def decide(db: Database, key: str, part: str, *, arrived: bool, by: User) -> None:
    """A person asked and says whether an unknown part arrived; if not, it goes again with its message, unless that was
    stopped. Whoever has it has it since it was sent."""
    state = known(db, key).get(part, ("", ""))[0]
    if state != "unknown":
        raise Refused("The outcome of this message is already known.")
    if arrived:
        db.conn.execute("update outbox_part set state = 'accepted' where key = ? and part = ?", (key, part))
    else:
        settle(db, key, part, "postponed")
        recipients.nobody_has_it(db, key)
        db.conn.execute(
            "update outbox set state = 'queued', publish_at = :now, next_try_at = :now where key = :key"
            " and state in ('published', 'failed') and not stopped",
            {"now": clock.stamp(), "key": key},
        )
    message_id = store.scalar(db, "select id from outbox where key = ?", (key,))
    recipients.count(db, message_id)
    audit.record(db, by, "outbox.part", f"outbox:{message_id or key}", {"arrived": arrived})
