"""Contracts with television, requests for reports and how many are left. Permission: coverage.read."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, settings, store
from lib.access import User, needs
from lib.coverage.rules import television as rules
from lib.coverage.rules.television import Counter, Order
from lib.errors import NotFound
from lib.store import Database

_COUNT = """
select count(*) filter (where state in ('confirmed', 'shot', 'broadcast')),
    count(*) filter (where state = 'sent')
from tv_request where contract_id = ? and shoot_on between ? and ? and id is not ?"""
_REQUESTS = """
select r.id, r.contract_id, c.television, r.number, r.topic, r.event_id, coalesce(e.title, r.event) as event,
    r.shoot_on, r.shoot_at, r.place, r.state, r.ordered_on, r.broadcast_on, r.seconds, r.link, r.views,
    r.short_notice, r.over_by, c.days_ahead,
    coalesce(r.state in ('draft', 'sent', 'confirmed')
        and (e.state in ('cancelled', 'postponed') or r.shoot_on not between e.starts_on and e.ends_on), 0) as off_day
from tv_request r join tv_contract c on c.id = r.contract_id left join event e on e.id = r.event_id"""
REQUESTS = {
    "id": pl.Int64,
    "contract_id": pl.Int64,
    "television": pl.String,
    "number": pl.String,
    "topic": pl.String,
    "event_id": pl.Int64,
    "event": pl.String,
    "shoot_on": pl.Date,
    "shoot_at": pl.String,
    "place": pl.String,
    "state": pl.String,
    "ordered_on": pl.Date,
    "broadcast_on": pl.Date,
    "seconds": pl.Int64,
    "link": pl.String,
    "views": pl.Int64,
    "short_notice": pl.Int64,
    "over_by": pl.String,
    "days_ahead": pl.Int64,
    "off_day": pl.Int64,
}


@dataclass(frozen=True)
class Agreed:
    """A contract as it is kept; dates are ISO text."""

    id: int
    television: str
    first_on: str
    last_on: str
    reports: int
    days_ahead: int
    price_note: str
    contact: str
    email: str
    phone: str

    @property
    def first(self) -> dt.date:
        return dt.date.fromisoformat(self.first_on)

    @property
    def last(self) -> dt.date:
        return dt.date.fromisoformat(self.last_on)


@dataclass(frozen=True)
class Request:
    """A request as it is kept; dates are ISO text, `shoot_at` `HH:MM` or None."""

    id: int
    contract_id: int
    event_id: int | None
    number: str | None
    topic: str
    event: str
    shoot_on: str
    shoot_at: str | None
    place: str
    meeting: str
    contact_name: str
    contact_phone: str
    speaker_name: str
    speaker_office: str
    speaker_consents: int
    what: str
    embargo: str
    state: str
    reason: str
    short_notice: int
    over_by: str
    version: int
    ordered_on: str | None
    editor: str
    confirmed_on: str | None
    broadcast_on: str | None
    seconds: int | None
    link: str
    views: int | None
    created_by: str

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.shoot_on)


@needs("coverage.read")
def contracts(db: Database, *, by: User) -> list[Agreed]:
    """All contracts, the one that ends last first."""
    return [Agreed(**row) for row in store.rows(db, f"{_CONTRACT} order by last_on desc, id desc")]


@needs("coverage.read")
def contract(db: Database, contract_id: int, *, by: User) -> Agreed:
    """One contract, or NotFound."""
    return agreed(db, contract_id)


@needs("coverage.read")
def counter(db: Database, contract_id: int, day: dt.date | None = None, *, by: User) -> Counter:
    """Reports of the year of a contract in which a day lies: today, or the contract's nearest day to it."""
    found = agreed(db, contract_id)
    return count(db, found, min(max(day or clock.today(), found.first), found.last))


@needs("coverage.read")
def requests(db: Database, *, by: User) -> pl.DataFrame:
    """All requests, those to be shot last first: columns of `REQUESTS`; `off_day` when the event is on another day."""
    return store.frame(db, f"{_REQUESTS} order by r.shoot_on desc, r.id desc", REQUESTS)


@needs("coverage.read")
def requests_of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """Requests made for an event, the newest first: columns of `REQUESTS`."""
    return store.frame(db, f"{_REQUESTS} where r.event_id = ? order by r.id desc", REQUESTS, (event_id,))


@needs("coverage.read")
def request(db: Database, request_id: int, *, by: User) -> Request:
    """One request, or NotFound."""
    return kept(db, request_id)


@needs("coverage.read")
def soonest(db: Database, *, by: User) -> dt.date:
    """The first day for which a request made today is not late, by the contract that holds then."""
    today = clock.today()
    for one in contracts(db, by=by):
        if one.first <= (day := today + dt.timedelta(one.days_ahead)) <= one.last:
            return day
    return today + dt.timedelta(settings.value(db, "coverage.tv_days_ahead"))


@needs("coverage.read")
def from_event(db: Database, event_id: int, *, by: User) -> Order:
    """A request filled in from an event: what, when, where, whom to ask for there, and who of the leadership speaks."""
    sql = """select e.title, e.starts_on, e.starts_at, coalesce(v.name, '') as venue, e.contact,
        case when e.summary <> '' then e.summary else e.description end as about,
        coalesce(p.name, '') as organiser
        from event e left join venue v on v.id = e.venue_id left join party p on p.id = e.organiser_id where e.id = ?"""
    found = store.rows(db, sql, (event_id,))
    if not found:
        raise NotFound("This event does not exist. It may have been removed with an import.")
    event, (name, phone) = found[0], rules.contact_parts(found[0]["contact"])
    speaker, office = _speaker(db, event_id)
    return Order(
        event["title"], dt.date.fromisoformat(event["starts_on"]), event["starts_at"], event["title"], event_id,
        event["venue"], "", name or event["organiser"], phone, speaker, office, what=event["about"],
    )  # fmt: skip


def agreed(db: Database, contract_id: int) -> Agreed:
    """`contract` for the room's own actions."""
    found = store.one(db, Agreed, f"{_CONTRACT} where id = ?", (contract_id,))
    return store.existing(found, "This contract does not exist.")


def kept(db: Database, request_id: int) -> Request:
    """`request` for the room's own actions."""
    columns = ", ".join(Request.__dataclass_fields__)
    found = store.one(db, Request, f"select {columns} from tv_request where id = ?", (request_id,))
    return store.existing(found, "This request does not exist.")


def count(db: Database, found: Agreed, day: dt.date, without: int | None = None) -> Counter:
    """The counter of the year in which a day lies, without one request (that is just being counted)."""
    first, last = rules.year_of(found.first, found.last, day)
    used, held = db.conn.execute(_COUNT, (found.id, first.isoformat(), last.isoformat(), without)).fetchone()
    return Counter(first, last, found.reports, int(used), int(held))


_CONTRACT = f"select {', '.join(Agreed.__dataclass_fields__)} from tv_contract"


def _speaker(db: Database, event_id: int) -> tuple[str, str]:
    sql = """select trim(h.title_before || ' ' || h.name), h.office from event_attendee a
        join office_holder h on h.id = coalesce(a.deputy_id, a.holder_id)
        where a.event_id = ? and a.answer <> 'excused' order by a.speaks desc, h.rank limit 1"""
    found = db.conn.execute(sql, (event_id,)).fetchone()
    return (found[0], found[1]) if found else ("", "")
