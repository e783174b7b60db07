"""What channels say of single posts, each by its newest snapshot. Permission: reach.read."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.reach import rules
from lib.reach.queries.series import STANDING
from lib.store import Database

# Of several readings of one day the last one counts; the newest day is shown, the day before it gives the growth.
_NUMBERS = """
with counted as (
    select reading.id, post_id, metric, period_from, snapshot_on, value, row_number() over (
        partition by post_id, metric, period_from, snapshot_on order by reading.id desc) as again
    from reading join media_post on media_post.id = post_id
    where coalesce(period_from, published_on, '') between :first and :last and {standing}
), ranked as (
    select post_id, metric, period_from, snapshot_on, value, row_number() over by_day as place,
        lead(value) over by_day as before, lead(snapshot_on) over by_day as before_on
    from counted where again = 1
    window by_day as (partition by post_id, metric, period_from order by snapshot_on desc)
)
select post_id, period_from, max(snapshot_on) as snapshot_on, max(before_on) as before_on,
    {numbers},
    max(case when metric in ('reach', 'visitors') then value - before end) as reach_growth
from ranked where place = 1 group by post_id, period_from
"""
POSTS_OF = """
select id, channel, kind, title, permalink, published_at, published_on, period_from, snapshot_on, before_on,
    {names}, reach_growth
from media_post join ({numbers}) on post_id = media_post.id
order by coalesce(period_from, published_on) desc, id desc
"""
_SQL = POSTS_OF.format(
    names=", ".join(rules.POST_METRICS),
    numbers=_NUMBERS.format(
        standing=STANDING,
        numbers=", ".join(f"max(case when metric = '{name}' then value end) as {name}" for name in rules.POST_METRICS),
    ),
)
_SNAPSHOTS = f"""
select period_from, snapshot_on,
    {", ".join(f"max(case when metric = '{name}' then value end) as {name}" for name in rules.POST_METRICS)}
from reading where post_id = ? and {STANDING} group by period_from, snapshot_on order by period_from desc, 2 desc
"""
_SCHEMA = {
    "id": pl.Int64, "channel": pl.String, "kind": pl.String, "title": pl.String, "permalink": pl.String,
    "published_at": pl.String, "published_on": pl.Date, "period_from": pl.Date, "snapshot_on": pl.Date,
    "before_on": pl.Date, **dict.fromkeys(rules.POST_METRICS, pl.Int64), "reach_growth": pl.Int64,
}  # fmt: skip


@needs("reach.read")
def posts(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Posts published in these days, and web articles by the months in which they were read, newest first.

    `reach`, `views`, `interactions` … of the newest snapshot (`snapshot_on`); `reach_growth` since the snapshot before
    it (`before_on`), null when there is one only. `rate` = interactions ÷ reach. `month` is the first day of the
    month of publication (of reading, on the web). The reach of a web article is its unique visitors: `counted` says
    by which name the channel counts. Pages of the web that are no articles have the kind `page`.
    """
    found = store.frame(db, _SQL, _SCHEMA, {"first": first.isoformat(), "last": last.isoformat()})
    parts = [pl.col(name) for name in ("reactions", "comments", "shares", "quotes", "saves")]
    together = pl.when(pl.any_horizontal(part.is_not_null() for part in parts)).then(pl.sum_horizontal(parts))
    web = pl.col("channel") == "web"
    return found.with_columns(
        interactions=pl.coalesce("interactions", together),
        reach=pl.coalesce("reach", "visitors"),
        month=pl.coalesce("period_from", "published_on").dt.month_start(),
        counted=pl.when(web).then(pl.lit("visitors")).otherwise(pl.lit("reach")),
    ).with_columns(rate=pl.when(pl.col("reach") > 0).then(pl.col("interactions") / pl.col("reach")))


@needs("reach.read")
def best(db: Database, channel: str, first: dt.date, last: dt.date, limit: int, *, by: User) -> pl.DataFrame:
    """The posts of one channel in these days that reached most people: columns of `posts`."""
    mine = posts(db, first, last, by=by).filter(pl.col("channel") == channel, pl.col("kind") != "page")
    return mine.drop_nulls("reach").sort("reach", descending=True, maintain_order=True).head(limit)


@dataclass(frozen=True)
class Post:
    """One post of a channel; days as ISO text, None on the web, whose export does not say when an article came out."""

    id: int
    channel: str
    kind: str
    title: str
    caption: str
    permalink: str
    published_at: str | None
    published_on: str | None


@needs("reach.read")
def post(db: Database, post_id: int, *, by: User) -> Post:
    """One post, or NotFound."""
    sql = "select id, channel, kind, title, caption, permalink, published_at, published_on from media_post where id = ?"
    found = store.one(db, Post, sql, (post_id,))
    return store.existing(found, "This post does not exist. It may have gone with an import.")


@needs("reach.read")
def snapshots(db: Database, post_id: int, *, by: User) -> pl.DataFrame:
    """What the channel said of one post, newest snapshot first: snapshot_on, period_from and a column per metric."""
    schema = {name: _SCHEMA[name] for name in ("period_from", "snapshot_on", *rules.POST_METRICS)}
    return store.frame(db, _SNAPSHOTS, schema, (post_id,))


@needs("reach.read")
def span(db: Database, *, by: User) -> list[int]:
    """The years of which the office has posts, newest first."""
    found = store.rows(
        db,
        "select distinct substr(day, 1, 4) as year from (select published_on as day from media_post"
        " union select period_from from reading where post_id is not null) where day is not null order by 1 desc",
    )
    return [int(row["year"]) for row in found]
