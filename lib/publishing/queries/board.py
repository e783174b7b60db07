"""The board: every post in its stage, what waits for approval, what is missing for the weekend."""

import datetime as dt
import json
from dataclasses import dataclass

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.publishing import rules, stages
from lib.publishing.queries.one import story
from lib.publishing.queries.way import verdicts
from lib.store import Database

BOARD = {
    "id": pl.Int64,
    "title": pl.String,
    "stage": pl.String,
    "plan_on": pl.Date,
    "place": pl.Int64,
    "publish_at": pl.String,
    "owner": pl.String,
    "owner_name": pl.String,
    "event_id": pl.Int64,
    "event": pl.String,
    "event_on": pl.Date,
    "section": pl.String,
    "channels": pl.String,
    "trouble": pl.Int64,
    "by_hand": pl.Int64,
    "since": pl.String,
    "relevant_until": pl.Date,
    "check_on": pl.Date,
    "updated_at": pl.String,
}
SENT = """
sent as (
    select story_id, max(outbox.state = 'published' and post.operation = 'publish') as out,
        max(outbox.state in ('queued', 'sending', 'handover', 'missed', 'failed', 'unknown')) as waits,
        max(outbox.state in ('missed', 'failed', 'unknown')) as trouble, max(outbox.state = 'handover') as by_hand,
        min(settled_at) filter (where outbox.state = 'published' and post.operation = 'publish') as out_at,
        coalesce(min(wall_time) filter (where outbox.state in ('queued', 'handover')), max(wall_time)) as wall_time,
        group_concat(distinct post.channel) as channels
    from post join outbox on outbox.id = message_id where outbox.state <> 'cancelled' group by story_id
)
"""
STAGE = """
case when story.state = 'withdrawn' then 'withdrawn'
    when sent.waits or feed_plan.story_id is not null then 'queued'
    when story.state = 'published' or sent.out then 'out'
    else stage end
"""
_OLDER = """
exists (select 1 from post join outbox on outbox.id = message_id
    where post.story_id = story.id and outbox.state = 'published' and post.operation <> 'withdraw'
        and not exists (select 1 from post as later join outbox as sent on sent.id = later.message_id
            where later.story_id = story.id and later.id > post.id and sent.state <> 'cancelled'
                and later.original_id = coalesce(post.original_id, post.id))
        and post.content_hash <> (select content_hash from approval
            where story_id = story.id and verdict = 'approved' order by id desc limit 1))
or story.state = 'published' and exists (select 1 from publication
    where id = (select max(id) from publication where story_id = story.id)
        and (title, perex, text) <> (story.title, story.perex, coalesce(
            (select text from variant where story_id = story.id and channel = 'web' and trim(text) <> ''), body)))
"""
"""What is approved is the text as it is now, so nobody has to work out its hash to see that a channel has another one.
"""
SINCE = f"""
case when story.state = 'withdrawn' or not (story.state = 'published' or coalesce(sent.out, 0)) then ''
    when story.stage in ('review', 'writing') then 'out_' || story.stage
    when story.stage = 'approved' and ({_OLDER}) then 'out_older' else '' end
"""
_ROWS = f"""
with {SENT},
shown as (
    select story.id, story.title, {STAGE} as stage, plan_on, place,
        coalesce(feed_plan.wall_time, sent.wall_time, story.published_at) as publish_at,
        owner, coalesce(user.name, owner) as owner_name, event_id, event.title as event, event.starts_on as event_on,
        section, concat_ws(',', iif(story.state = 'published' or feed_plan.story_id is not null, 'feed', null),
            sent.channels) as channels,
        coalesce(sent.trouble, 0) or coalesce(feed_plan.trouble, '') <> '' as trouble,
        coalesce(sent.by_hand, 0) as by_hand, {SINCE} as since, relevant_until, check_on,
        story.updated_at
    from story left join sent on sent.story_id = story.id left join feed_plan on feed_plan.story_id = story.id
    left join event on event.id = event_id left join user on user.login = owner
)
"""
IN_ORDER = "place = 0, place, id"
"""Of the posts of a day: first those that somebody has put in order (1, 2, …), then the others as they came."""
ALL_OF_THEM = f"{_ROWS} select {', '.join(BOARD)} from shown"
IN_DAYS = f"""{ALL_OF_THEM}
where plan_on between :first and :last or substr(publish_at, 1, 10) between :first and :last
    or plan_on is null and publish_at is null and stage not in ('withdrawn')
order by plan_on nulls last, {IN_ORDER}
"""
OF_DAY = f"""{_ROWS} select id from shown
where plan_on is ? and publish_at is null and stage in ({", ".join(f"'{one}'" for one in stages.WRITTEN)})
order by {IN_ORDER}
"""
CHECKED = f"""{ALL_OF_THEM}
where (check_on <= :day and stage <> 'withdrawn') or (relevant_until < :day and stage in ('out', 'queued'))
order by coalesce(relevant_until, check_on), id
"""
REVIEW = f"""{ALL_OF_THEM}
where stage <> 'withdrawn' and id in (select id from story where stage = 'review')
order by coalesce(plan_on, event_on) nulls last, updated_at
"""
"""Also what is out and was changed since: its correction waits for approval."""
WEEKEND_EVENTS = f"""
{_ROWS}
select event.id, event.title, event.kind, event.starts_on, event.starts_at, venue.name as venue,
    (select min(shown.id) from shown where event_id = event.id and stage <> 'withdrawn') as story_id,
    (select shown.stage from shown where event_id = event.id and stage <> 'withdrawn' order by id limit 1) as stage
from event left join venue on venue.id = venue_id
where public and event.state not in ('proposed', 'cancelled', 'postponed') and starts_on <= :last and ends_on >= :first
    and not exists (select 1 from shown where event_id = event.id and stage in ('queued', 'out'))
order by starts_on, starts_at nulls first, event.id
"""
WEEKEND_STORIES = f"""{ALL_OF_THEM}
where stage in ('idea', 'planned', 'writing', 'review') and plan_on <= :last and plan_on >= :today
    and id not in (select value from json_each(:said))
order by plan_on, {IN_ORDER}
"""
EVENTS = {
    "id": pl.Int64,
    "title": pl.String,
    "kind": pl.String,
    "starts_on": pl.Date,
    "starts_at": pl.String,
    "venue": pl.String,
    "story_id": pl.Int64,
    "stage": pl.String,
}


