"""Questions about readers. They are private people: newsletter.read. What has `token` is asked by the public pages."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import store
from lib.access import User, needs
from lib.store import Database, one

READERS: dict[str, Any] = {
    "id": pl.Int64, "email": pl.String, "state": pl.String, "source": pl.String, "basis": pl.String,
    "asked_on": pl.Date, "confirmed_on": pl.Date, "left_on": pl.Date, "left_by": pl.String, "refused_text": pl.String,
}  # fmt: skip
LETTERS: dict[str, Any] = {
    "id": pl.Int64, "key": pl.String, "title": pl.String, "state": pl.String, "sent_on": pl.Date,
    **dict.fromkeys(("accepted", "refused", "postponed", "unknown"), pl.Int64),
}  # fmt: skip
_ONE = "select id, email, state, token, confirm_token, asked_at, asked_times from reader"


@dataclass(frozen=True)
class Reader:
    """One reader; `confirm_token` is None when nothing waits for a confirmation."""

    id: int
    email: str
    state: str
    token: str
    confirm_token: str | None
    asked_at: str
    asked_times: int


@needs("newsletter.read")
def readers(db: Database, *, by: User) -> pl.DataFrame:
    """All readers (`READERS`), newest first."""
    sql = (
        "select id, email, state, source, basis, date(asked_at), date(confirmed_at), date(left_at), left_by,"
        " refused_text from reader order by id desc"
    )
    return store.frame(db, sql, READERS)


@needs("newsletter.read")
def letters(db: Database, *, by: User) -> pl.DataFrame:
    """What was sent to readers and how many have it (`LETTERS`), newest first; without requests to confirm."""
    sums = ", ".join(f"sum(p.state = '{state}')" for state in ("accepted", "refused", "postponed", "unknown"))
    sql = (
        f"select m.id, m.key, payload ->> 'title', m.state, date(min(p.at)), {sums} from outbox m"
        " join channel c on c.code = m.channel and c.kind = 'newsletter' join outbox_part p on p.key = m.key"
        " where coalesce(payload ->> '$.extra.confirms', '') = '' group by m.id order by m.id desc limit 100"
    )
    return store.frame(db, sql, LETTERS)


@needs("newsletter.read")
def to_whom(db: Database, *, by: User) -> list[Reader]:
    """Those who get the next letter: confirmed and not gone."""
    return [Reader(*row) for row in db.conn.execute(f"{_ONE} where state = 'confirmed' order by id")]


def by_token(db: Database, token: str) -> Reader | None:
    """The reader in whose letters this token stands."""
    return one(db, Reader, f"{_ONE} where token = ?", (token,))


def by_confirm_token(db: Database, token: str) -> Reader | None:
    """The reader who was asked to confirm by this token."""
    return one(db, Reader, f"{_ONE} where confirm_token = ?", (token,))


def by_email(db: Database, email: str) -> Reader | None:
    """The reader of this address; capital letters make no difference."""
    return one(db, Reader, f"{_ONE} where email = ?", (email,))


def by_id(db: Database, reader_id: int) -> Reader | None:
    return one(db, Reader, f"{_ONE} where id = ?", (reader_id,))


def channel(db: Database) -> str | None:
    """The channel by which the newsletter goes, None when none is set up and switched on."""
    row = db.conn.execute(
        "select code from channel where kind = 'newsletter' and switched_on order by code limit 1"
    ).fetchone()
    return row[0] if row else None
