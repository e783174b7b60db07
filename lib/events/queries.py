"""Questions about events. Permission: events.read."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.events import rules
from lib.store import Database

_SELECT = """
select event.id, code, title, event.kind, starts_on, ends_on, starts_at, ends_at, venue.name as venue,
    party.name as organiser, description, audience, admission, attended_by, state, event.note
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
}
BETWEEN = _SELECT + " where starts_on <= :last and ends_on >= :first order by starts_on, starts_at nulls first, title"
ALL = _SELECT + " order by starts_on, starts_at nulls first, title"
FOR_FEED = """
select event.id, uid, sequence, title, starts_on, ends_on, starts_at, ends_at, venue.name as venue,
    party.name as organiser, description, state, event.kind, updated_at
from event left join venue on venue.id = venue_id left join party on party.id = organiser_id
where ends_on >= ? and state <> 'proposed' and event.kind <> 'visit' order by starts_on, starts_at, event.id
"""
FEED = {
    "id": pl.Int64,
    "uid": pl.String,
    "sequence": pl.Int64,
    "title": pl.String,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "venue": pl.String,
    "organiser": pl.String,
    "description": pl.String,
    "state": pl.String,
    "kind": pl.String,
    "updated_at": pl.String,
}


@dataclass(frozen=True)
class Event:
    """One event; dates are ISO text, times `HH:MM` of the wall clock or None."""

    id: int
    code: str | None
    uid: str
    sequence: int
    title: str
    kind: str
    starts_on: str
    ends_on: str
    starts_at: str | None
    ends_at: str | None
    venue: str | None
    organiser: str | None
    description: str
    audience: str
    admission: str
    attended_by: str
    state: str
    note: str
    updated_at: str

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.starts_on)

    @property
    def last_day(self) -> dt.date:
        return dt.date.fromisoformat(self.ends_on)


@needs("events.read")
def events(db: Database, *, by: User) -> pl.DataFrame:
    """All events in order of their start."""
    return store.frame(db, ALL, EVENTS)


@needs("events.read")
def between(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Events that touch the days from `first` to `last`."""
    return store.frame(db, BETWEEN, EVENTS, {"first": first.isoformat(), "last": last.isoformat()})


@needs("events.read")
def event(db: Database, event_id: int, *, by: User) -> Event:
    """One event, or NotFound."""
    found = store.one(
        db,
        Event,
        "select event.id, code, uid, sequence, title, event.kind, starts_on, ends_on, starts_at, ends_at,"
        " venue.name as venue, party.name as organiser, description, audience, admission, attended_by, state,"
        " event.note, updated_at from event left join venue on venue.id = venue_id"
        " left join party on party.id = organiser_id where event.id = ?",
        (event_id,),
    )
    return store.existing(found, "This event does not exist. It may have been removed with an import.")


@needs("events.read")
def clashes(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Pairs of events of the given days that overlap in one venue: `first`, `second` (ids), `venue`."""
    return rules.clashes(between(db, first, last, by=by))


@needs("events.read")
def clashes_of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The events (all columns of `events`) that overlap with this one in its venue."""
    one = event(db, event_id, by=by)
    near = between(db, one.day, one.last_day, by=by)
    pairs = rules.clashes(near).filter((pl.col("first") == event_id) | (pl.col("second") == event_id))
    others = {other for pair in pairs.select("first", "second").iter_rows() for other in pair} - {event_id}
    return near.filter(pl.col("id").is_in(sorted(others)))


def for_feed(db: Database, since: dt.date) -> pl.DataFrame:
    """What the public feed shows: events since a day, without proposals and visits; cancelled ones stay in."""
    return store.frame(db, FOR_FEED, FEED, (since.isoformat(),))
