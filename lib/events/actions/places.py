"""Venues: added under their first spelling, described, merged when two spellings mean one place; special days."""

from lib import store
from lib.events.rules import same_venue
from lib.store import Database


def venue_id_of(db: Database, name: str) -> int | None:
    """The venue's id, however it is spelled; an unknown one is added. None of no name."""
    name = " ".join(name.split())
    if not name:
        return None
    folded = same_venue(name)
    db.conn.execute("insert into venue (name, folded) values (?, ?) on conflict do nothing", (name, folded))
    return int(store.scalar(db, "select id from venue where folded = ?", (folded,)))
