"""Letting an approved post go: to a channel at a time or now, to all at once in a campaign counted from an event."""

import datetime as dt
import json
from dataclasses import dataclass

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.errors import NotFound, OfficeError, Refused
from lib.flows import publishing_channels, publishing_targets, publishing_web_first
from lib.flows.publishing_campaigns import name_of
from lib.flows.publishing_targets import Target
from lib.i18n import speaking, t
from lib.publishing import actions, moments
from lib.publishing.actions import approving, feed, posts
from lib.publishing.actions import campaigns as kept
from lib.publishing.moments import FEED, PHOTOS, Moment, Step
from lib.publishing.parcels import WIDEST
from lib.publishing.queries import event_of, story
from lib.publishing.records import Story
from lib.store import Database

STEPS = dict.fromkeys(("channel", "name", "wall_time", "problem"), pl.String)


@dataclass(frozen=True)
class Planned:
    """What a campaign did: ids of posts, whether the feeds and a post with photographs are planned, and what was left
    out: (channel, why)."""

    posts: tuple[int, ...]
    feed: bool
    photos: int | None
    left_out: tuple[tuple[str, str], ...]


@needs("publishing.publish")
def schedule(
    db: Database, story_id: int, channel: str, at: dt.datetime, *, again: bool = False, by: User
) -> int | None:
    """Let an approved post go to a channel at a time by the wall clock (naive) or at a moment; gives the post's id,
    None for the town's own feeds (`feed`).

    Refused when the post is not approved, is under embargo then, does not fit the channel, the time is past, or the
    post goes there already (unless `again`). A time that does not exist in March is BadInput; of one that comes twice
    in October the first is taken (`moments.of(at).note` says so).
    """
    moment = moments.of(at)
    if moment.at < clock.now():
        raise Refused("This time is already past. Choose a later one, or send it now.")
    return _schedule(db, story(db, story_id, by=by), channel, moment, again, by)


@needs("publishing.publish")
def send_now(db: Database, story_id: int, channel: str, *, by: User) -> int | None:
    """Let an approved post go to a channel with the worker's next turn, to the feeds at once."""
    if channel == FEED:
        actions.publish(db, story_id, by=by)
        return None
    return _schedule(db, story(db, story_id, by=by), channel, moments.of(clock.now()), False, by)


def _schedule(db: Database, now: Story, channel: str, moment: Moment, again: bool, by: User) -> int | None:
    if channel == FEED:
        feed.plan_feed(db, now.id, moment, by=by)
        return None
    posts.refuse_not_approved(db, now, moment.at)
    if not again and channel in _there(db, now):
        raise Refused("This post already goes to this channel, or is out there.")
    to = publishing_targets.target(db, channel)
    if not to.switched_on:
        raise Refused("The channel {name} is switched off. Switch it on first.", name=to.name)
    return _queue(db, now, to, moment, by)


def _queue(db: Database, now: Story, to: Target, moment: Moment, by: User) -> int:
    posts.refuse_embargo(now, moment.at)
    approving.checks_passed(db, now, goes_at=moment.at)
    number = store.scalar(db, "select count(*) from post where story_id = ?", (now.id,)) + 1
    parcel = publishing_channels.ready(db, now, to, f"{now.id}-{number}")
    first = publishing_web_first.waits_for(db, now.id, to, parcel, moment)
    post_id = posts.queue(db, now, to.code, parcel, moment, after_id=first, by=by)
    if to.kind.hosts_pictures:
        publishing_web_first.follow(db, now.id)
    return post_id


