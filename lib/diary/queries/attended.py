"""Where the office-holders are to appear, what they must know there, and when they have time."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, settings, store
from lib.access import User, needs
from lib.czech import dates
from lib.diary import rules
from lib.diary.queries.blocks import blocks
from lib.store import Database

ATTENDED = {
    "event_id": pl.Int64,
    "holder_id": pl.Int64,
    "for_holder_id": pl.Int64,
    "for_office": pl.String,
    "answer": pl.String,
    "speaks": pl.Boolean,
    "title": pl.String,
    "kind": pl.String,
    "state": pl.String,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "venue": pl.String,
    "address": pl.String,
    "contact": pl.String,
    "uid": pl.String,
    "sequence": pl.Int64,
    "updated_at": pl.String,
}
_ATTENDED = """
select e.id, iif(a.answer = 'deputy', a.deputy_id, a.holder_id) as who,
    iif(a.answer = 'deputy', a.holder_id, null), iif(a.answer = 'deputy', h.office, null), a.answer, a.speaks,
    e.title, e.kind, e.state, starts_on, ends_on, starts_at, ends_at, v.name, v.address, e.contact, uid, sequence,
    updated_at
from event_attendee a join event e on e.id = a.event_id join office_holder h on h.id = a.holder_id
left join venue v on v.id = e.venue_id
where a.answer <> 'excused' and who is not null and starts_on <= :last and ends_on >= :first
    and (:holder is null or who = :holder)
order by starts_on, starts_at nulls first, e.id"""
_OFF = ("cancelled", "postponed")
_BRIEFING = "select * from diary_briefing where holder_id = ? and event_id is ? and block_id is ?"
_OF_DAY = """
select b.* from diary_briefing b left join event e on e.id = event_id left join diary_block k on k.id = block_id
where b.holder_id = ?1 and coalesce(e.starts_on, k.starts_on) <= ?2 and coalesce(e.ends_on, k.ends_on) >= ?2"""
_GIFTS = """
select event_id, block_id, gift from invitation
where gift <> '' and coalesce(deputy_id, holder_id) = ? and starts_on = ? and state in ('accepted', 'deputy')
    and not exists (select 1 from diary_block k where k.id = block_id and k.private)"""
FREE = {"day": pl.Date, "begins": pl.String, "ends": pl.String, "minutes": pl.Int64}


@dataclass(frozen=True)
class Briefing:
    """What an office-holder must know before an event or a meeting: when to leave and with whom, who meets her, what
    to say, what she brings, where the car stands, what to wear."""

    id: int | None
    holder_id: int
    event_id: int | None = None
    block_id: int | None = None
    leaves_at: str | None = None
    meets: str = ""
    meets_phone: str = ""
    says: str = ""
    gift: str = ""
    parking: str = ""
    dress: str = ""
    driver: str = ""


@needs("diary.read")
def attended(db: Database, first: dt.date, last: dt.date, holder_id: int | None = None, *, by: User) -> pl.DataFrame:
    """Appearances at events that touch the days: a row for each event and person, cancelled events among them.

    Whoever is excused is left out; a deputy has the row instead, with `for_holder_id` whom he stands in for.
    """
    return attendances(db, first, last, holder_id)


def attendances(db: Database, first: dt.date, last: dt.date, holder_id: int | None = None) -> pl.DataFrame:
    """`attended` for the calendar link, whose secret is the permission."""
    days = {"first": first.isoformat(), "last": last.isoformat(), "holder": holder_id}
    return store.frame(db, _ATTENDED, ATTENDED, days)


@needs("diary.read")
def briefing(
    db: Database, holder_id: int, *, event_id: int | None = None, block_id: int | None = None, by: User
) -> Briefing:
    """What the person must know there; all empty when nobody has written it yet."""
    found = store.one(db, Briefing, _BRIEFING, (holder_id, event_id, block_id))
    return found or Briefing(None, holder_id, event_id, block_id)


@needs("diary.read")
def briefings(db: Database, holder_id: int, day: dt.date, *, by: User) -> dict[tuple[str, int], Briefing]:
    """What the person must know on a day, by (“event”, id) or (“block”, id)."""
    found = [Briefing(**row) for row in store.rows(db, _OF_DAY, (holder_id, day.isoformat()))]
    return {("event", one.event_id) if one.event_id else ("block", one.block_id or 0): one for one in found}


@needs("diary.read")
def wanted_gifts(db: Database, holder_id: int, day: dt.date, *, by: User) -> dict[tuple[str, int], str]:
    """The gifts that invitations of that day ask for, by (“event”, id) or (“block”, id)."""
    found = db.conn.execute(_GIFTS, (holder_id, day.isoformat()))
    return {("event", event_id) if event_id else ("block", block_id or 0): gift for event_id, block_id, gift in found}


@needs("diary.read")
def free(db: Database, holder_id: int, first: dt.date, days: int = 14, *, by: User) -> pl.DataFrame:
    """The gaps of at least half an hour in the person's working days from `first` on: day, begins, ends, minutes.

    What has passed today is no gap. Events not called off and entries of the diary take time, an event with
    `events.travel_minutes` around it.
    """
    last = first + dt.timedelta(days=days - 1)
    taken = _taken(db, holder_id, first, last, by)
    found = []
    for day in (first + dt.timedelta(days=n) for n in range(days)):
        if dates.is_working_day(day):
            found += [_gap(*gap) for gap in rules.free(day, taken)]
    return pl.DataFrame(found, schema=FREE, orient="row")


def _gap(begins: dt.datetime, ends: dt.datetime) -> tuple[dt.date, str, str, int]:
    minutes = int((ends - begins).total_seconds()) // 60
    return begins.date(), f"{begins:%H:%M}", f"{ends:%H:%M}", minutes


def _taken(db: Database, holder_id: int, first: dt.date, last: dt.date, by: User) -> list[rules.Span]:
    times = ("starts_on", "ends_on", "starts_at", "ends_at")
    travel = dt.timedelta(minutes=int(settings.value(db, "events.travel_minutes")))
    there = attended(db, first, last, holder_id, by=by).filter(~pl.col("state").is_in(_OFF))
    own = blocks(db, first, last, by=by).filter(holder_id=holder_id)
    now = clock.now().astimezone(clock.PRAGUE).replace(tzinfo=None)
    around = [(begins - travel, ends + travel) for begins, ends in map(_span, there.select(times).rows())]
    past = (dt.datetime.combine(now, dt.time()), _next_half_hour(now))
    return [past, *around, *(_span(row) for row in own.select(times).rows())]


def _next_half_hour(now: dt.datetime) -> dt.datetime:
    return now + (dt.datetime.min - now) % dt.timedelta(minutes=30)


def _span(row: tuple[dt.date, dt.date, str | None, str | None]) -> rules.Span:
    return rules.span(*row)
