"""What is decided about messages: cancel, send now, say what became of an unknown one, confirm a hand-over."""

import datetime as dt

from lib import audit, clock
from lib.access import User, needs
from lib.czech import dates
from lib.errors import BadInput, Refused
from lib.outbox import recipients
from lib.outbox.queue import get, stopped
from lib.outbox.records import Message
from lib.store import Database

CANCELLED_FROM = ("queued", "missed", "handover", "failed")
STOPPED_FROM = ("sending", "unknown")
SENT_NOW_FROM = ("queued", "missed", "failed")


@needs("publishing.publish")
def cancel(db: Database, message_id: int, *, by: User) -> None:
    """Take a message back before it leaves, or put a failed one aside; Refused when it may be out. One that some of its
    recipients have goes to nobody else and stays as out."""
    message = get(db, message_id)
    if message.state not in CANCELLED_FROM:
        raise _too_late(message)
    _set(db, message, "cancelled", settled=True)
    short = recipients.count(db, message_id)
    if short:
        recipients.say_cut_short(db, message, short, by)
    else:
        audit.record(db, by, "outbox.cancel", f"outbox:{message_id}", {"channel": message.channel})


@needs("publishing.publish")
def stop(db: Database, message_id: int, *, by: User) -> None:
    """Let what is just being sent or may be out never leave (again): its text holds no more. It is cancelled as soon as
    it is sure that it is not out; until then its state stays."""
    message = get(db, message_id)
    if message.state not in STOPPED_FROM:
        raise _too_late(message)
    db.conn.execute("update outbox set stopped = 1 where id = ?", (message_id,))
    audit.record(db, by, "outbox.stop", f"outbox:{message_id}", {"channel": message.channel})


@needs("publishing.publish")
def send_now(db: Database, message_id: int, *, by: User) -> None:
    """Send what waits, was missed or failed, in the worker's next turn; Refused while its parcel is under embargo."""
    message = get(db, message_id)
    if message.state not in SENT_NOW_FROM:
        raise _too_late(message)
    ends = str(message.parcel.extra.get("embargo_until", ""))
    if ends > clock.stamp():
        raise Refused("The post is under embargo until {when}. Choose a later time.",
                      when=dates.moment(ends))  # fmt: skip
    _queue_now(db, message)
    audit.record(db, by, "outbox.send_now", f"outbox:{message_id}", {"channel": message.channel})


@needs("publishing.publish")
def resolve(db: Database, message_id: int, *, was_published: bool, by: User) -> None:
    """A person looked at the channel and says whether an unknown message is out; if not, it is sent again, or cancelled
    when it was stopped."""
    message = get(db, message_id)
    if message.state != "unknown":
        raise Refused("The outcome of this message is already known.")
    if was_published:
        _set(db, message, "published", settled=True)
    elif stopped(db, message):
        _set(db, message, "cancelled", settled=True)
    else:
        _queue_now(db, message)
    recipients.count(db, message_id)
    audit.record(db, by, "outbox.resolve", f"outbox:{message_id}", {"was_published": was_published})


@needs("publishing.publish")
def hand_over_done(db: Database, message_id: int, recipients: int | None, at: dt.datetime, *, by: User) -> None:
    """A person served the channel by hand at a moment, to so many recipients (None: the channel does not say)."""
    message = get(db, message_id)
    if message.state not in ("handover", "queued", "missed"):
        raise _too_late(message)
    if at > clock.now():
        raise BadInput("This moment is still to come; confirm it when it is out.", field="at")
    if recipients is not None and recipients < 0:
        raise BadInput("The number of recipients cannot be negative.", field="recipients")
    db.conn.execute(
        "update outbox set state = 'published', next_try_at = null, settled_at = ?, recipients = ?, error = null"
        " where id = ?",
        (clock.stamp(at), recipients, message_id),
    )
    detail = {"channel": message.channel, "recipients": recipients, "at": clock.stamp(at)}
    audit.record(db, by, "outbox.hand_over_done", f"outbox:{message_id}", detail)


def put_back(db: Database, message: Message) -> None:
    """What was claimed and may not leave now waits again, as if nobody had taken it; for the office's own flows, before
    anything of it has left."""
    db.conn.execute(
        "update outbox set state = 'queued', tries = tries - 1, lease_until = null"
        " where id = ? and tries = ? and state = 'sending' and left_at is null",
        (message.id, message.tries),
    )


def _too_late(message: Message) -> Refused:
    if message.state == "sending":
        return Refused("This message is just being sent. Look again in a minute.")
    if message.state == "unknown":
        return Refused("This message may be out. Look at the channel and say whether it is.")
    if message.state == "handover":
        return Refused("This channel is served by hand. Send it there and confirm it here.")
    if message.state == "cancelled":
        return Refused("This message was cancelled.")
    return Refused("This message is already out.")


def _queue_now(db: Database, message: Message) -> None:
    """The planned moment moves to now, so that it is not late at once; the tries begin anew."""
    now = clock.stamp()
    db.conn.execute("update outbox set publish_at = ?, failures = 0 where id = ?", (now, message.id))
    _set(db, message, "queued", settled=False)


def _set(db: Database, message: Message, state: str, *, settled: bool) -> None:
    now = clock.stamp()
    db.conn.execute(
        "update outbox set state = ?, next_try_at = ?, settled_at = ?, trouble = null, error = null, left_at = null,"
        " first_left_at = null, absent_at = null, lease_until = null where id = ?",
        (state, None if settled else now, now if settled else None, message.id),
    )
