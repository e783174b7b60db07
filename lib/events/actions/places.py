"""Venues: added under their first spelling, described, merged when two spellings mean one place; special days."""

import datetime as dt
from dataclasses import dataclass

from lib import audit, clock, store
from lib.access import User, needs
from lib.errors import BadInput, NotFound, Refused
from lib.events import rules
from lib.events.actions import ledger
from lib.events.queries.hanging import links
from lib.events.queries.places import venue
from lib.events.rules import same_venue
from lib.store import Database

OUR_COUNTRY = ((48.5, 51.1), (12.0, 18.9))
"""Latitudes and longitudes of the Czech Republic: swapped coordinates lie elsewhere."""


@dataclass(frozen=True)
class VenueCard:
    """What is known about a venue; coordinates in degrees (WGS 84), both or none."""

    name: str
    address: str = ""
    town_part: str = ""
    latitude: float | None = None
    longitude: float | None = None
    capacity: int | None = None
    accessible: bool | None = None
    note: str = ""


def venue_id_of(db: Database, name: str) -> int | None:
    """The venue's id, however it is spelled; an unknown one is added. None of no name."""
    name = " ".join(name.split())
    if not name:
        return None
    known = _known(db, same_venue(name))
    if known is None:
        store.insert_many(db, "venue", ("name", "folded"), [(name, same_venue(name))])
        known = int(store.scalar(db, "select last_insert_rowid()"))
    return known


def _known(db: Database, folded: str) -> int | None:
    return store.scalar(
        db,
        "select id from venue where folded = :folded"
        " union all select venue_id from venue_spelling where folded = :folded limit 1",
        {"folded": folded},
    )


@needs("events.edit")
def edit_venue(db: Database, venue_id: int, card: VenueCard, *, by: User) -> None:
    """Correct a venue. A new name goes to calendars with the events ahead. BadInput stands beside its field; Refused
    when the name is that of another venue, which can be merged."""
    before = venue(db, venue_id, by=by)
    name = " ".join(card.name.split())
    _refuse_card(card)
    other = _known(db, same_venue(name))
    if other not in (None, venue_id):
        known = venue(db, int(str(other)), by=by).name
        raise Refused("There is already the venue {name}. Merge the two.", name=known, field="name")
    values = {
        "name": name, "folded": same_venue(name), "address": card.address.strip(), "town_part": card.town_part.strip(),
        "latitude": card.latitude, "longitude": card.longitude, "capacity": card.capacity,
        "accessible": None if card.accessible is None else int(card.accessible), "note": card.note.strip(),
    }  # fmt: skip
    assigned = ", ".join(f"{column} = ?" for column in values)
    db.conn.execute(f"update venue set {assigned} where id = ?", (*values.values(), venue_id))
    if name != before.name:
        _remember_spelling(db, same_venue(before.name), venue_id)
        _tell_events(db, venue_id, before.name, name, by)
    audit.record(db, by, "events.edit_venue", f"venue:{venue_id}", {"before": before.__dict__, "after": values})


@needs("events.edit")
def merge_venues(db: Database, keep_id: int, other_id: int, *, by: User) -> int:
    """Let two spellings be one venue: all that is at the other one is at the kept one, the other spelling leads there,
    and what nobody knew about the kept one is taken over. Gives how many events changed their venue."""
    if keep_id == other_id:
        raise BadInput("Choose another venue.", field="other")
    kept, other = venue(db, keep_id, by=by), venue(db, other_id, by=by)
    at_other = [number for (number,) in db.conn.execute("select id from event where venue_id = ?", (other_id,))]
    for table, column in links(db, "venue"):
        db.conn.execute(f"update {table} set {column} = ? where {column} = ?", (keep_id, other_id))
    for number in at_other:
        ledger.write(db, number, "edited", {"venue": [other.name, kept.name]}, by=by)
    missing = {
        name: value
        for name, value in vars(other).items()
        if name not in ("id", "name") and getattr(kept, name) in (None, "") and value not in (None, "")
    }
    for name, value in missing.items():
        db.conn.execute(f"update venue set {name} = ? where id = ?", (value, keep_id))
    db.conn.execute("delete from venue where id = ?", (other_id,))
    _remember_spelling(db, same_venue(other.name), keep_id)
    detail = {"kept": kept.name, "merged": other.name, "events": len(at_other)}
    audit.record(db, by, "events.merge_venues", f"venue:{keep_id}", detail)
    return len(at_other)


@needs("events.edit")
def add_special_day(db: Database, kind: str, first_on: dt.date, last_on: dt.date | None, name: str, *, by: User) -> int:
    """Remember a school holiday, an election or a significant day (`rules.SPECIAL_DAYS`) and give its id."""
    last = last_on or first_on
    if kind not in rules.SPECIAL_DAYS:
        raise BadInput("Choose from the list what kind of day it is.", field="kind")
    if not name.strip():
        raise BadInput("Say what the day is called.", field="name")
    if last < first_on:
        raise BadInput("The last day is before the first one.", field="last_on")
    values = (kind, first_on.isoformat(), last.isoformat(), " ".join(name.split()))
    known = store.scalar(
        db, "select id from special_day where kind = ? and first_on = ? and last_on = ? and name = ?", values
    )
    if known is not None:
        raise Refused("These days are there already.", field="name")
    store.insert_many(db, "special_day", ("kind", "first_on", "last_on", "name"), [values])
    number = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "events.add_special_day", f"special_day:{number}", {"name": values[3], "days": values[1:3]})
    return number


@needs("events.edit")
def remove_special_day(db: Database, special_day_id: int, *, by: User) -> None:
    """Forget a special day, or NotFound."""
    row = db.conn.execute("select name, first_on from special_day where id = ?", (special_day_id,)).fetchone()
    if row is None:
        raise NotFound("These days are not there any more.")
    db.conn.execute("delete from special_day where id = ?", (special_day_id,))
    audit.record(db, by, "events.remove_special_day", f"special_day:{special_day_id}", {"name": row[0], "day": row[1]})


def _refuse_card(card: VenueCard) -> None:
    if not same_venue(card.name):
        raise BadInput("Say what the venue is called.", field="name")
    if card.capacity is not None and card.capacity < 1:
        raise BadInput("The capacity is a number of people.", field="capacity")
    if (card.latitude is None) != (card.longitude is None):
        raise BadInput("Give both coordinates, or none.", field="longitude" if card.longitude is None else "latitude")
    if card.latitude is None or card.longitude is None:
        return
    for field, value, (least, most) in zip(
        ("latitude", "longitude"), (card.latitude, card.longitude), OUR_COUNTRY, strict=True
    ):
        if not least <= value <= most:
            raise BadInput(
                "This place is not in our country: a latitude is 48.5 to 51.1, a longitude 12 to 18.9 degrees.",
                field=field,
            )


def _remember_spelling(db: Database, folded: str, venue_id: int) -> None:
    if store.scalar(db, "select 1 from venue where folded = ?", (folded,)) is None:
        db.conn.execute("insert or replace into venue_spelling values (?, ?)", (folded, venue_id))


def _tell_events(db: Database, venue_id: int, before: str, after: str, by: User) -> None:
    ahead = db.conn.execute(
        "select id from event where venue_id = ? and ends_on >= ?", (venue_id, clock.today().isoformat())
    )
    for (number,) in ahead.fetchall():
        ledger.write(db, number, "edited", {"venue": [before, after]}, by=by)
