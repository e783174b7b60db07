"""Office-holders: who takes an office, how the term ends, the links of their calendars."""

import datetime as dt
import hashlib
import secrets

from lib import access, audit, clock, store
from lib.access import User, needs
from lib.contacts import queries
from lib.contacts.rules import HolderCard, tidy
from lib.czech import dates
from lib.errors import BadInput
from lib.store import Database


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
