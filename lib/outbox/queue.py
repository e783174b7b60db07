"""The queue: what is due is taken by one sender, and what became of it is written down in one step.

queued → sending → published | failed | unknown | queued again. Moments are whole seconds, so each patience is waited
out with a strict comparison: never shorter than it says.
"""

import datetime as dt
from typing import Any

from lib import audit, clock
from lib.access import SYSTEM, User
from lib.errors import NotFound
from lib.i18n import N, t
from lib.outbox import places, recipients
from lib.outbox.outcome import Outcome
from lib.outbox.pace import PACE, Pace
from lib.outbox.records import Message, Operation, Parcel, RateLimited, Trouble
from lib.store import Database, existing, insert_many, one, scalar

COLUMNS = (
    "id, channel, operation, key, payload, state, publish_at, grace_minutes, tries, failures, left_at,"
    " first_left_at, absent_at, remote_id, remote_url, trouble, error, created_at, after_id"
)
LATE = "strftime('%Y-%m-%dT%H:%M:%SZ', publish_at, '+' || grace_minutes || ' minutes') < :now"
_DUE = (
    """select m.id from outbox m cross join channel c on c.code = m.channel
    where m.state in ('queued', 'unknown') and m.next_try_at <= :now
    and c.switched_on and not c.by_hand and c.trouble is null and coalesce(c.limited_until, '') <= :now
    and (m.state = 'unknown' or not """
    + LATE
    + """)
    and (m.remote_id is null or not exists (select 1 from outbox e where e.channel = m.channel
        and e.remote_id = m.remote_id and e.id < m.id and e.state in ('queued', 'sending', 'unknown')))
    and (m.after_id is null or exists (select 1 from outbox f where f.id = m.after_id and f.state = 'published'))
    order by m.next_try_at, m.id limit 1"""
)
"""A correction or a withdrawal waits for the one before it: the older text must not come last."""
NONE_HAS_IT = N("It was to be sent earlier; nothing was sent. Send it now, or cancel it.")
SOME_HAVE_IT = N(
    "It was to be sent earlier; only some of the recipients have it. Send it to the others now, or cancel it."
)


def put(
    db: Database, channel: str, key: str, parcel: Parcel, publish_at: dt.datetime, *, operation: Operation = "publish",
    grace_minutes: int = 120, remote_id: str | None = None, after_id: int | None = None, by: User,
) -> int:  # fmt: skip
    """Queue a message in the caller's transaction and give its id; the same key again gives the id it already has.
    It does not leave before the message `after_id` is out."""
    if not scalar(db, "select 1 from channel where code = ?", (channel,)):
        raise NotFound("There is no channel {code}. Set it up first.", code=channel)
    due = clock.stamp(publish_at)
    db.conn.execute(
        "insert into outbox (channel, operation, key, payload, publish_at, grace_minutes, next_try_at, remote_id,"
        " after_id, created_by, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do nothing",
        (channel, operation, key, parcel.to_json(), due, grace_minutes, due, remote_id, after_id, by.login,
         clock.stamp()),
    )  # fmt: skip
    return int(scalar(db, "select id from outbox where key = ?", (key,)))


def get(db: Database, message_id: int) -> Message:
    """The message; NotFound when there is none."""
    found = one(db, Message, f"select {COLUMNS} from outbox where id = ?", (message_id,))
    return existing(found, "This message is not in the outbox.")


def due(db: Database) -> bool:
    """Whether a sender could take a message now."""
    return db.conn.execute(_DUE, {"now": clock.stamp()}).fetchone() is not None


def claim(db: Database, pace: Pace = PACE) -> Message | None:
    """Take the next message that is due, to be sent or to be asked about; from now on this sender has its lease.

    Nothing is taken for a channel that is off, limited or in trouble, or is served by hand.
    """
    now = clock.now()
    row = db.conn.execute(
        "update outbox set state = 'sending', tries = tries + 1, lease_until = :lease"
        f" where id = ({_DUE}) returning {COLUMNS}",
        {"now": clock.stamp(now), "lease": clock.stamp(now + dt.timedelta(seconds=pace.lease))},
    ).fetchone()
    return Message(*row) if row else None


