"""Adding and correcting organisations and people, office-holders and the links of their calendars."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from lib import access, audit, clock, store
from lib.access import User, needs
from lib.contacts import queries
from lib.contacts.rules import KINDS, HolderCard, likeness, tidy
from lib.czech import dates, identifiers
from lib.errors import BadInput, Refused
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


@needs("contacts.edit")
def correct(
    db: Database,
    party_id: int,
    *,
    name: str,
    ico: str | None,
    address: str = "",
    email: str = "",
    phone: str = "",
    note: str = "",
    by: User,
) -> None:
    """Correct a party. Refused when another one already has the IČO."""
    before = queries.get(db, party_id)
    name, ico = _checked(name, ico)
    other = db.conn.execute("select name from party where ico = ? and id <> ?", (ico, party_id)).fetchone()
    if other:
        raise Refused("The IČO {ico} already belongs to {name}.", ico=ico, name=other[0], field="ico")
    db.conn.execute(
        "update party set name = ?, folded = ?, ico = ?, address = ?, email = ?, phone = ?, note = ? where id = ?",
        (name, likeness(name), ico, address, email, phone, note, party_id),
    )
    audit.record(db, by, "contacts.correct", f"party:{party_id}", {"before": before.__dict__})


@needs("diary.edit")
def add_holder(db: Database, card: HolderCard, *, succeeds: int | None = None, by: User) -> int:
    """Somebody takes an office; gives the holder's id. The term of the predecessor ends the day before."""
    card = tidy(card)
    if succeeds is not None:
        end_term(db, succeeds, card.valid_from - dt.timedelta(days=1), by=by)
    values = {**_stored(db, card), "created_at": clock.stamp()}
    store.insert_many(db, "office_holder", tuple(values), [tuple(values.values())])
    holder_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "contacts.add_holder", f"holder:{holder_id}", {"office": card.office, "name": card.name})
    return holder_id


@needs("diary.edit")
def change_holder(db: Database, holder_id: int, card: HolderCard, *, by: User) -> None:
    """Correct what is known of an office-holder."""
    before = queries.known_holder(db, holder_id)
    values = _stored(db, tidy(card))
    _update_holder(db, holder_id, values)
    changed = {field: [getattr(before, field), new] for field, new in values.items() if getattr(before, field) != new}
    audit.record(db, by, "contacts.change_holder", f"holder:{holder_id}", changed)


@needs("diary.edit")
def end_term(db: Database, holder_id: int, last_day: dt.date, *, by: User) -> None:
    """The office is held until that day. The calendar link stops working the day after."""
    held = queries.known_holder(db, holder_id)
    if last_day.isoformat() < held.valid_from:
        raise BadInput(
            "{name} takes the office on {day}; the term cannot end before that.",
            name=held.name,
            day=dates.date(dt.date.fromisoformat(held.valid_from)),
            field="valid_to",
        )
    _update_holder(db, holder_id, {"valid_to": last_day.isoformat()})
    audit.record(db, by, "contacts.end_term", f"holder:{holder_id}", {"valid_to": last_day.isoformat()})


@needs("diary.edit")
def new_feed(db: Database, holder_id: int, *, shows_private: bool = False, by: User) -> str:
    """A new secret of the person's calendar link; the one before stops working. Only its hash is kept, so show it now.

    Whoever has the link reads the calendar without signing in. Private entries are “obsazeno” in it unless
    `shows_private`, which only those may choose who see them themselves.
    """
    queries.known_holder(db, holder_id)
    if shows_private:
        access.require(db, by, "diary.private")
    secret = secrets.token_urlsafe(32)
    values = {"feed": feed_hash(secret), "feed_private": int(shows_private), "feed_made_at": clock.stamp()}
    _update_holder(db, holder_id, values)
    audit.record(db, by, "contacts.new_feed", f"holder:{holder_id}", {"shows_private": shows_private})
    return secret


@needs("diary.edit")
def close_feed(db: Database, holder_id: int, *, by: User) -> None:
    """Turn the person's calendar link off."""
    queries.known_holder(db, holder_id)
    _update_holder(db, holder_id, {"feed": None, "feed_private": 0, "feed_made_at": None})
    audit.record(db, by, "contacts.close_feed", f"holder:{holder_id}")


def feed_hash(secret: str) -> str:
    """What the store keeps of a calendar link's secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _stored(db: Database, card: HolderCard) -> dict[str, object]:
    if card.login and not store.scalar(db, "select 1 from user where login = ?", (card.login,)):
        raise BadInput("There is no account {login}.", login=card.login, field="login")
    dated = {"valid_from": card.valid_from.isoformat(), "valid_to": card.valid_to and card.valid_to.isoformat()}
    return {**vars(card), **dated}


def _update_holder(db: Database, holder_id: int, values: dict[str, object]) -> None:
    columns = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(f"update office_holder set {columns} where id = ?", (*values.values(), holder_id))