@dataclass(frozen=True)
class Weekend:
    """What is missing: public events of a weekend of which nothing is out or waits, and other posts planned and not
    approved; each post once."""

    saturday: dt.date
    sunday: dt.date
    events: pl.DataFrame
    stories: pl.DataFrame


@needs("publishing.read")
def board(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Posts that are planned or go out between two days, and those without a day; columns BOARD.

    `stage` is one of `stages.STAGES`, `publish_at` the wall time (for what the feeds have published, its UTC moment),
    `channels` codes with commas between, `trouble` says that a channel has something to be decided,
    `by_hand` that a person hands something over now, `since` what became of the text of a post that is out: a key of
    `stages.STAGES`, "" for nothing.
    """
    return store.frame(db, IN_DAYS, BOARD, {"first": first.isoformat(), "last": last.isoformat()})


@needs("publishing.read")
def of_day(db: Database, day: str | None, *, by: User) -> list[int]:
    """Ids of the posts of an ISO day, or without one (None), in their order; without those that have their hour."""
    return [int(row["id"]) for row in store.rows(db, OF_DAY, (day,))]


@needs("publishing.read")
def waits_for_approval(db: Database, *, by: User) -> pl.DataFrame:
    """Posts that wait for this person's approval, the nearest first; columns BOARD. Those he has approved already and
    which wait for a colleague are not among them."""
    found = store.frame(db, REVIEW, BOARD)
    mine = [number for number in found["id"] if _said(db, number, by)]
    return found.filter(~pl.col("id").is_in(mine))


def _said(db: Database, story_id: int, by: User) -> bool:
    now = story(db, story_id, by=by)
    return any(one.by_login == by.login for one in stages.standing(verdicts(db, story_id), now.approval_hash))


@needs("publishing.read")
def to_check(db: Database, day: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """Posts that somebody wanted to look at again by a day, and those that are out longer than they hold."""
    return store.frame(db, CHECKED, BOARD, {"day": (day or clock.today()).isoformat()})


@needs("publishing.read")
def missing_for_weekend(db: Database, day: dt.date, *, by: User) -> Weekend:
    """What is missing for the weekend that comes after a day, or is on it."""
    saturday = day - dt.timedelta(days=1) if day.isoweekday() == 7 else day + dt.timedelta(days=6 - day.isoweekday())
    sunday = saturday + dt.timedelta(days=1)
    days = {"first": saturday.isoformat(), "last": sunday.isoformat(), "today": day.isoformat()}
    events = store.frame(db, WEEKEND_EVENTS, EVENTS, days)
    # Who marked a visit as public knows why; a closed meeting is closed whatever somebody marked.
    open_to_all = [
        kind != "council" or rules.is_public(kind, title)
        for kind, title in zip(events["kind"], events["title"], strict=True)
    ]
    events = events.filter(pl.Series(open_to_all, dtype=pl.Boolean))
    said = json.dumps(events["story_id"].drop_nulls().to_list())
    return Weekend(saturday, sunday, events, store.frame(db, WEEKEND_STORIES, BOARD, {**days, "said": said}))
