"""What an edit, a return or a changed event took back: queued again with the newly approved text, where it can be."""

import datetime as dt

import polars as pl

from lib import audit, clock, store
from lib.access import User, needs
from lib.errors import OfficeError, Refused
from lib.flows import (
    publishing_channels,
    publishing_last_look,
    publishing_sending,
    publishing_targets,
    publishing_web_first,
)
from lib.flows.publishing_sending import STEPS, Planned
from lib.flows.publishing_targets import Target
from lib.i18n import t
from lib.publishing import moments
from lib.publishing.actions import posts
from lib.publishing.moments import FEED
from lib.publishing.parcels import WIDEST
from lib.publishing.queries import story
from lib.publishing.queries.held import HELD, held, wall_now
from lib.publishing.records import Story
from lib.store import Database

_AHEAD = f"""
select story_id, title, held.channel, wall_time, coalesce(channel.name, held.channel) as name
from ({HELD.replace(":story", "null")}) as held join story on story.id = story_id
left join channel on channel.code = held.channel
where story.state <> 'withdrawn' and wall_time >= ? order by wall_time, story_id, held.channel
"""


@needs("publishing.read")
def held_back(db: Database, story_id: int, *, by: User) -> pl.DataFrame:
    """What the last loss of approval took back and nobody has sent since: columns of `STEPS`, `problem` "" where it can
    be queued again."""
    now, known = story(db, story_id, by=by), _targets(db)
    rows = [
        (row["channel"], _name(known, row["channel"]), row["wall_time"], _problem(db, now, known, row))
        for row in _held(db, story_id, known)
    ]
    return pl.DataFrame(rows, STEPS, orient="row")


@needs("publishing.read")
def held_ahead(db: Database, *, by: User) -> list[dict[str, str]]:
    """What was held back and whose time is still ahead, the nearest first: story_id, title, name, wall_time."""
    found = store.rows(db, _AHEAD, (wall_now(),))
    return [row | {"name": t(moments.FEED_NAME)} if row["channel"] == FEED else row for row in found]


@needs("publishing.publish")
def queue_again(db: Database, story_id: int, *, by: User) -> Planned:
    """Queue it again, to the same channels at the same times by the wall clock, with the text as it is approved now.
    What cannot be (the time is past, the channel is off) is left out and said; Refused when nothing can."""
    posts.refuse_not_approved(db, story(db, story_id, by=by))
    made: list[int] = []
    out: list[tuple[str, str]] = []
    in_feed, known = False, _targets(db)
    for row in _held(db, story_id, known):
        at = dt.datetime.fromisoformat(row["wall_time"])
        try:
            with store.attempt(db):
                post = publishing_sending.schedule(db, story_id, row["channel"], at, again=True, by=by)
            in_feed = in_feed or post is None
            made += [] if post is None else [post]
        except OfficeError as error:
            out.append((_name(known, row["channel"]), str(error)))
    if not made and not in_feed:
        raise Refused("Nothing of what was held back can be queued again. Choose new times.")
    posts.forget_held(db, story_id)
    return Planned(tuple(made), in_feed, None, tuple(out))


@needs("publishing.write")
def let_be(db: Database, story_id: int, *, by: User) -> None:
    """What was held back is not to go at those times any more: nobody is asked about it again."""
    rows = held(db, story_id)
    if not rows:
        raise Refused("Nothing of this post is held back any more.")
    posts.forget_held(db, story_id)
    audit.record(db, by, "publishing.let_be", f"story:{story_id}", {"count": len(rows)})


def _held(db: Database, story_id: int, known: dict[str, Target]) -> list[dict[str, str]]:
    """The website first: others fetch their pictures from there."""
    late = {code for code, one in known.items() if publishing_web_first.needed(one.kind)}
    return sorted(held(db, story_id), key=lambda row: row["channel"] in late)


def _targets(db: Database) -> dict[str, Target]:
    return {one.code: one for one in publishing_targets.targets(db)}


def _name(known: dict[str, Target], channel: str) -> str:
    return t(moments.FEED_NAME) if channel == FEED else known[channel].name if channel in known else channel


def _problem(db: Database, now: Story, known: dict[str, Target], row: dict[str, str]) -> str:
    at, in_feed = moments.of(dt.datetime.fromisoformat(row["wall_time"])).at, row["channel"] == FEED
    if at < clock.now():
        return t("The time is already past.")
    to = known.get(row["channel"])
    if not in_feed and (to is None or not to.switched_on):
        return t("No such channel is set up and switched on.")
    if wrong := publishing_last_look.against(db, now, at, feed=in_feed):
        return wrong.why
    if to is None:
        return ""
    return publishing_channels.problem(publishing_channels.parcel_for(db, now, to, WIDEST), to)
