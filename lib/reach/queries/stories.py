"""What channels say of the posts of one story, side by side. Permission: reach.read."""

import polars as pl

from lib import store
from lib.access import User, needs
from lib.reach import rules
from lib.reach.queries.series import STANDING
from lib.store import Database

_WANTED = {
    "of_story": "post.story_id = ?",
    "of_event": "post.story_id in (select id from story where event_id = ?)",
}
_SQL = f"""
with of_posts as (
    select distinct channel.kind, outbox.remote_id from post join outbox on outbox.id = post.message_id
    join channel on channel.code = outbox.channel
    where {{wanted}} and outbox.remote_id is not null and post.operation = 'publish'
), newest as (
    select media_post.channel, media_post.title, media_post.permalink, metric, named, value, snapshot_on,
        row_number() over (partition by post_id, metric order by snapshot_on desc, reading.id desc) as place
    from reading join media_post on media_post.id = post_id
    join of_posts on of_posts.kind = media_post.channel and of_posts.remote_id = media_post.remote_id
    where {STANDING}
)
select channel, metric, named, value, snapshot_on, permalink, title from newest where place = 1
"""
OF_STORY = {
    "channel": pl.String, "metric": pl.String, "named": pl.String, "value": pl.Int64, "snapshot_on": pl.Date,
    "permalink": pl.String, "title": pl.String,
}  # fmt: skip


@needs("reach.read")
def of_story(db: Database, story_id: int, *, by: User) -> pl.DataFrame:
    """A row per channel and metric by its newest snapshot, channels in their usual order; nothing is added up."""
    return _in_order(store.frame(db, _SQL.format(wanted=_WANTED["of_story"]), OF_STORY, (story_id,)))


@needs("reach.read")
def of_event(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The same for all posts about an event."""
    return _in_order(store.frame(db, _SQL.format(wanted=_WANTED["of_event"]), OF_STORY, (event_id,)))


def _in_order(found: pl.DataFrame) -> pl.DataFrame:
    rows = sorted(
        found.iter_rows(named=True), key=lambda row: (rules.order(row["channel"], row["metric"]), row["title"])
    )
    return pl.DataFrame(rows, schema=OF_STORY)
