"""Material for the radio: all of it, one with its items, whether that of this week was handed over."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, settings, store
from lib.access import User, needs
from lib.press.rules import radio as rules
from lib.press.rules.radio import Brief, Item
from lib.store import Database

BRIEFS = {
    "id": pl.Int64,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "due_on": pl.Date,
    "state": pl.String,
    "items": pl.Int64,
    "guest": pl.String,
    "headlines": pl.String,
    "handed_at": pl.String,
    "broadcast_at": pl.String,
}
_BRIEFS = """
select id, starts_on, ends_on, due_on, state, (select count(*) from radio_item i where i.brief_id = b.id) as items,
    guest, (select group_concat(headline, ', ') from radio_item i where i.brief_id = b.id) as headlines, handed_at,
    broadcast_at from radio_brief b"""
_ITEM = tuple(Item.__dataclass_fields__)


@dataclass(frozen=True)
class Kept:
    """Material as it is kept; `items` are (id, item) in the order in which they are read. Moments are UTC text."""

    id: int
    brief: Brief
    items: tuple[tuple[int, Item], ...]
    state: str
    handed_at: str | None
    broadcast_at: str | None
    recording: str
    file: str | None
    version: int


@needs("press.read")
def briefs(db: Database, *, by: User) -> pl.DataFrame:
    """All material, the newest period first: columns of `BRIEFS`."""
    return store.frame(db, f"{_BRIEFS} order by starts_on desc, id desc", BRIEFS)


@needs("press.read")
def brief(db: Database, brief_id: int, *, by: User) -> Kept:
    """One material with its items, or NotFound."""
    return kept(db, brief_id)


@needs("press.read")
def suggested(db: Database, *, by: User) -> Brief:
    """The next material that is due: its period and its day."""
    due = _next_due(db) or clock.today()
    first, last = rules.period_after(due)
    return Brief(first, last, due)


@needs("press.read")
def missing(db: Database, *, by: User) -> dt.date | None:
    """The day by which the material of the coming week is due, when nobody has begun it; None when all is in order."""
    due = _next_due(db)
    if due is None:
        return None
    first, last = rules.period_after(due)
    sql = "select 1 from radio_brief where starts_on <= ? and ends_on >= ? limit 1"
    return None if store.scalar(db, sql, (last.isoformat(), first.isoformat())) else due


def _next_due(db: Database) -> dt.date | None:
    return rules.next_due(clock.today(), str(settings.value(db, "press.radio_weekday")))


def kept(db: Database, brief_id: int) -> Kept:
    """`brief` for the room's own actions."""
    found = store.rows(db, "select * from radio_brief where id = ?", (brief_id,))
    row = store.existing(found[0] if found else None, "This material for the radio does not exist.")
    first, last, due = (dt.date.fromisoformat(row[name]) for name in ("starts_on", "ends_on", "due_on"))
    sql = f"select id, {', '.join(_ITEM)} from radio_item where brief_id = ? order by place, id"
    items = tuple((one.pop("id"), Item(**one)) for one in store.rows(db, sql, (brief_id,)))
    rest = {name: row[name] for name in Kept.__dataclass_fields__ if name not in ("brief", "items")}
    return Kept(brief=Brief(first, last, due, row["guest"], row["guest_phone"]), items=items, **rest)
