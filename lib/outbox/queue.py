"""What is to be sent to foreign channels: queued with the deed, sent exactly once, unknown when unsure.

queued → sending → published | failed | unknown. A sender that died, or no answer after the body left, means
`unknown`, which is never queued again by itself: the channel is asked, or a person decides (`resolve`).
No channel sends yet; the worker expires what a dead sender left and delivers to the channels it is given.
"""

import datetime as dt
import json
from typing import Any

from lib import audit, clock
from lib.access import User, needs
from lib.errors import Refused
from lib.outbox.records import Message
from lib.store import Database, existing, one

LEASE_SECONDS = 120


def put(db: Database, channel: str, key: str, payload: dict[str, Any], publish_at: dt.datetime, *, by: User) -> None:
    """Queue a message in the caller's transaction. The same key again changes nothing: it is already on its way."""
    db.conn.execute(
        "insert into outbox (channel, key, payload, publish_at, next_try_at, created_by, created_at)"
        " values (?, ?, ?, ?, ?, ?, ?)"
        " on conflict (key) do nothing",
        (
            channel,
            key,
            json.dumps(payload, ensure_ascii=False),
            clock.stamp(publish_at),
            clock.stamp(publish_at),
            by.login,
            clock.stamp(),
        ),
    )


def get(db: Database, message_id: int) -> Message:
    found = one(
        db,
        Message,
        "select id, channel, operation, key, payload, state, publish_at, grace_minutes, tries, remote_id, remote_url,"
        " trouble, error, created_at from outbox where id = ?",
        (message_id,),
    )
    return existing(found, "This message is not in the outbox.")


def claim(db: Database) -> Message | None:
    """Take the next message that is due; from now on this sender has two minutes."""
    now = clock.now()
    lease = clock.stamp(now + dt.timedelta(seconds=LEASE_SECONDS))
    row = db.conn.execute(
        "update outbox set state = 'sending', tries = tries + 1, lease_until = ? where id = (select id from outbox"
        " where state = 'queued' and publish_at <= ? order by publish_at, id limit 1) returning id",
        (lease, clock.stamp(now)),
    ).fetchone()
    return get(db, row[0]) if row else None


def expire(db: Database) -> int:
    """Messages whose sender died become unknown; gives how many."""
    cursor = db.conn.execute(
        "update outbox set state = 'unknown', error = 'no answer' where state = 'sending' and lease_until < ?",
        (clock.stamp(),),
    )
    return int(cursor.rowcount)


def published(db: Database, message_id: int, remote_id: str) -> None:
    """The channel confirmed it."""
    _settle(db, message_id, "published", remote_id, None)


def failed(db: Database, message_id: int, error: str) -> None:
    """The channel said no; nothing was published."""
    _settle(db, message_id, "failed", None, error)


def unknown(db: Database, message_id: int, error: str) -> None:
    """No answer after the body left: it may be out."""
    _settle(db, message_id, "unknown", None, error)


def _settle(db: Database, message_id: int, state: str, remote_id: str | None, error: str | None) -> None:
    db.conn.execute(
        "update outbox set state = ?, remote_id = ?, error = ?, lease_until = null where id = ? and state = 'sending'",
        (state, remote_id, (error or "")[:2000] or None, message_id),
    )


@needs("publishing.publish")
def resolve(db: Database, message_id: int, *, was_published: bool, by: User) -> None:
    """A person looked at the channel and says whether an unknown message is out; if not, it is queued again."""
    message = get(db, message_id)
    if message.state != "unknown":
        raise Refused("The outcome of this message is already known.")
    db.conn.execute(
        "update outbox set state = ?, error = null where id = ?",
        ("published" if was_published else "queued", message_id),
    )
    audit.record(db, by, "outbox.resolve", f"outbox:{message_id}", {"was_published": was_published})
