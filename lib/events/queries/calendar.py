"""Many events at once: the list, the days of a calendar, what was moved away from them, clashes, the public feed."""

import datetime as dt

import polars as pl

from lib import store
from lib.access import User, needs
from lib.events.clashes import taken_twice
from lib.events.queries.one import event
from lib.store import Database

_SELECT = """
select event.id, code, title, event.kind, starts_on, ends_on, starts_at, ends_at, venue.name as venue,
    party.name as organiser, description, audience, admission, attended_by, state, event.note, calendar, public,
    all_day, series_id, responsible
from event left join venue on venue.id = venue_id left join party on party.id = organiser_id
"""
EVENTS = {
    "id": pl.Int64,
    "code": pl.String,
    "title": pl.String,
    "kind": pl.String,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "venue": pl.String,
    "organiser": pl.String,
    "description": pl.String,
    "audience": pl.String,
    "admission": pl.String,
    "attended_by": pl.String,
    "state": pl.String,
    "note": pl.String,
    "calendar": pl.String,
    "public": pl.Boolean,
    "all_day": pl.Boolean,
    "series_id": pl.Int64,
    "responsible": pl.String,
}
_TOUCHES = "(starts_on between :first and :last or (ends_on > starts_on and ends_on >= :first and starts_on < :first))"
"""Two ranges of two indexes: what begins in the days, and the few longer events that began before them."""
BETWEEN = _SELECT + f" where {_TOUCHES} order by starts_on, starts_at nulls first, title"
ALL = _SELECT + " order by starts_on, starts_at nulls first, title"
ATTENDANCE = f"""
select event_id, holder_id, answer, speaks, deputy_id from event_attendee join event on event.id = event_id
where {_TOUCHES} order by event_id, holder_id
"""
GHOSTS = """
select event_id, title, moved_from, starts_on from event_change join event on event.id = event_id
where moved_from between :first and :last and moved_from not between starts_on and ends_on
group by event_id, moved_from order by moved_from, title
"""


@needs("events.read")
def events(db: Database, *, by: User) -> pl.DataFrame:
    """All events in order of their start."""
    return store.frame(db, ALL, EVENTS)


@needs("events.read")
def between(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Events that touch the days from `first` to `last`, in order of their start."""
    return store.frame(db, BETWEEN, EVENTS, _days(first, last))


@needs("events.read")
def attendance(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Who of the leadership was asked to the events of the days: event_id, holder_id, answer, speaks, deputy_id."""
    schema = {"event_id": pl.Int64, "holder_id": pl.Int64, "answer": pl.String, "speaks": pl.Boolean}
    return store.frame(db, ATTENDANCE, {**schema, "deputy_id": pl.Int64}, _days(first, last))


@needs("events.read")
def ghosts(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Events that were moved away from one of the days: event_id, title, moved_from, starts_on (where it is now)."""
    schema = {"event_id": pl.Int64, "title": pl.String, "moved_from": pl.Date, "starts_on": pl.Date}
    return store.frame(db, GHOSTS, schema, _days(first, last))


@needs("events.read")
def clashes(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Pairs of events of the given days that overlap in one venue: `first`, `second` (ids), `venue`."""
    return taken_twice(between(db, first, last, by=by))


@needs("events.read")
def clashes_of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The events (all columns of `events`) that overlap with this one in its venue."""
    one = event(db, event_id, by=by)
    night = dt.timedelta(days=1)
    near = between(db, one.day - night, one.last_day + night, by=by)
    pairs = taken_twice(near).filter((pl.col("first") == event_id) | (pl.col("second") == event_id))
    others = {other for pair in pairs.select("first", "second").iter_rows() for other in pair} - {event_id}
    return near.filter(pl.col("id").is_in(sorted(others)))


def _days(first: dt.date, last: dt.date) -> dict[str, str]:
    return {"first": first.isoformat(), "last": last.isoformat()}
