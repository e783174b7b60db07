"""A post that is out and is wrong: corrected or withdrawn everywhere it went, by the channel itself or by a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lib import clock, store
from lib.access import User, needs
from lib.errors import Refused
from lib.flows import publishing_channels, publishing_targets
from lib.outbox import places
from lib.outbox.records import Operation
from lib.publishing import actions, moments, rules
from lib.publishing.actions import feed, posts
from lib.publishing.queries import story
from lib.publishing.records import Story
from lib.store import Database

_OUT = f"""
select post.id, post.channel, post.content_hash, outbox.remote_id, channel.name, outbox.place <> {places.NOW} as moved
from post join outbox on outbox.id = message_id left join channel on channel.code = post.channel
where story_id = ? and post.operation = 'publish' and outbox.state = 'published' and not exists (
    select 1 from post as later join outbox as message on message.id = later.message_id
    where later.original_id = post.id and later.operation = 'withdraw' and message.state <> 'cancelled')
order by post.id
"""
_SAID = """
select content_hash from post join outbox on outbox.id = message_id
where (post.id = :id or original_id = :id) and post.operation <> 'withdraw' and outbox.state <> 'cancelled'
order by post.id desc limit 1
"""
LATE = """
select post.id, post.story_id, post.channel, outbox.remote_id
from post join outbox on outbox.id = message_id join story on story.id = story_id
where stopped and post.operation = 'publish' and outbox.state = 'published' and story.state = 'withdrawn'
and not exists (select 1 from post as later where later.original_id = post.id and later.operation = 'withdraw')
order by post.id
"""
"""What was just being sent when its post was withdrawn, and came out."""
_MAYBE = """
select channel.name from post join outbox on outbox.id = message_id join channel on channel.code = post.channel
where story_id = ? and outbox.state in ('sending', 'unknown')
"""


@dataclass(frozen=True)
class Everywhere:
    """Where a correction or a withdrawal goes: names of channels that do it by themselves, those where a person has
    to, those of which nobody knows yet whether the post is out, and how many waiting messages were taken back."""

    by_itself: tuple[str, ...]
    by_person: tuple[str, ...]
    unknown: tuple[str, ...]
    held_back: int = 0


@needs("publishing.publish")
def correct_everywhere(db: Database, story_id: int, reason: str, *, by: User) -> Everywhere:
    """Let the approved change of a post go everywhere where its older text is. Where a channel cannot correct, a person
    is asked to: the message waits as a handover. Refused when the change is not approved or there is nothing to mend.
    """
    now = story(db, story_id, by=by)
    said = rules.said_why(reason)
    posts.refuse_not_approved(db, now)
    old, in_feed = _older(db, now)
    if not old and not in_feed:
        raise Refused("Every channel already says what the post says now.")
    if in_feed:
        actions.correct(db, story_id, by=by)
    done = [_mend(db, now, row, "correct", said, by) for row in old]
    return _everywhere(db, now, done, 0)


@needs("publishing.read")
def differs(db: Database, story_id: int, *, by: User) -> bool:
    """Whether something that is out says an older text than the post says now, uncorrected so far."""
    now = story(db, story_id, by=by)
    return now.state != "withdrawn" and any(_older(db, now))


@needs("publishing.publish")
def withdraw_everywhere(db: Database, story_id: int, reason: str, *, by: User) -> Everywhere:
    """Take a post back everywhere where it is out, and what waits before it goes out. Where a channel cannot, a person
    is asked to. Refused when it is nowhere."""
    now = story(db, story_id, by=by)
    if now.state == "withdrawn":
        raise Refused("The post is already withdrawn.")
    said = rules.said_why(reason)
    rows = store.rows(db, _OUT, (story_id,))
    unknown = _unknown(db, story_id)
    if now.state != "published" and not rows and not unknown:
        raise Refused("Only a published post can be withdrawn.")
    held = posts.hold_back(db, story_id, said, by)
    feed.take_out(db, now, said, by)
    done = [_mend(db, now, row, "withdraw", said, by) for row in rows]
    return _everywhere(db, now, done, held)


@needs("publishing.publish")
def withdraw_late(db: Database, *, by: User) -> int:
    """Withdraw what came out after its post was withdrawn, for it was just being sent; gives how many. A duty."""
    found = store.rows(db, LATE)
    for row in found:
        now = story(db, row["story_id"], by=by)
        _mend(db, now, row, "withdraw", now.withdrawn_reason or "", by)
    return len(found)


def _mend(
    db: Database, now: Story, row: dict[str, Any], operation: Operation, reason: str, by: User
) -> tuple[str, bool]:
    """Queue a correction or a withdrawal; the channel's name, and whether a person has to do it."""
    to = publishing_targets.target(db, row["channel"])
    limits = to.kind.limits
    can = limits.can_correct if operation == "correct" else limits.can_withdraw
    by_person = not to.by_hand and (not (can and row["remote_id"]) or bool(row.get("moved")))
    mark = f"{now.id}-{row['id']}"
    make = publishing_channels.ready if operation == "correct" else publishing_channels.parcel_for
    parcel = make(db, now, to, mark)
    posts.queue(
        db, now, to.code, parcel, moments.of(clock.now()), operation=operation, original_id=row["id"],
        remote_id=row["remote_id"], reason=reason, by_person=by_person, by=by,
    )  # fmt: skip
    return to.name, by_person or to.by_hand


def _older(db: Database, now: Story) -> tuple[list[dict[str, Any]], bool]:
    """What is out in channels with an older text, and whether the feeds carry one."""
    old = [row for row in store.rows(db, _OUT, (now.id,)) if _text_of(db, row["id"]) != now.approval_hash]
    last = feed.last_out(db, now.id)
    return old, now.state == "published" and last is not None and last["content_hash"] != now.content_hash


def _text_of(db: Database, post_id: int) -> str:
    """The hash of what a channel was told last."""
    return str(store.scalar(db, _SAID, {"id": post_id}))


def _unknown(db: Database, story_id: int) -> tuple[str, ...]:
    return tuple(name for (name,) in db.conn.execute(_MAYBE, (story_id,)))


def _everywhere(db: Database, now: Story, done: list[tuple[str, bool]], held: int) -> Everywhere:
    def names(by_person: bool) -> Iterator[str]:
        return (name for name, person in done if person is by_person)

    return Everywhere(tuple(names(False)), tuple(names(True)), _unknown(db, now.id), held)
