"""Posts on their way to the media: into material for the radio, into a press release; what a person hands over."""

import dataclasses
import datetime as dt
import re
from typing import Any

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.czech import dates, spoken
from lib.flows import press_sources
from lib.outbox import Parcel
from lib.press.actions import radio
from lib.press.queries import radio as briefs
from lib.press.rules.radio import LONGEST_SENTENCES, Brief, Item
from lib.press.rules.releases import LONGEST_TITLE, Release
from lib.publishing import actions, parcels
from lib.publishing.queries import event_of, story
from lib.store import Database

MEDIA = ("munipolis", "radio", "tv", "press")
"""Kinds of channels that a person serves by hand."""
RADIO_POSTS = {"id": pl.Int64, "story_id": pl.Int64, "title": pl.String, "payload": pl.String, "event_id": pl.Int64}
_RADIO = """
select post.id, story_id, story.title, outbox.payload, story.event_id
from post join outbox on outbox.id = message_id join channel on channel.code = post.channel
join story on story.id = story_id
where channel.kind = 'radio' and post.operation <> 'withdraw'
    and (outbox.state = 'handover' or outbox.state = 'queued' and publish_at <= ?)
    and not exists (select 1 from radio_item join radio_brief on radio_brief.id = brief_id
        where radio_item.story_id = story.id and (brief_id = ? or radio_brief.state <> 'draft'))
group by story_id order by publish_at, post.id
"""
WAITING = {"story_id": pl.Int64, "title": pl.String, "channel": pl.String, "kind": pl.String, "event_id": pl.Int64}
_WAITING = """
select story_id, story.title, channel.name as channel, channel.kind, story.event_id
from post join outbox on outbox.id = message_id join channel on channel.code = post.channel
join story on story.id = story_id where outbox.state = 'handover' order by publish_at, post.id
"""


@needs("publishing.read")
def waiting(db: Database, *, by: User) -> pl.DataFrame:
    """Posts that a person has to send to the media or into MUNIPOLIS: columns of `WAITING`."""
    return store.frame(db, _WAITING, WAITING).filter(pl.col("kind").is_in(MEDIA))


@needs("press.read")
def offered(db: Database, brief_id: int, *, by: User) -> pl.DataFrame:
    """Posts for the radio that wait now or will before the end of the period and are in no material that was handed
    over: columns of `RADIO_POSTS`."""
    last = briefs.brief(db, brief_id, by=by).brief.last
    until = clock.stamp(dates.wall(last + dt.timedelta(days=1), "00:00"))
    return store.frame(db, _RADIO, RADIO_POSTS, (until, brief_id))


@needs("press.edit")
def take(db: Database, brief_id: int, *, by: User) -> int:
    """Make an item of each of the offered posts; gives how many."""
    found = offered(db, brief_id, by=by)
    items = [_item(db, row, by) for row in found.iter_rows(named=True)]
    return radio.take_posts(db, brief_id, items, by=by) if items else 0


@needs("press.edit")
def begin(db: Database, brief: Brief, *, with_events: bool = True, by: User) -> int:
    """Begin material of a period with its events when wanted, and with the posts that wait; gives its id."""
    brief_id = radio.begin(db, brief, with_events=with_events, by=by)
    take(db, brief_id, by=by)
    return brief_id


@needs("press.edit")
def hand_over(db: Database, brief_id: int, *, by: User) -> int:
    """The radio has the material; posts in it that waited for that are confirmed with it when `by` may publish. Gives
    how many."""
    radio.hand_over(db, brief_id, by=by)
    if not by.may("publishing.publish"):
        return 0
    sql = """select post.id from post join outbox on outbox.id = message_id join channel on channel.code = post.channel
        where channel.kind = 'radio' and outbox.state = 'handover'
        and story_id in (select story_id from radio_item where brief_id = ?)"""
    done = [int(row["id"]) for row in store.rows(db, sql, (brief_id,))]
    for post_id in done:
        actions.confirm_by_hand(db, post_id, None, clock.now(), by=by)
    return len(done)


@needs("press.read")
def release(db: Database, story_id: int, *, by: User) -> Release:
    """A press release to begin with, made of a post: its words for the press, and of its event the facts."""
    now = story(db, story_id, by=by)
    begun = press_sources.release(db, now.event_id, "release", by=by)
    credits = dict.fromkeys(photo.credit for photo in now.photos if photo.credit)
    return dataclasses.replace(
        begun,
        title=" ".join(now.title.split())[:LONGEST_TITLE],
        perex=now.perex or begun.perex,
        body=parcels.wording(now, "press") or begun.body,
        embargo_until=now.embargo_until,
        photo_credit=", ".join(credits) or begun.photo_credit,
    )


def _item(db: Database, row: dict[str, Any], by: User) -> Item:
    """At most three sentences, as the radio reads them, and when and where the event takes place."""
    sentences = re.split(r"(?<=[.!?])\s+", Parcel.from_json(row["payload"]).text.strip())
    event = event_of(db, row["event_id"], by=by)
    about = radio.from_event(event) if event else Item(row["title"])
    text = spoken.spoken(" ".join(sentences[:LONGEST_SENTENCES]))
    return dataclasses.replace(about, headline=spoken.spoken(row["title"]), text=text, story_id=row["story_id"])
