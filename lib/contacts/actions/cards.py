"""The card of an organisation or a person: written, corrected, merged with another one; answers of ARES kept.

The DIČ of a person is a birth number: it stands on the card and nowhere else, neither in the record of changes nor
among the answers of ARES.
"""

import json
from typing import Any

from lib import audit, clock, store
from lib.access import User, needs
from lib.contacts import queries
from lib.contacts.rules import Card, checked, covered, likeness, personal
from lib.errors import BadInput, Conflict, Refused
from lib.store import Database

FIELDS = tuple(Card.__dataclass_fields__)


@needs("contacts.edit")
def add(db: Database, card: Card, *, by: User) -> int:
    """Write a new card and give its id. Refused when somebody has the IČO already."""
    card = checked(card)
    _refuse_taken(db, card.ico, None)
    values = {**vars(card), "folded": likeness(card.name), "created_at": clock.stamp()}
    store.insert_many(db, "party", tuple(values), [tuple(values.values())])
    party_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "contacts.add", f"party:{party_id}", {"name": card.name})
    return party_id


@needs("contacts.edit")
def change(db: Database, party_id: int, card: Card, *, started_from: Card, by: User) -> None:
    """Correct a card. What the person changed since `started_from` is written; Conflict when somebody else changed
    the same in the meantime."""
    card, known = checked(card), queries.existing(db, party_id)
    wanted = {field: getattr(card, field) for field in FIELDS if getattr(card, field) != getattr(started_from, field)}
    now = vars(known.card)
    if any(now[field] not in (getattr(started_from, field), value) for field, value in wanted.items()):
        raise Conflict("Somebody else has changed the card of {name} meanwhile. Look at it and save again.",
                       name=known.card.name)  # fmt: skip
    wanted = {field: value for field, value in wanted.items() if now[field] != value}
    if not wanted:
        return
    checked(Card(**{**now, **wanted}))
    if "ico" in wanted:
        _refuse_taken(db, card.ico, known.id)
    _write(db, known.id, wanted)
    audit.record(db, by, "contacts.correct", f"party:{known.id}", _told(now, wanted))


@needs("contacts.edit")
def merge(db: Database, keep_id: int, other_id: int, *, by: User) -> int:
    """Let two cards be one; gives how many rows now refer to the kept one.

    The other card stays as another spelling of the kept one, because what was issued to it (invoices, protocols) is
    frozen and must name whom it was issued to. Everything else is re-pointed, what the kept card lacks is taken over.
    """
    kept, other = queries.existing(db, keep_id), queries.existing(db, other_id)
    if kept.id == other.id:
        raise BadInput("Choose another card.", field="other")
    if kept.card.ico and other.card.ico:
        raise Refused("{kept} and {other} have different IČO, so they are two companies. Correct the IČO first.",
                      kept=kept.card.name, other=other.card.name, field="other")  # fmt: skip
    moved: dict[str, int] = {}
    for table, column, frozen in queries.links(db):
        if not frozen:
            sql = f"update {table} set {column} = ? where {column} = ?"
            moved[f"{table}.{column}"] = db.conn.execute(sql, (kept.id, other.id)).rowcount
    db.conn.execute("update party set ico = null, dic = '', merged_into = ? where id = ?", (kept.id, other.id))
    taken = {field: value for field, value in vars(other.card).items() if value and not getattr(kept.card, field)}
    if kept.card.kind == "person" and taken.get("ico"):
        taken["kind"] = other.card.kind
    if kept.card.note and other.card.note:
        taken["note"] = f"{kept.card.note}\n{other.card.note}"
    _write(db, kept.id, taken)
    rows = {place: count for place, count in moved.items() if count}
    detail = {"merged": other.id, "name": other.card.name, "rows": rows, "taken": _told(vars(kept.card), taken)}
    audit.record(db, by, "contacts.merge", f"party:{kept.id}", detail)
    return sum(count for place, count in rows.items() if place != "party.merged_into")


@needs("contacts.edit")
def keep_answer(db: Database, ico: str, content: dict[str, Any], *, by: User) -> None:
    """Keep what ARES said of an IČO, so that it is not asked again; the DIČ of a person is left out."""
    kept = {field: "" if isinstance(value, str) and personal(value) else value for field, value in content.items()}
    db.conn.execute(
        "insert or replace into ares_answer values (?, ?, ?)",
        (ico, json.dumps(kept, ensure_ascii=False), clock.stamp()),
    )
    audit.record(db, by, "contacts.ares", f"ico:{ico}")


def _refuse_taken(db: Database, ico: str | None, party_id: int | None) -> None:
    other = db.conn.execute("select id, name from party where ico = ? and id is not ?", (ico, party_id)).fetchone()
    if other:
        raise Refused("The IČO {ico} already belongs to {name}.", ico=ico, name=other[1], field="ico")


def _write(db: Database, party_id: int, values: dict[str, Any]) -> None:
    if "name" in values:
        values = {**values, "folded": likeness(values["name"])}
    if values:
        columns = ", ".join(f"{name} = ?" for name in values)
        db.conn.execute(f"update party set {columns} where id = ?", (*values.values(), party_id))


def _told(before: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """What changed, for the record of changes: [before, after], a birth number left out."""
    told = {field: [before[field], value] for field, value in wanted.items()}
    return told | {field: [covered(one) for one in told[field]] for field in ("dic",) if field in told}
