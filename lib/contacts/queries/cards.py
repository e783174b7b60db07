"""The whole card of a party, who may be the same, what refers to it, and what ARES once said."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.contacts.queries.parties import links
from lib.contacts.rules import Card, alike, likeness
from lib.store import Database

_CARD = """
select kept.* from party said join party kept on kept.id = coalesce(said.merged_into, said.id) where said.id = ?
"""
_SPELLINGS = "select name from party where merged_into = ? order by name collate CZECH"
_SAID = "select coalesce(merged_into, id) as id, name, folded, ico from party"
SAME = {"id": pl.Int64, "name": pl.String, "ico": pl.String, "reason": pl.String}


@dataclass(frozen=True)
class Known:
    """A party with its card and the other spellings that were merged into it."""

    id: int
    card: Card
    spellings: tuple[str, ...]
    created_at: str


@dataclass(frozen=True)
class Answer:
    """What ARES said of an IČO (its JSON, without the birth number of a person) and when."""

    content: dict[str, Any]
    fetched_at: dt.datetime


@needs("contacts.read")
def card(db: Database, party_id: int, *, by: User) -> Known:
    """One party, or NotFound; the number of a merged one leads to the one that was kept."""
    return existing(db, party_id)


def existing(db: Database, party_id: int) -> Known:
    """`card` for actions that already checked who asks."""
    found = store.rows(db, _CARD, (party_id,))
    row = store.existing(found[0] if found else None, "This organisation or person does not exist.")
    said = Card(**{field: row[field] for field in Card.__dataclass_fields__})
    spellings = tuple(str(name) for (name,) in db.conn.execute(_SPELLINGS, (row["id"],)))
    return Known(int(row["id"]), said, spellings, str(row["created_at"]))


@needs("contacts.read")
def duplicates(db: Database, name: str, ico: str | None, party_id: int | None = None, *, by: User) -> pl.DataFrame:
    """Who may be the one that is being written: id, name, ico, reason (`ico`, `name`), the certain ones first.

    Two with different IČO are two firms, however alike their names are.
    """
    wanted = likeness(name)
    found: dict[int, tuple[int, str, str | None, str]] = {}
    for other_id, other, folded, other_ico in db.conn.execute(_SAID):
        if other_id == party_id or other_id in found:
            continue
        if ico and other_ico == ico:
            found[other_id] = (other_id, other, other_ico, "ico")
        elif not (ico and other_ico) and alike(wanted, folded):
            found[other_id] = (other_id, other, other_ico, "name")
    return pl.DataFrame(list(found.values()), schema=SAME, orient="row").sort("reason", "name")


@needs("contacts.read")
def means(db: Database, *, by: User) -> dict[int, int]:
    """Merged party → the one that it means."""
    found = db.conn.execute("select id, merged_into from party where merged_into is not null")
    return {int(said): int(kept) for said, kept in found}


@needs("contacts.read")
def used(db: Database, *, by: User) -> pl.DataFrame:
    """Where parties occur: party_id, table. Merged ones count for the one that was kept."""
    parts = [
        f"select distinct {column} as party_id, '{table}' as place from {table}"
        for table, column, _ in links(db)
        if table != "party"
    ]
    sql = f"""select distinct coalesce(p.merged_into, p.id) as party_id, place
        from ({" union ".join(parts)}) as u join party p on p.id = u.party_id order by 1, 2"""
    return store.frame(db, sql, {"party_id": pl.Int64, "place": pl.String})


@needs("contacts.read")
def ares_answer(db: Database, ico: str, *, by: User) -> Answer | None:
    """What ARES once said of an IČO, None when it was not asked."""
    found = db.conn.execute("select answer, fetched_at from ares_answer where ico = ?", (ico,)).fetchone()
    return Answer(json.loads(found[0]), clock.parse(found[1])) if found else None


@needs("contacts.read")
def ended(db: Database, *, by: User) -> dict[str, str]:
    """IČO → the day on which the subject ended (ISO), of those that ARES knows as dissolved."""
    sql = "select ico, answer ->> '$.datumZaniku' from ares_answer where answer ->> '$.datumZaniku' is not null"
    return {str(ico): str(day) for ico, day in db.conn.execute(sql)}
