"""Clashes gathered from the rooms: events, who attends them, who covers them, and the leadership's diary.

Private entries of the diary come from its `blocks`, which says “obsazeno” to everybody, so no title can leak here.
"""

import datetime as dt
from collections.abc import Iterator

import polars as pl

from lib import contacts, coverage, settings
from lib.access import User, needs
from lib.czech import dates
from lib.czech.sorting import fold
from lib.diary.queries.blocks import blocks as diary_blocks
from lib.errors import BadInput
from lib.events import clashes, queries, rules
from lib.events.clashes import Thing
from lib.events.entry import Attendee, Entry
from lib.events.queries.calendar import EVENTS
from lib.store import Database

NIGHT = dt.timedelta(days=1)
"""What begins the day before may last past midnight."""
NEW = 0
"""The number of an event that is only being typed."""
THERE = ("asked", "confirmed")
Person = tuple[str, str]


@needs("events.read")
def report(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Every clash of the days from `first` to `last`: the columns of `clashes.FOUND`, by day and level."""
    return _found(db, first, last, queries.between(db, first, last, by=by), by)


@needs("events.read")
def of_entry(db: Database, entry: Entry, event_id: int | None = None, *, by: User) -> pl.DataFrame:
    """With what an event collides as it is being typed, the columns of `clashes.FOUND`; its subject is `subject_of`.

    `event_id` is the event that is edited: it is taken as typed, not as it is kept; one that is called off or postponed
    collides with nothing until it has another day. Only near days are read.
    """
    number = event_id or NEW
    first, last = entry.starts_on - NIGHT, max(entry.last_day, entry.starts_on) + NIGHT
    near = queries.between(db, first, last, by=by)
    as_kept = (pl.col("id") == number) & (pl.col("starts_on") == entry.starts_on)
    if not near.filter(as_kept & pl.col("state").is_in(rules.NOT_HELD)).is_empty():
        return pl.DataFrame(schema=clashes.FOUND)
    others = near.filter(pl.col("id") != number)
    found = _found(db, first, last, pl.concat([others, _typed(entry, number)]), by, entry.attendees, number)
    subject = subject_of(event_id)
    return found.filter((pl.col("first") == subject) | (pl.col("second") == subject))


def subject_of(event_id: int | None) -> str:
    """How rows of `of_entry` name the typed event."""
    return f"event:{event_id or NEW}"


def page_of(subject: str, day: dt.date | None = None) -> tuple[str, dict[str, str]]:
    """The page of one side of a clash and what goes into its address; an entry of the diary is shown on its day."""
    kind, _, number = subject.partition(":")
    if kind == "event":
        return "pages/events/event.py", {"id": number}
    return "pages/diary/diary.py", {"diar.day": day.isoformat()} if day else {}


def _typed(entry: Entry, number: int) -> pl.DataFrame:
    """The entry as a row of events."""
    public = entry.kind not in rules.NOT_PUBLIC if entry.public is None else entry.public
    days = {"starts_on": entry.starts_on, "ends_on": max(entry.last_day, entry.starts_on)}
    texts = {name: getattr(entry, name) for name in ("title", "kind", "venue", "audience")}
    times = {"starts_at": _time(entry.starts_at), "ends_at": _time(entry.ends_at)}
    row = {"id": number, **days, **texts, **times, "all_day": entry.all_day, "public": public, "state": "proposed"}
    return pl.DataFrame([{name: row.get(name) for name in EVENTS}], schema=EVENTS)


def _time(typed: str | None) -> str | None:
    """`HH:MM` of what is being typed; what cannot be read yet is no time, the form says why."""
    try:
        return dates.parse_time_span(typed or "")[0]
    except BadInput:
        return None


def _found(
    db: Database,
    first: dt.date,
    last: dt.date,
    events: pl.DataFrame,
    by: User,
    attendees: tuple[Attendee, ...] = (),
    number: int | None = None,
) -> pl.DataFrame:
    things = clashes.of_events(events)
    return clashes.found(
        things,
        _people(db, first, last, things, by, attendees, number),
        _special(db, first, last, by),
        travel_minutes=settings.value(db, "events.travel_minutes"),
        evening_from=settings.value(db, "events.evening_from"),
    )


def _people(
    db: Database, first: dt.date, last: dt.date, things: list[Thing], by: User, typed: tuple[Attendee, ...],
    number: int | None,
) -> Iterator[tuple[str, str, Thing]]:  # fmt: skip
    """Who is where: the leadership at events and by the diary, colleagues who cover events."""
    held = {thing.subject: thing for thing in things}
    leaders = _leaders(db, by)
    attendance = queries.attendance(db, first, last, by=by).filter(pl.col("event_id") != (number or -1))
    asked = [(number, one.holder_id, one.answer, one.deputy_id) for one in typed]
    asked += attendance.select("event_id", "holder_id", "answer", "deputy_id").rows()
    for event_id, holder_id, answer, deputy_id in asked:
        thing, who = held.get(f"event:{event_id}"), holder_id if answer in THERE else deputy_id
        if thing and who in leaders:
            yield *leaders[who], thing
    for login, name, event_id in coverage.assigned_between(db, first, last, by=by).iter_rows():
        if thing := held.get(f"event:{event_id}"):
            yield f"login:{login}", name, thing
    blocks = diary_blocks(db, first, last, by=by)
    for holder_id, thing in zip(blocks["holder_id"], clashes.of_blocks(blocks), strict=True):
        if holder_id in leaders:
            yield *leaders[holder_id], thing


def _leaders(db: Database, by: User) -> dict[int, Person]:
    """Holder's id → (key, name). Who held two offices, or one twice, is one person; so is a holder with an account."""
    rows = contacts.holders(db, by=by).select("id", "name", "login").iter_rows()
    return {number: (f"login:{login}" if login else f"name:{fold(name)}", name) for number, name, login in rows}


def _special(db: Database, first: dt.date, last: dt.date, by: User) -> Iterator[tuple[str, str, dt.date, dt.date]]:
    for year in range(first.year, last.year + 1):
        for day, name in dates.holidays(year).items():
            if first <= day <= last:
                yield "holiday", name, day, day
    for kind, begins, ends, name in (
        queries.special_days(db, first, last, by=by).select("kind", "first_on", "last_on", "name").iter_rows()
    ):
        if kind in clashes.SPECIAL:
            yield clashes.SPECIAL[kind], name, max(begins, first), min(ends, last)
