"""Readings from shared spreadsheets, whole frames at once. The engine of imports audits them as one deed."""

from collections.abc import Mapping, Sequence

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.reach.actions import ledger
from lib.store import Database

_POST = ("remote_id", "kind", "published_at", "published_on", "title", "caption", "permalink")
# A later export knows the caption as it reads now; what it leaves out stays as it was.
_KEEP = """
insert into media_post (channel, remote_id, kind, published_at, published_on, title, caption, permalink, created_at,
    updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (channel, remote_id) do update set kind = excluded.kind,
    published_at = coalesce(excluded.published_at, published_at),
    published_on = coalesce(excluded.published_on, published_on), title = excluded.title, caption = excluded.caption,
    permalink = excluded.permalink, updated_at = excluded.updated_at
where (kind, title, caption, permalink, published_at) is not (excluded.kind, excluded.title, excluded.caption,
    excluded.permalink, coalesce(excluded.published_at, published_at))
"""


@needs("sheets.sync")
def insert_posts(
    db: Database, rows: pl.DataFrame, channel: str, named: Mapping[str, str], source: str, *, by: User
) -> list[int]:
    """Add a snapshot of posts: one entry a row, one reading for each filled metric. The entries in order of the rows.

    `rows`: remote_id, kind, published_at (stamp), published_on, title, caption, permalink, snapshot_on, period_from,
    period_to and a column per metric; `named`: metric → how the source calls it.
    """
    first = ledger.next_entry(db)
    numbered = rows.with_columns(entry=pl.int_range(first, first + pl.len(), dtype=pl.Int64))
    ledger.append(db, _long(db, numbered, channel, named, source), by)
    return numbered["entry"].to_list()


@needs("sheets.sync")
def update_posts(
    db: Database, rows: pl.DataFrame, channel: str, named: Mapping[str, str], source: str, *, by: User
) -> None:
    """Correct entries (`record_id`) to what a spreadsheet says now: only numbers that differ are appended."""
    said = _long(db, rows.rename({"record_id": "entry"}), channel, named, source, blank=True)
    ledger.append(db, _corrections(db, said), by)


@needs("sheets.sync")
def insert_series(db: Database, rows: pl.DataFrame, *, by: User) -> list[int]:
    """Add numbers of channels, one entry a row: channel, metric, named, period_from, period_to, snapshot_on, value,
    source, note."""
    first = ledger.next_entry(db)
    ledger.append(db, rows.with_columns(entry=pl.int_range(first, first + pl.len(), dtype=pl.Int64)), by)
    return list(range(first, first + rows.height))


@needs("sheets.sync")
def update_series(db: Database, rows: pl.DataFrame, *, by: User) -> None:
    """Correct entries (`record_id`) to what a spreadsheet says now."""
    said = rows.rename({"record_id": "entry"})
    known = ledger.current(db, said["entry"].to_list())
    ledger.append(db, said.join(known.drop("known"), on=["entry", "metric"], how="left", maintain_order="left"), by)


@needs("sheets.sync")
def remove_entries(db: Database, entries: Sequence[int], *, by: User) -> None:
    """Take back entries that an import added."""
    ledger.remove(db, entries)


def _long(
    db: Database, rows: pl.DataFrame, channel: str, named: Mapping[str, str], source: str, *, blank: bool = False
) -> pl.DataFrame:
    """One line per row and metric; `blank` keeps metrics that say nothing."""
    ids = _post_ids(db, channel, rows)
    whole = rows.with_columns(post_id=pl.col("remote_id").replace_strict(ids, return_dtype=pl.Int64))
    index = ["entry", "post_id", "period_from", "period_to", "snapshot_on"]
    long = whole.unpivot(list(named), index=index, variable_name="metric", value_name="value")
    return (long if blank else long.drop_nulls("value")).with_columns(
        channel=pl.lit(channel), named=pl.col("metric").replace_strict(dict(named)), source=pl.lit(source)
    )


def _post_ids(db: Database, channel: str, rows: pl.DataFrame) -> dict[str, int]:
    """Remote id → our id; unknown posts are added, known ones get their present caption."""
    now = clock.stamp()
    posts = rows.unique("remote_id", keep="last", maintain_order=True).select(
        pl.lit(channel), "remote_id", pl.col("kind").fill_null(""), "published_at",
        pl.col("published_on").dt.to_string("%Y-%m-%d"),
        *[pl.col(name).fill_null("") for name in ("title", "caption", "permalink")],
    )  # fmt: skip
    db.conn.executemany(_KEEP, [(*post, now, now) for post in posts.iter_rows()])
    known = store.rows(db, "select remote_id, id from media_post where channel = ?", (channel,))
    return {row["remote_id"]: row["id"] for row in known}


def _corrections(db: Database, said: pl.DataFrame) -> pl.DataFrame:
    known = ledger.current(db, said["entry"].unique().to_list())
    joined = said.join(known, on=["entry", "metric"], how="left", maintain_order="left")
    return joined.filter(~pl.col("value").eq_missing(pl.col("known"))).drop("known")
