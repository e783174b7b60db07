"""The town's own feeds: a row of the ledger in the transaction of the deed, so nothing can be lost on the way."""

import datetime as dt
from typing import Any

from lib import access, audit, clock, store
from lib.access import SYSTEM, User, needs
from lib.errors import OfficeError, Refused
from lib.events import outlets
from lib.publishing import rules
from lib.publishing.actions import posts
from lib.publishing.actions.approving import approve_at_once, checks_passed
from lib.publishing.moments import Moment
from lib.publishing.queries import approved, story, town
from lib.publishing.records import Story
from lib.store import Database

GRACE = dt.timedelta(minutes=120)
"""Later than this a post does not come out by itself, as in other channels: a person says."""


@needs("publishing.publish")
def publish(db: Database, story_id: int, *, by: User) -> Story:
    """Put a post out to the feeds at once. It is approved, or this person approves it in the same step, where one
    approval is enough and he may; Refused with the reasons when a blocking check fails or the embargo lasts."""
    now = story(db, story_id, by=by)
    if now.state != "draft":
        raise Refused("This post has already been published. Publish a correction, or make a copy.")
    _ready(db, now, by)
    _publish(db, now, by)
    return story(db, story_id, by=by)


@needs("publishing.publish")
def correct(db: Database, story_id: int, *, by: User) -> Story:
    """Put the changes made since out as a correction, under the same guid; approved as for `publish`."""
    now = story(db, story_id, by=by)
    last = last_out(db, story_id)
    if now.state != "published" or last is None:
        raise Refused("Only a published post can be corrected.")
    if last["content_hash"] == now.content_hash:
        raise Refused("Nothing has changed since the post was published. Save the correction first.")
    _ready(db, now, by)
    _put_out(db, now, last["guid"], "corrected", clock.stamp(), "", by)
    detail = {"before": last["content_hash"], "after": now.content_hash}
    audit.record(db, by, "publishing.correct", f"story:{story_id}", detail)
    return story(db, story_id, by=by)


def take_out(db: Database, now: Story, reason: str, by: User) -> None:
    """Take a post out of the feeds for good, and hold back what waits in the outbox; the reason stays in its history.
    A part of `lib.flows.publishing_mending.withdraw_everywhere`."""
    last, at = last_out(db, now.id), clock.stamp()
    if last is not None:
        _put_out(db, now, last["guid"], "withdrawn", at, reason, by)
    posts.hold_back(db, now.id, reason, by)
    db.conn.execute(
        "update story set state = 'withdrawn', published_at = coalesce(published_at, ?), withdrawn_at = ?,"
        " withdrawn_reason = ? where id = ?",
        (at, at, reason, now.id),
    )
    audit.record(db, by, "publishing.withdraw", f"story:{now.id}", {"reason": reason})


@needs("publishing.publish")
def plan_feed(db: Database, story_id: int, moment: Moment, *, by: User) -> None:
    """Let a post come out in the feeds at a moment; another moment replaces it."""
    now = story(db, story_id, by=by)
    if now.state != "draft":
        raise Refused("This post has already been published. Publish a correction, or make a copy.")
    posts.refuse_not_approved(db, now, moment.at)
    posts.refuse_embargo(now, moment.at)
    checks_passed(db, now, feed=True, goes_at=moment.at)
    db.conn.execute(
        "insert or replace into feed_plan (story_id, wall_time, publish_at, content_hash, by_login, at)"
        " values (?, ?, ?, ?, ?, ?)",
        (story_id, moment.wall, clock.stamp(moment.at), now.approval_hash, by.login, clock.stamp()),
    )
    audit.record(db, by, "publishing.queue", f"story:{story_id}", {"channel": "feed", "at": moment.wall})


@needs("publishing.publish")
def unplan_feed(db: Database, story_id: int, *, by: User) -> None:
    """The post does not come out in the feeds by itself."""
    if not db.conn.execute("delete from feed_plan where story_id = ?", (story_id,)).rowcount:
        raise Refused("This post is not waiting for the feeds.")
    audit.record(db, by, "publishing.cancel", f"story:{story_id}", {"channel": "feed"})


@needs("publishing.publish")
def come_out(db: Database, *, by: User) -> int:
    """Put out what is due in the feeds; gives how many. What cannot go out keeps the reason and waits for a person."""
    due = store.rows(
        db,
        "select story_id, by_login, publish_at from feed_plan where publish_at <= ? and trouble = ''"
        " order by publish_at",
        (clock.stamp(),),
    )
    return sum(_comes_out(db, row, access.user(db, row["by_login"]) or by) for row in due)


def _comes_out(db: Database, row: dict[str, Any], planned_by: User) -> bool:
    story_id = row["story_id"]
    now = story(db, story_id, by=SYSTEM)
    try:
        if clock.now() > clock.parse(row["publish_at"]) + GRACE:
            raise Refused("It was to be sent earlier; nothing was sent. Send it now, or cancel it.")
        posts.refuse_not_approved(db, now, clock.now())
        posts.refuse_embargo(now, clock.now())
        checks_passed(db, now, feed=True, goes_at=clock.now())
    except OfficeError as error:
        db.conn.execute("update feed_plan set trouble = ? where story_id = ?", (str(error), story_id))
        audit.record(db, SYSTEM, "publishing.not_out", f"story:{story_id}", {"reason": str(error)})
        return False
    _publish(db, now, planned_by)
    return True


def _ready(db: Database, now: Story, by: User) -> None:
    posts.refuse_embargo(now, clock.now())
    checks_passed(db, now, feed=True, goes_at=clock.now())
    if not approved(db, now):
        approve_at_once(db, now, by)
    posts.refuse_not_approved(db, story(db, now.id, by=by), clock.now())


def _publish(db: Database, now: Story, by: User) -> None:
    at = clock.stamp()
    guid = rules.guid(town(db).host, clock.today().year, now.id)
    _put_out(db, now, guid, "published", at, "", by)
    db.conn.execute("update story set state = 'published', published_at = ? where id = ?", (at, now.id))
    db.conn.execute("delete from feed_plan where story_id = ?", (now.id,))
    audit.record(db, by, "publishing.publish", f"story:{now.id}", {"guid": guid, "content": now.content_hash})


def last_out(db: Database, story_id: int) -> dict[str, Any] | None:
    """The last row of the ledger: its guid and the hash of what is out."""
    found = store.rows(
        db, "select guid, content_hash from publication where story_id = ? order by id desc limit 1", (story_id,)
    )
    return found[0] if found else None


def _put_out(db: Database, now: Story, guid: str, step: str, at: str, reason: str, by: User) -> None:
    """One row of the ledger: the content as it is out from this moment."""
    card, text = now.picture, now.content.for_web
    picture, alt = (card.file, card.alt) if card else (None, "")
    content = (now.title, now.perex, text, picture, alt, now.content_hash)
    db.conn.execute(
        "insert into publication (story_id, guid, channel, step, at, by_login, title, perex, text, picture, alt,"
        " content_hash, reason) values (?, ?, 'feed', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (now.id, guid, step, at, by.login, *content, reason),
    )
    if now.event_id is not None and step == "withdrawn":
        outlets.forget(db, now.event_id, f"story:{now.id}", by)
    elif now.event_id is not None:
        outlets.tell(db, now.event_id, f"story:{now.id}", now.title, by)
