"""Invitations that came in, whose they are, how they stand and when the answer is late."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.diary.rules import SOON, Card
from lib.store import Database

_STATE = "iif(sent_on is null, i.state, 'answered')"
ALL = f"""
select i.id, i.received_on, i.sender, i.title, i.starts_on, i.starts_at, i.place, i.answer_by, {_STATE} as state,
    h.office, d.office as deputy, i.sent_on, i.event_id, i.reference, i.gift, i.holder_id
from invitation i left join office_holder h on h.id = i.holder_id left join office_holder d on d.id = i.deputy_id
order by i.starts_on desc, i.id desc"""
INVITATIONS = {
    "id": pl.Int64,
    "received_on": pl.Date,
    "sender": pl.String,
    "title": pl.String,
    "starts_on": pl.Date,
    "starts_at": pl.String,
    "place": pl.String,
    "answer_by": pl.Date,
    "state": pl.String,
    "office": pl.String,
    "deputy": pl.String,
    "sent_on": pl.Date,
    "event_id": pl.Int64,
    "reference": pl.String,
    "gift": pl.String,
    "holder_id": pl.Int64,
}
_WAITING = """
select id, title, sender, state, starts_on, coalesce(answer_by, starts_on) as until from invitation
where sent_on is null and starts_on >= ?1 and (coalesce(answer_by, starts_on) <= ?2 or state = 'came')
order by until, id"""
WAITING = {
    "id": pl.Int64,
    "title": pl.String,
    "sender": pl.String,
    "state": pl.String,
    "starts_on": pl.Date,
    "until": pl.Date,
}


@dataclass(frozen=True)
class Invitation:
    """One invitation; days are ISO text. `state` is the decision, `sent_on` the day when the answer went out."""

    id: int
    received_on: str
    reference: str
    sender: str
    email: str
    phone: str
    salutation: str
    title: str
    starts_on: str
    starts_at: str | None
    ends_at: str | None
    place: str
    gift: str
    note: str
    answer_by: str | None
    state: str
    holder_id: int | None
    deputy_id: int | None
    event_id: int | None
    block_id: int | None
    sent_on: str | None
    sent_by: str | None
    reply: str
    created_at: str

    @property
    def shown_state(self) -> str:
        """The decision, or `answered` once the host knows it."""
        return "answered" if self.sent_on else self.state

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.starts_on)

    @property
    def until(self) -> dt.date | None:
        return dt.date.fromisoformat(self.answer_by) if self.answer_by else None

    @property
    def card(self) -> Card:
        """What was written down of it."""
        received = dt.date.fromisoformat(self.received_on)
        same = ("starts_at", "ends_at", "place", "reference", "email", "phone", "salutation", "gift", "note")
        kept = {name: getattr(self, name) for name in same}
        return Card(self.sender, self.title, self.day, received, self.until, **kept)


@needs("diary.read")
def invitations(db: Database, *, by: User) -> pl.DataFrame:
    """All invitations, the latest day first; `state` is `answered` once the answer was sent."""
    return store.frame(db, ALL, INVITATIONS)


@needs("diary.read")
def invitation(db: Database, invitation_id: int, *, by: User) -> Invitation:
    """One invitation, or NotFound."""
    found = store.one(db, Invitation, "select * from invitation where id = ?", (invitation_id,))
    return store.existing(found, "This invitation does not exist.")


@needs("diary.read")
def waiting(db: Database, *, by: User) -> pl.DataFrame:
    """Invitations to what is still to come whose answer is late or due within three days, or that nobody was offered:
    id, title, sender, state, starts_on, until."""
    today = clock.today()
    return store.frame(db, _WAITING, WAITING, (today.isoformat(), (today + SOON).isoformat()))