def leaves(db: Database, message: Message, pace: Pace = PACE, *, doubt: bool = False) -> bool:
    """Write down that the body leaves now, and renew the lease; `doubt`: it may have arrived before.

    False when the message is no longer this sender's: he was so slow that another took it, or a person decided. Then
    nothing may be sent.
    """
    now = clock.now()
    cursor = db.conn.execute(
        "update outbox set state = 'sending', left_at = :now, absent_at = null, lease_until = :lease,"
        f" first_left_at = iif(:doubt, first_left_at, :now), place = iif(:doubt, place, {places.NOW})"
        " where id = :id and tries = :tries and state in ('sending', 'queued') and not stopped",
        {
            "now": clock.stamp(now),
            "lease": clock.stamp(now + dt.timedelta(seconds=pace.lease)),
            "doubt": doubt,
            "id": message.id,
            "tries": message.tries,
        },
    )
    return bool(cursor.rowcount)


def stopped(db: Database, message: Message) -> bool:
    """Whether somebody has stopped the message since it was taken."""
    return bool(scalar(db, "select stopped from outbox where id = ?", (message.id,)))


def expire(db: Database) -> int:
    """What a dead sender held: queued again when nothing had left (cancelled when it was stopped), else unknown. Gives
    how many there were."""
    expired = db.conn.execute(
        "update outbox set state = iif(left_at is not null, 'unknown', iif(stopped, 'cancelled', 'queued')),"
        " lease_until = null, next_try_at = :now,"
        " trouble = iif(left_at is null, trouble, 'unknown'), error = iif(left_at is null, error, :error)"
        " where state = 'sending' and lease_until < :now returning id",
        {"now": clock.stamp(), "error": t("Sending was interrupted; it may be out.")},
    ).fetchall()
    for (message_id,) in expired:
        recipients.count(db, message_id)
    return len(expired)


def miss_late(db: Database) -> int:
    """What is later than its grace is not sent by itself any more; a person says. Gives how many there were.

    What waits for a channel that is switched off goes on waiting: it is looked at when the channel is on again.
    """
    late = db.conn.execute(
        "update outbox set state = 'missed', error = iif(addressed is not null and exists (select 1 from outbox_part p"
        " where p.key = outbox.key and p.state = 'accepted'), :some, :none)"
        " where state in ('queued', 'unknown') and state = 'queued'"
        f" and next_try_at is not null and {LATE} and exists (select 1 from channel where code = channel"
        " and switched_on and not by_hand) returning id, channel",
        {"now": clock.stamp(), "none": t(NONE_HAS_IT), "some": t(SOME_HAVE_IT)},
    ).fetchall()
    for message_id, channel in late:
        audit.record(db, SYSTEM, "outbox.missed", f"outbox:{message_id}", {"channel": channel})
    return len(late)


def hand_over(db: Database) -> int:
    """What is due for channels served by hand waits for a person from now on. Gives how many there were."""
    handed = db.conn.execute(
        "update outbox set state = 'handover' where state in ('queued', 'unknown') and state = 'queued'"
        " and next_try_at <= :now"
        " and exists (select 1 from channel where code = channel and switched_on and by_hand) returning id, channel",
        {"now": clock.stamp()},
    ).fetchall()
    for message_id, channel in handed:
        audit.record(db, SYSTEM, "outbox.handover", f"outbox:{message_id}", {"channel": channel})
    return len(handed)


