"""People of the media: the list, one card, who can be written to."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.press.rules.contacts import Card
from lib.store import Database

CONTACTS = {
    "id": pl.Int64,
    "medium": pl.String,
    "kind": pl.String,
    "name": pl.String,
    "role": pl.String,
    "email": pl.String,
    "phone": pl.String,
    "topics": pl.String,
    "valid_to": pl.Date,
    "valid": pl.Boolean,
    "version": pl.Int64,
}
_CONTACTS = """select id, medium, kind, name, role, email, phone, topics, valid_to,
    valid_to is null or valid_to >= :today as valid, version from media_contact"""


@dataclass(frozen=True)
class Contact:
    """A contact as it is kept."""

    id: int
    card: Card
    version: int


@needs("press.read")
def contacts(db: Database, *, by: User) -> pl.DataFrame:
    """All contacts by the name of the medium: columns of `CONTACTS`; `valid` those who still hold today."""
    sql = f"{_CONTACTS} order by medium collate czech, name collate czech"
    return store.frame(db, sql, CONTACTS, {"today": clock.today().isoformat()})


@needs("press.read")
def contact(db: Database, contact_id: int, *, by: User) -> Contact:
    """One contact, or NotFound."""
    return kept(db, contact_id)


def kept(db: Database, contact_id: int) -> Contact:
    """`contact` for the room's own actions."""
    found = store.rows(db, f"{_CONTACTS} where id = :id", {"id": contact_id, "today": ""})
    row = store.existing(found[0] if found else None, "This contact does not exist.")
    until = dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    texts = {name: row[name] for name in ("medium", "kind", "name", "role", "email", "phone", "topics")}
    return Contact(row["id"], Card(**texts, valid_to=until), row["version"])
