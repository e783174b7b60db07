"""Where events are held, what days are special, and templates from which events are entered."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import store
from lib.access import User, needs
from lib.events.entry import Entry, read_entry
from lib.store import Database

VENUES = {
    "id": pl.Int64,
    "name": pl.String,
    "address": pl.String,
    "town_part": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "capacity": pl.Int64,
    "accessible": pl.Boolean,
    "note": pl.String,
    "events": pl.Int64,
}
SPECIAL_DAYS = {"id": pl.Int64, "kind": pl.String, "first_on": pl.Date, "last_on": pl.Date, "name": pl.String}
TEMPLATES = {
    "id": pl.Int64,
    "name": pl.String,
    "title": pl.String,
    "kind": pl.String,
    "venue": pl.String,
    "task_template": pl.String,
    "created_at": pl.String,
}


@dataclass(frozen=True)
class Venue:
    """A place where events are held; `accessible` and `capacity` are None when nobody has said."""

    id: int
    name: str
    address: str
    town_part: str
    latitude: float | None
    longitude: float | None
    capacity: int | None
    accessible: bool | None
    note: str


@dataclass(frozen=True)
class Template:
    """A template of events; `on(day)` is the entry that a form starts from."""

    id: int
    name: str
    kept: Mapping[str, Any]
    task_template: str | None

    def on(self, starts_on: dt.date) -> Entry:
        return read_entry(self.kept, starts_on)


@needs("events.read")
def venues(db: Database, *, by: User) -> pl.DataFrame:
    """All venues in Czech order, with how many events each has had or will have."""
    return store.frame(
        db,
        "select id, name, address, town_part, latitude, longitude, capacity, accessible, note,"
        " (select count(*) from event where venue_id = venue.id) from venue order by name collate CZECH",
        VENUES,
    )


@needs("events.read")
def venue(db: Database, venue_id: int, *, by: User) -> Venue:
    """One venue, or NotFound."""
    found = store.one(
        db,
        Venue,
        "select id, name, address, town_part, latitude, longitude, capacity, accessible, note from venue where id = ?",
        (venue_id,),
    )
    known = store.existing(found, "This venue does not exist. It may have been merged with another one.")
    return known if known.accessible is None else _with_truth(known)


def _with_truth(known: Venue) -> Venue:
    return Venue(**{**vars(known), "accessible": bool(known.accessible)})


@needs("events.read")
def special_days(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """School holidays, elections and significant days that touch the days: id, kind, first_on, last_on, name."""
    return store.frame(
        db,
        "select id, kind, first_on, last_on, name from special_day where first_on <= :last and last_on >= :first"
        " order by first_on, name collate CZECH",
        SPECIAL_DAYS,
        {"first": first.isoformat(), "last": last.isoformat()},
    )


@needs("events.read")
def templates(db: Database, *, by: User) -> pl.DataFrame:
    """Templates of events in Czech order: id, name, title, kind, venue, task_template, created_at."""
    return store.frame(
        db,
        "select id, name, entry ->> '$.title', entry ->> '$.kind', coalesce(entry ->> '$.venue', ''), task_template,"
        " created_at from event_template order by name collate CZECH",
        TEMPLATES,
    )


@needs("events.read")
def template(db: Database, template_id: int, *, by: User) -> Template:
    """One template, or NotFound."""
    row = db.conn.execute(
        "select id, name, entry, task_template from event_template where id = ?", (template_id,)
    ).fetchone()
    number, name, text, task_template = store.existing(row, "This template does not exist. Somebody has removed it.")
    return Template(number, name, json.loads(text), task_template)