def settle(db: Database, message: Message, outcome: Outcome) -> bool:
    """Write down how a delivery ended. False when it changed nothing: another sender or a person was faster.

    That the channel has it is true whoever says so, however late; anything else counts only from the present sender.
    """
    _keep_attempts(db, message.id, outcome)
    _tell_channel(db, message.channel, outcome)
    changed = _published(db, message, outcome) if outcome.state == "published" else _unsent(db, message, outcome)
    if short := recipients.count(db, message.id) if changed else {}:
        recipients.say_cut_short(db, message, short, SYSTEM)
    elif changed and outcome.state != "queued" and not outcome.next_try_at:
        detail = {"channel": message.channel} | ({"error": _sentence(outcome.trouble)} if outcome.trouble else {})
        what = "cancel" if outcome.state == "cancelled" else outcome.state
        audit.record(db, SYSTEM, f"outbox.{what}", f"outbox:{message.id}", detail)
    return changed


def _published(db: Database, message: Message, outcome: Outcome) -> bool:
    assert outcome.sent is not None
    cursor = db.conn.execute(
        "update outbox set state = 'published', remote_id = ?, remote_url = ?, trouble = null, error = ?,"
        " lease_until = null, left_at = null, first_left_at = null, absent_at = null, next_try_at = null,"
        " settled_at = ? where id = ? and state <> 'published'",
        (outcome.sent.remote_id, outcome.sent.url or None, _sentence(outcome.trouble), clock.stamp(), message.id),
    )
    return bool(cursor.rowcount)


def _unsent(db: Database, message: Message, outcome: Outcome) -> bool:
    again, trouble = outcome.next_try_at, outcome.trouble
    values: dict[str, Any] = {
        "state": outcome.state,
        "again": clock.stamp(again) if again else None,
        "trouble": trouble.kind if trouble else None,
        "error": _sentence(trouble),
        "counted": outcome.counted,
        "out": outcome.may_be_out,
        "absent": outcome.absent,
        "settled": clock.stamp() if outcome.state in ("failed", "cancelled") else None,
        "now": clock.stamp(),
        "id": message.id,
        "tries": message.tries,
    }
    cursor = db.conn.execute(
        "update outbox set state = iif(stopped and :state in ('queued', 'failed'), 'cancelled', :state),"
        " next_try_at = :again, trouble = coalesce(:trouble, trouble),"
        " error = coalesce(:error, error),"
        " failures = failures + :counted, left_at = iif(:out, left_at, null),"
        " first_left_at = iif(:out, first_left_at, null), lease_until = null,"
        " absent_at = iif(:absent, :now, absent_at), settled_at = :settled"
        " where id = :id and tries = :tries and state = 'sending'",
        values,
    )
    return bool(cursor.rowcount)


def _sentence(trouble: Trouble | None) -> str | None:
    return t(trouble.sentence, **trouble.values)[:2000] if trouble else None


def _keep_attempts(db: Database, message_id: int, outcome: Outcome) -> None:
    columns = ("message_id", "at", "phase", "outcome", "status", "headers", "body", "milliseconds")
    insert_many(db, "outbox_attempt", columns, [
        (message_id, clock.stamp(one.at), one.phase, one.outcome, one.status, one.headers, one.body, one.milliseconds)
        for one in outcome.attempts
    ])  # fmt: skip


def _tell_channel(db: Database, code: str, outcome: Outcome) -> None:
    """A limit and a lost account concern every message of the channel; a success says that it works."""
    trouble = outcome.trouble
    if isinstance(trouble, RateLimited):
        until = clock.stamp(outcome.next_try_at)
        db.conn.execute("update channel set limited_until = ? where code = ?", (until, code))
    elif trouble is not None and trouble.kind in ("reauth", "disconnected"):
        changed = db.conn.execute(
            "update channel set trouble = ?, error = ? where code = ? and trouble is null",
            (trouble.kind, _sentence(trouble), code),
        )
        if changed.rowcount:
            audit.record(db, SYSTEM, "channels.trouble", f"channel:{code}", {"error": _sentence(trouble)})
    elif outcome.state == "published":
        db.conn.execute(
            "update channel set worked_at = :now where code = :code and worked_at is not :now",
            {"now": clock.stamp(), "code": code},
        )
