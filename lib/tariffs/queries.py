"""Questions about price lists. Permission: tariffs.read."""

import datetime as dt
from functools import lru_cache
from typing import Any

import polars as pl

from lib import audit, clock, store
from lib.access import User, needs
from lib.store import Database
from lib.tariffs import rules
from lib.tariffs.records import Content, PriceList
from lib.tariffs.rules.asking import items as items
from lib.tariffs.rules.validity import Span, standing

SCHEMA = {
    "id": pl.Int64,
    "name": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "resolution": pl.String,
    "state": pl.String,
    "items": pl.Int64,
}
LISTS = """
select id, name, valid_from, valid_to, resolution, state, json_array_length(content, '$.items') as items
from price_list order by valid_from desc, id desc"""
ONE = "select id, name, valid_from, valid_to, resolution, state, content from price_list"


@needs("tariffs.read")
def price_lists(db: Database, *, by: User) -> pl.DataFrame:
    """All lists, the latest first: id, name, valid_from, valid_to, resolution, state, items (how many), standing (a key
    of `validity.STANDINGS` as of today)."""
    found = store.frame(db, LISTS, SCHEMA)
    today = clock.today()
    spans = found.select("state", "valid_from", "valid_to").iter_rows()
    standings = [standing(state, first, last, today) for state, first, last in spans]
    return found.with_columns(standing=pl.Series(standings, dtype=pl.String))


@needs("tariffs.read")
def price_list(db: Database, price_list_id: int, *, by: User) -> PriceList:
    """One list; NotFound."""
    return current(db, price_list_id)


@needs("tariffs.read")
def in_force(db: Database, day: dt.date, *, by: User) -> PriceList | None:
    """The list that holds on a day, None on a day without any."""
    sql = f"{ONE} where state = 'in_force' and valid_from <= :day and coalesce(valid_to, '9999') >= :day"
    found = store.rows(db, sql, {"day": day.isoformat()})
    return _record(found[0]) if found else None


@needs("tariffs.read")
def history(db: Database, price_list_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who did what with a list, the newest first."""
    return audit.history(db, f"price_list:{price_list_id}")


def current(db: Database, price_list_id: int) -> PriceList:
    """`price_list` for the room's own actions."""
    found = store.rows(db, f"{ONE} where id = ?", (price_list_id,))
    row = store.existing(found[0] if found else None, "This price list does not exist any more.")
    return _record(row)


def spans_in_force(db: Database, *, besides: int) -> list[Span]:
    """The days of all lists in force but one, by their first day."""
    sql = (
        "select id, name, valid_from, valid_to from price_list where state = 'in_force' and id <> ? order by valid_from"
    )
    return [
        Span(row["id"], row["name"], dt.date.fromisoformat(row["valid_from"]), _day(row["valid_to"]))
        for row in store.rows(db, sql, (besides,))
    ]


def _record(row: dict[str, Any]) -> PriceList:
    return PriceList(
        row["id"], row["name"], dt.date.fromisoformat(row["valid_from"]), _day(row["valid_to"]), row["resolution"],
        row["state"], _content(row["content"]),
    )  # fmt: skip


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


@lru_cache(maxsize=64)
def _content(text: str) -> Content:
    """A content is a value: the same text is read once."""
    return rules.read(text)
