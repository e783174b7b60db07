"""Organisations and people as the other rooms see them.

A party that was merged into another one stays as another spelling of it (`merged_into`): papers that were issued to
it are frozen and still name it, and whoever writes that name again means the other one.
"""

from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.contacts.rules import likeness
from lib.store import Database

_COLUMNS = "id, name, kind, ico, address, email, phone, note"
ALL = f"select {_COLUMNS} from party where merged_into is null order by name collate CZECH"
PARTIES = {
    "id": pl.Int64, "name": pl.String, "kind": pl.String, "ico": pl.String, "address": pl.String, "email": pl.String,
    "phone": pl.String, "note": pl.String,
}  # fmt: skip
_ALIKE = """
select kept.id from party said join party kept on kept.id = coalesce(said.merged_into, said.id)
where said.folded = :folded and (kept.ico is null or :ico is null or kept.ico = :ico)
order by kept.ico is null, said.merged_into is not null, kept.id limit 1
"""
_LINKS = """
select m.name, f."from", exists (select 1 from sqlite_schema t where t.type = 'trigger' and t.tbl_name = m.name
    and t.sql like '%before update on%')
from sqlite_schema m join pragma_foreign_key_list(m.name) f
where m.type = 'table' and f."table" = 'party' order by m.name, f."from"
"""


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
    found = store.one(db, Party, f"select {_COLUMNS} from party where id = ?", (party_id,))
    return store.existing(found, "This organisation or person does not exist.")


def find(db: Database, name: str, ico: str | None) -> int | None:
    """The party of this IČO, else the one whose name is alike and whose IČO does not contradict; or None."""
    if ico:
        known = store.scalar(db, "select id from party where ico = ?", (ico,))
        if known is not None:
            return int(known)
    alike = store.scalar(db, _ALIKE, {"folded": likeness(name), "ico": ico})
    return None if alike is None else int(alike)


def links(db: Database) -> list[tuple[str, str, bool]]:
    """(table, column, frozen) of everything that refers to a party; frozen tables are append-only by a trigger."""
    return [(str(table), str(column), bool(frozen)) for table, column, frozen in db.conn.execute(_LINKS)]
