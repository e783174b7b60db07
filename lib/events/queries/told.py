"""What a calendar and its prints tell of some days. Permission: events.read."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.events.clashes import taken_twice
from lib.events.queries.calendar import between
from lib.events.queries.places import special_days
from lib.store import Database

_COLUMNS = """
event.id, title, event.kind, calendar, public, state, starts_on, ends_on, starts_at, ends_at, venue.name as venue,
    party.name as organiser, event.contact, summary, admission, responsible
"""
_JOINED = "left join venue on venue.id = venue_id left join party on party.id = organiser_id"
_TOLD = f"""
select {_COLUMNS} from event {_JOINED} where starts_on <= :last and ends_on >= :first
    order by starts_on, starts_at nulls first, title
"""
_MOVED = f"""
select {_COLUMNS}, moved_from from event_change join event on event.id = event_id {_JOINED}
where moved_from between :first and :last and moved_from not between starts_on and ends_on
group by event.id, moved_from order by moved_from, title
"""
TOLD = {
    "id": pl.Int64,
    "title": pl.String,
    "kind": pl.String,
    "calendar": pl.String,
    "public": pl.Boolean,
    "state": pl.String,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "venue": pl.String,
    "organiser": pl.String,
    "contact": pl.String,
    "summary": pl.String,
    "admission": pl.String,
    "responsible": pl.String,
}


@dataclass(frozen=True, eq=False)
class Days:
    """What happens in some days: their events, those that moved away, days with a name, and venues taken twice (pairs
    of ids)."""

    events: pl.DataFrame
    moved: pl.DataFrame
    special: pl.DataFrame
    clashes: frozenset[tuple[int, int]]


@needs("events.read")
def days(db: Database, first: dt.date, last: dt.date, *, by: User) -> Days:
    """Everything that a calendar shows of the days."""
    events = between(db, first, last, by=by)
    moved, special = moved_away(db, first, last, by=by), special_days(db, first, last, by=by)
    return Days(events, moved, special, frozenset(taken_twice(events).select("first", "second").iter_rows()))


@needs("events.read")
def told(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Events that touch the days, in order."""
    return store.frame(db, _TOLD, TOLD, {"first": first.isoformat(), "last": last.isoformat()})


@needs("events.read")
def moved_away(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Events that were moved away from these days: the same columns with where they are now, and `moved_from`."""
    schema = TOLD | {"moved_from": pl.Date}
    return store.frame(db, _MOVED, schema, {"first": first.isoformat(), "last": last.isoformat()})
