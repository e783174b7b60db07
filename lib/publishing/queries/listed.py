"""Posts as a list, each with one word for where it stands: its stage on the board, or that a person has to decide."""

import polars as pl

from lib import store
from lib.access import User, needs
from lib.publishing.queries.board import SENT, SINCE, STAGE
from lib.store import Database, existing

POSTS = {
    "id": pl.Int64,
    "title": pl.String,
    "event": pl.String,
    "stage": pl.String,
    "plan_on": pl.Date,
    "created_by": pl.String,
    "updated_at": pl.String,
    "published_at": pl.String,
}
_STANDS = f"""
case when sent.trouble or coalesce(feed_plan.trouble, '') <> '' then 'trouble'
    when sent.by_hand then 'handover' else iif({STAGE} = 'out', coalesce(nullif({SINCE}, ''), 'out'), {STAGE}) end
"""
_FROM = "from story left join sent on sent.story_id = story.id left join feed_plan on feed_plan.story_id = story.id"
ALL = f"""
with {SENT}
select story.id, story.title, event.title as event, {_STANDS} as stage, plan_on,
    coalesce(user.name, story.created_by) as created_by, story.updated_at,
    coalesce(story.published_at, sent.out_at) as published_at
{_FROM} left join event on event.id = event_id left join user on user.login = story.created_by
order by story.updated_at desc, story.id desc
"""
OF_EVENT = ALL.replace("\norder by", "\nwhere event_id = ? order by")
OF_ONE = f"""
with {SENT.replace("group by", "and story_id = :id group by")} select {_STANDS} {_FROM} where story.id = :id
"""


@needs("publishing.read")
def posts(db: Database, *, by: User) -> pl.DataFrame:
    """All posts, the latest change first. `stage` is a key of `stages.STAGES`; `plan_on` is its day on the
    board, `published_at` when it first came out anywhere."""
    return store.frame(db, ALL, POSTS)


@needs("publishing.read")
def posts_of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The posts about an event, the latest change first; the columns of `posts`."""
    return store.frame(db, OF_EVENT, POSTS, (event_id,))


@needs("publishing.read")
def stage_of(db: Database, story_id: int, *, by: User) -> str:
    """Where one post stands, as in `posts`; NotFound."""
    return str(existing(store.scalar(db, OF_ONE, {"id": story_id}), "This post does not exist."))
