"""A post on its way to a channel: queued with the deed that lets it go, held back, cancelled, confirmed by a person."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any

from lib import audit, clock, outbox, store
from lib.access import SYSTEM, User, needs
from lib.czech import dates
from lib.errors import Refused
from lib.outbox import Parcel
from lib.outbox.records import Operation
from lib.publishing import stages
from lib.publishing.moments import Moment
from lib.publishing.queries import approved, approved_usually
from lib.publishing.records import Story
from lib.store import Database

_HELD = """
select post.channel, wall_time from post join outbox on outbox.id = message_id
where story_id = :story and post.operation = 'publish' and outbox.state in (select value from json_each(:open))
union select 'feed', wall_time from feed_plan where story_id = :story
"""
_LEAVING = ("sending", "unknown")
"""What is just being sent, or may be out: it is stopped, so that it never leaves (again)."""


def queue(
    db: Database, now: Story, channel: str, parcel: Parcel, moment: Moment, *, operation: Operation = "publish",
    original_id: int | None = None, remote_id: str | None = None, reason: str = "", by_person: bool = False,
    after_id: int | None = None, by: User,
) -> int:  # fmt: skip
    """Put a message of a post into the outbox, in the caller's transaction; gives the id of the post.

    For the office's own flows, which know what the channel takes; `by_person`: it cannot do this by itself; `after_id`
    is the message that has to be out first.
    Refused when the post is not approved (what is withdrawn needs no approval), when it is under embargo then, or when
    the same already waits for that minute.
    """
    if operation != "withdraw":
        refuse_not_approved(db, now, moment.at)
        refuse_embargo(now, moment.at)
    key = f"story-{now.id}/{channel}/{operation}/{_number(db, now.id, channel, moment, operation)}"
    message = outbox.put(
        db, channel, key, parcel, moment.at, operation=operation, remote_id=remote_id, after_id=after_id, by=by
    )  # fmt: skip
    if by_person:
        db.conn.execute("update outbox set state = 'handover', next_try_at = null where id = ?", (message,))
    row = db.conn.execute(
        "insert into post (story_id, channel, operation, original_id, content_hash, message_id, wall_time, reason,"
        " by_login, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
        (now.id, channel, operation, original_id, now.approval_hash, message, moment.wall, reason, by.login,
         clock.stamp()),
    ).fetchone()  # fmt: skip
    files = {picture.file: picture.made_of or picture.file for picture in parcel.pictures}
    pictures = [(row[0], file, original) for file, original in files.items()]
    store.insert_many(db, "post_picture", ("post_id", "file", "original"), pictures)
    detail = {"channel": channel, "at": moment.wall, "operation": operation, "content": now.approval_hash}
    audit.record(db, by, "publishing.queue", f"story:{now.id}", detail)
    return int(row[0])


def refuse_not_approved(db: Database, now: Story, goes_at: dt.datetime | None = None) -> None:
    """Refused unless as many people have approved the post as are needed, on the day when it goes out if it is said."""
    stages.refuse_withdrawn(now)
    if approved(db, now, goes_at):
        return
    if goes_at and approved_usually(db, now):
        raise Refused(
            "On {day} the election regime holds and the post names somebody. Let another person approve it too, on the"
            " page of the post.", day=dates.date(goes_at.astimezone(clock.PRAGUE).date()),
        )  # fmt: skip
    raise Refused("The post is not approved as it is now. Have it approved first.")


def refuse_embargo(now: Story, at: dt.datetime) -> None:
    if now.embargo_until and at < clock.parse(now.embargo_until):
        until = dates.moment(now.embargo_until)
        raise Refused("The post is under embargo until {when}. Choose a later time.", when=until)


def _number(db: Database, story_id: int, channel: str, moment: Moment, operation: str) -> int:
    """The how many-th message of this kind it is; Refused when the same one already waits. What is there twice is also
    mended twice."""
    found = store.rows(
        db,
        "select wall_time, state from post join outbox on outbox.id = message_id"
        " where story_id = ? and post.channel = ? and post.operation = ?",
        (story_id, channel, operation),
    )
    waits = (row["wall_time"] == moment.wall and row["state"] not in ("cancelled", "failed") for row in found)
    if operation == "publish" and any(waits):
        raise Refused("This post already goes to this channel at that time.")
    return len(found) + 1


def hold_back(db: Database, story_id: int, reason: str, by: User) -> int:
    """Take back what waits of a post with a text that holds no more; gives how many messages. What is to be withdrawn
    is withdrawn still. For other rooms' and flows' own deeds: they need no permission to publish."""
    _remember(db, story_id)
    _let_go(db, story_id, _LEAVING, outbox.stop, reason)
    waiting = _let_go(db, story_id, stages.OPEN, outbox.cancel, reason)
    planned = db.conn.execute("delete from feed_plan where story_id = ?", (story_id,)).rowcount
    if waiting or planned:
        detail = {"reason": reason, "count": waiting + planned}
        audit.record(db, by, "publishing.hold", f"story:{story_id}", detail)
    return waiting + planned


def _remember(db: Database, story_id: int) -> None:
    """What is held back now, instead of what was before, so that it can be queued again (`flows.publishing_held`)."""
    held = store.rows(db, _HELD, {"story": story_id, "open": json.dumps(stages.OPEN)})
    if held:
        last = store.scalar(db, "select coalesce(max(id), 0) from post where story_id = ?", (story_id,))
        forget_held(db, story_id)
        rows = [(story_id, row["channel"], row["wall_time"], last) for row in held]
        store.insert_many(db, "held_back", ("story_id", "channel", "wall_time", "last_post"), rows)


def forget_held(db: Database, story_id: int) -> None:
    """What was held back is not offered to be queued again."""
    db.conn.execute("delete from held_back where story_id = ?", (story_id,))


def _let_go(db: Database, story_id: int, states: Sequence[str], end: Callable[..., None], reason: str) -> int:
    """End the messages of a post in these states, with the reason; gives how many."""
    marks = ", ".join("?" * len(states))
    found = store.rows(
        db,
        "select post.id, message_id from post join outbox on outbox.id = message_id where story_id = ?"
        f" and post.operation <> 'withdraw' and outbox.state in ({marks}) order by post.id",
        (story_id, *states),
    )
    for row in found:
        end(db, row["message_id"], by=SYSTEM)
        db.conn.execute("update post set reason = ? where id = ?", (reason, row["id"]))
    return len(found)


@needs("publishing.publish")
def cancel_post(db: Database, post_id: int, *, by: User) -> None:
    """Take back one message that waits; Refused when it is out, or may be."""
    row = _post(db, post_id)
    if row["state"] not in stages.OPEN:
        raise Refused("This post is not waiting any more; it cannot be taken back. Withdraw it instead.")
    outbox.cancel(db, row["message_id"], by=by)
    audit.record(db, by, "publishing.cancel", f"story:{row['story_id']}", {"channel": row["channel"]})


@needs("publishing.publish")
def confirm_by_hand(db: Database, post_id: int, recipients: int | None, at: dt.datetime, *, by: User) -> None:
    """A person has handed a post over (MUNIPOLIS, the radio) and says when, and to how many people it went."""
    row = _post(db, post_id)
    if row["state"] != "handover":
        raise Refused("Only what is handed over by a person is confirmed by a person.")
    outbox.hand_over_done(db, row["message_id"], recipients, at, by=by)
    audit.record(db, by, "publishing.handed", f"story:{row['story_id']}",
                 {"channel": row["channel"], "recipients": recipients})  # fmt: skip


def _post(db: Database, post_id: int) -> dict[str, Any]:
    found = store.rows(
        db,
        "select post.story_id, post.channel, message_id, state from post join outbox on outbox.id = message_id"
        " where post.id = ?",
        (post_id,),
    )
    return store.existing(found[0] if found else None, "This post does not exist.")