@needs("publishing.read")
def preview(db: Database, story_id: int, campaign_id: int, anchor: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """What a campaign would do with a post: columns of `STEPS`, `problem` "" where it would go."""
    now, day = _anchored(db, story_id, anchor, by)
    rows = []
    there, web_at = _there(db, now), None
    for step, to in _steps(db, campaign_id):
        moment = moments.of_step(step, day, by_hand=bool(to and to.by_hand))
        wrong = _why_not(step, to, moment, there)
        if to and not wrong:
            wrong = publishing_channels.problem(publishing_channels.parcel_for(db, now, to, WIDEST), to)
            if to.kind.hosts_pictures and not wrong:
                web_at = moment.at
            elif publishing_web_first.needed(to.kind) and not (web_at and web_at <= moment.at):
                wrong = wrong or publishing_web_first.lacking(db, story_id, moment=moment)
        rows.append((to.code if to else step.kind, _name(step, to), moment.wall, wrong))
    return pl.DataFrame(rows, STEPS, orient="row")


@needs("publishing.publish")
def campaign(db: Database, story_id: int, campaign_id: int, anchor: dt.date | None = None, *, by: User) -> Planned:
    """Plan an approved post for every step of a campaign, counted from the anchor (the event's day when not said).
    Steps that cannot be (the time is past, no such channel, no text for it) are left out and said."""
    now, day = _anchored(db, story_id, anchor, by)
    posts.refuse_not_approved(db, now)
    made: list[int] = []
    out: list[tuple[str, str]] = []
    in_feed, photos, there = False, None, _there(db, now)
    for step, to in _steps(db, campaign_id):
        moment = moments.of_step(step, day, by_hand=bool(to and to.by_hand))
        if wrong := _why_not(step, to, moment, there):
            out.append((_name(step, to), wrong))
            continue
        try:
            with store.attempt(db):
                if to:
                    made.append(_queue(db, now, to, moment, by))
                elif step.kind == FEED:
                    feed.plan_feed(db, story_id, moment, by=by)
                    in_feed = True
                else:
                    photos = _photos(db, now, moment, by)
        except OfficeError as error:
            out.append((_name(step, to), str(error)))
    if made or in_feed or photos:
        kept.used(db, campaign_id, story_id, by, photos=photos)
    return Planned(tuple(made), in_feed, photos, tuple(out))


def _anchored(db: Database, story_id: int, anchor: dt.date | None, by: User) -> tuple[Story, dt.date]:
    now = story(db, story_id, by=by)
    event = event_of(db, now.event_id, by=by)
    day = anchor or (event.day if event else None)
    if day is None:
        raise Refused("The post has no event. Choose the day from which the campaign is counted.", field="anchor")
    return now, day


def _steps(db: Database, campaign_id: int) -> list[tuple[Step, Target | None]]:
    """Each step with each channel of its kind; with None for the feeds, for photographs and where there is none."""
    text = store.scalar(db, "select steps from campaign where id = ?", (campaign_id,))
    if text is None:
        raise NotFound("This campaign does not exist.")
    there = [one for one in publishing_targets.targets(db) if one.switched_on]
    found: list[tuple[Step, Target | None]] = []
    for step in moments.checked_steps(json.loads(text)):
        here = [one for one in there if step.kind in (one.kind.code, one.code)]
        found += [(step, one) for one in here] or [(step, None)]
    # The website first: others fetch their pictures from there.
    return sorted(found, key=lambda one: bool(one[1] and publishing_web_first.needed(one[1].kind)))


def _there(db: Database, now: Story) -> frozenset[str]:
    """The channels to which the post goes, or where it is out; it is not sent there once more. So with the town's own
    feeds once it has come out, and with the photographs once a campaign has planned them."""
    sql = (
        "select post.channel from post join outbox on outbox.id = message_id where story_id = ?"
        " and post.operation = 'publish' and outbox.state not in ('cancelled', 'failed')"
    )
    sent = {code for (code,) in db.conn.execute(sql, (now.id,))}
    own = {FEED: now.state != "draft", PHOTOS: kept.photos_planned(db, now.id)}
    return frozenset(sent | {code for code, there in own.items() if there})


def _why_not(step: Step, to: Target | None, moment: Moment, there: frozenset[str]) -> str:
    if to is None and step.kind not in (FEED, PHOTOS):
        return t("No such channel is set up and switched on.")
    if (to.code if to else step.kind) in there:
        if step.kind == PHOTOS:
            return t("A post with the photographs is planned already.")
        return t("This post already goes to this channel, or is out there.")
    return t("The time is already past.") if moment.at < clock.now() else ""


def _name(step: Step, to: Target | None) -> str:
    own = {FEED: t(moments.FEED_NAME), PHOTOS: t("Photographs from the event")}
    return to.name if to else own.get(step.kind) or name_of(step.kind, {})


def _photos(db: Database, now: Story, moment: Moment, by: User) -> int:
    """Another post, for the photographs: an idea on its day, because nobody knows yet what they will show."""
    with speaking("cs"):
        title = t("Photographs: {title}", title=now.title)
    day = dt.date.fromisoformat(moment.wall[:10])
    return actions.add_idea(db, title, event_id=now.event_id, plan_on=day, by=by)
