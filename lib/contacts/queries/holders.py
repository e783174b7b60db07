"""Questions about who holds which office, and whose calendar a link is."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.store import Database

_HOLDER = (
    "select id, name, title_before, office, rank, salutation, login, email, phone, valid_from, valid_to,"
    " feed is not null as has_feed, feed_private, feed_made_at from office_holder"
)
HOLDERS = {
    "id": pl.Int64,
    "name": pl.String,
    "title_before": pl.String,
    "office": pl.String,
    "rank": pl.Int64,
    "salutation": pl.String,
    "login": pl.String,
    "email": pl.String,
    "phone": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "has_feed": pl.Boolean,
    "feed_private": pl.Boolean,
    "feed_made_at": pl.String,
}


@dataclass(frozen=True)
class Holder:
    """Somebody in an office. Days are ISO text; `valid_to` is the last day, None while the term lasts."""

    id: int
    name: str
    title_before: str
    office: str
    rank: int
    salutation: str
    login: str | None
    email: str
    phone: str
    valid_from: str
    valid_to: str | None
    has_feed: int
    feed_private: int
    feed_made_at: str | None

    @property
    def full_name(self) -> str:
        """`Mgr. Alena Dvorská`."""
        return f"{self.title_before} {self.name}".strip()

    def held(self, day: dt.date) -> bool:
        """Whether the person is in the office on that day."""
        return self.valid_from <= day.isoformat() and (self.valid_to is None or day.isoformat() <= self.valid_to)


@needs("contacts.read")
def holders(db: Database, on: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """Who holds an office on a day, or everybody who ever did (no day), in order of rank, then of the term."""
    order = " order by rank, valid_from desc, name collate CZECH"
    if on is None:
        return store.frame(db, _HOLDER + order, HOLDERS)
    held = " where valid_from <= ?1 and (valid_to is null or valid_to >= ?1)"
    return store.frame(db, _HOLDER + held + order, HOLDERS, (on.isoformat(),))


@needs("contacts.read")
def holder(db: Database, holder_id: int, *, by: User) -> Holder:
    """One office-holder, or NotFound."""
    return known_holder(db, holder_id)


def known_holder(db: Database, holder_id: int) -> Holder:
    """`holder` for rooms that already checked who asks."""
    found = store.one(db, Holder, _HOLDER + " where id = ?", (holder_id,))
    return store.existing(found, "This office-holder does not exist.")


@needs("contacts.read")
def my_holder(db: Database, login: str, *, by: User) -> int | None:
    """The office that this account holds today, if any."""
    sql = _HOLDER + " where login = ?1 and valid_from <= ?2 and (valid_to is null or valid_to >= ?2) order by rank"
    found = store.rows(db, sql, (login, clock.today().isoformat()))
    return int(found[0]["id"]) if found else None


def holder_of_feed(db: Database, secret_hash: str) -> Holder | None:
    """Whose calendar link has this hash; the link itself is the permission."""
    return store.one(db, Holder, _HOLDER + " where feed = ?", (secret_hash,))
