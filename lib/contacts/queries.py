"""Questions about organisations and people."""

from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.contacts.rules import likeness
from lib.store import Database

ALL = "select id, name, kind, ico, address, email, phone, note from party order by name collate CZECH"
PARTIES = {
    "id": pl.Int64,
    "name": pl.String,
    "kind": pl.String,
    "ico": pl.String,
    "address": pl.String,
    "email": pl.String,
    "phone": pl.String,
    "note": pl.String,
}


@dataclass(frozen=True)
class Party:
    """An organisation or a person."""

    id: int
    name: str
    kind: str
    ico: str | None
    address: str
    email: str
    phone: str
    note: str


@needs("contacts.read")
def parties(db: Database, *, by: User) -> pl.DataFrame:
    """Everybody, in Czech order of names."""
    return store.frame(db, ALL, PARTIES)


def get(db: Database, party_id: int) -> Party:
    """One party, or NotFound. For rooms that already checked who asks."""
    found = store.one(
        db, Party, "select id, name, kind, ico, address, email, phone, note from party where id = ?", (party_id,)
    )
    return store.existing(found, "This organisation or person does not exist.")


def find(db: Database, name: str, ico: str | None) -> int | None:
    """The party of this IČO, else the one whose name is alike and whose IČO does not contradict; or None."""
    if ico:
        known = store.scalar(db, "select id from party where ico = ?", (ico,))
        if known is not None:
            return int(known)
    alike = store.scalar(
        db,
        "select id from party where folded = ? and (ico is null or ? is null) order by ico is null, id limit 1",
        (likeness(name), ico),
    )
    return None if alike is None else int(alike)
