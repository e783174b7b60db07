"""Appends readings. They are never changed: what is newer counts, a correction names what it corrects."""

from collections.abc import Sequence

import polars as pl

from lib import clock, store
from lib.access import User
from lib.store import Database

COLUMNS = (
    "entry", "channel", "metric", "named", "post_id", "period_from", "period_to", "snapshot_on", "value", "source",
    "note", "corrects_id",
)  # fmt: skip
_SCHEMA = {
    "entry": pl.Int64, "channel": pl.String, "metric": pl.String, "named": pl.String, "post_id": pl.Int64,
    "period_from": pl.Date, "period_to": pl.Date, "snapshot_on": pl.Date, "value": pl.Int64, "source": pl.String,
    "note": pl.String, "corrects_id": pl.Int64,
}  # fmt: skip
_CURRENT = """
select id as corrects_id, entry, metric, value as known from (
    select *, row_number() over (partition by entry, metric order by id desc) as place from reading
    where entry in (select value from json_each(?)))
where place = 1
"""


def next_entry(db: Database) -> int:
    """The number of the next entry."""
    return int(store.scalar(db, "select coalesce(max(entry), 0) + 1 from reading"))


def append(db: Database, readings: pl.DataFrame, by: User) -> None:
    """Append readings of the columns COLUMNS (missing ones are null); `source` and `note` may be null."""
    whole = readings.with_columns(
        pl.lit(None, kind).alias(name) for name, kind in _SCHEMA.items() if name not in readings.columns
    )
    days = [pl.col(name).cast(pl.Date).dt.to_string("%Y-%m-%d") for name in ("period_from", "period_to", "snapshot_on")]
    texts = [pl.col(name).fill_null("") for name in ("source", "note")]
    stamped = whole.select(COLUMNS).with_columns(*days, *texts, at=pl.lit(clock.stamp()), who=pl.lit(by.login))
    store.insert_many(db, "reading", (*COLUMNS, "recorded_at", "recorded_by"), stamped.iter_rows())


def current(db: Database, entries: Sequence[int]) -> pl.DataFrame:
    """What the entries say now: `entry`, `metric`, `corrects_id` (the newest reading), `known` (its value)."""
    schema = {"corrects_id": pl.Int64, "entry": pl.Int64, "metric": pl.String, "known": pl.Int64}
    return store.frame(db, _CURRENT, schema, (as_json(entries),))


def remove(db: Database, entries: Sequence[int]) -> None:
    """Take back entries that an import added, and posts that nothing is known of any more."""
    ids = as_json(entries)
    posts = [row["post_id"] for row in store.rows(db, _POSTS, (ids,))]
    db.conn.execute("delete from reading where entry in (select value from json_each(?))", (ids,))
    db.conn.execute(_FORGET, (as_json(posts),))


_POSTS = """select distinct post_id from reading
where post_id is not null and entry in (select value from json_each(?))"""
_FORGET = """delete from media_post where id in (select value from json_each(?))
    and not exists (select 1 from reading where post_id = media_post.id)"""


def as_json(numbers: Sequence[int]) -> str:
    """Numbers for `json_each`."""
    return "[" + ",".join(map(str, numbers)) + "]"
