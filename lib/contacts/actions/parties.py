"""Organisations and people as the other rooms name them: found by IČO or by a like name, added when nobody is."""

from collections.abc import Iterable

from lib import audit, clock
from lib.access import User
from lib.contacts import queries
from lib.contacts.rules import KINDS, likeness
from lib.czech import identifiers
from lib.errors import BadInput
from lib.store import Database


def _checked(name: str, ico: str | None) -> tuple[str, str | None]:
    name = " ".join(name.split())
    if not name:
        raise BadInput("Say who it is: the name is missing.", field="name")
    return name, identifiers.ico(ico) if ico else None


def find_or_add(db: Database, name: str, ico: str | None = None, *, kind: str = "organisation", by: User) -> int:
    """The party's id; a new one is added when neither the IČO nor a like name is known. For rooms' own actions."""
    name, ico = _checked(name, ico)
    known = queries.find(db, name, ico)
    if known is None:
        return _add(db, name, ico, kind, by)
    if ico:
        db.conn.execute("update party set ico = ? where id = ? and ico is null", (ico, known))
    return known


def find_or_add_many(
    db: Database, parties: Iterable[tuple[str, str | None]], *, by: User
) -> dict[tuple[str, str | None], int]:
    """The ids of many (name, IČO) pairs, for imports."""
    return {party: find_or_add(db, *party, by=by) for party in dict.fromkeys(parties)}


def _add(db: Database, name: str, ico: str | None, kind: str, by: User) -> int:
    if kind not in KINDS:
        raise BadInput("A party is an organisation, a person or our own organisation.", field="kind")
    row = db.conn.execute(
        "insert into party (name, folded, kind, ico, created_at) values (?, ?, ?, ?, ?) returning id",
        (name, likeness(name), kind, ico, clock.stamp()),
    ).fetchone()
    audit.record(db, by, "contacts.add", f"party:{row[0]}")
    return int(row[0])
