"""Events of ours and of the shared calendar in the same words, so that they can be compared and put into each other.

What the calendar cannot say (organiser, admission, who attends) stays ours; what we do not keep (alarms, guests of the
calendar) stays theirs.
"""

import datetime as dt
import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import icalendar
import polars as pl

from lib import clock, feeds, store
from lib.errors import BadInput
from lib.events import Event
from lib.events.entry import Entry
from lib.events.rules import KINDS, NOT_HELD
from lib.feeds import CalendarEvent
from lib.feeds.calendar import end_of, is_of_days
from lib.flows import public_events
from lib.i18n import t
from lib.sheets import cells
from lib.sheets.ics import table, trouble
from lib.sheets.ics.parts import CalendarFault
from lib.sheets.ics.row import COLUMNS
from lib.store import Database

BACK = dt.timedelta(days=30)
MANAGED = frozenset({
    "UID", "RECURRENCE-ID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART", "DTEND", "DURATION",
    "RRULE", "RDATE", "EXDATE", "LOCATION", "GEO", "DESCRIPTION", "CATEGORIES", "URL", "TRANSP",
})  # fmt: skip
"""What we write of an entry; the rest of it is theirs."""


@dataclass(frozen=True)
class Said:
    """What both say of one date. Times are `HH:MM`; an evening that ends after midnight ends on its first day."""

    title: str
    first: dt.date
    last: dt.date
    starts_at: str | None
    ends_at: str | None
    place: str
    about: str
    off: bool


@dataclass(frozen=True)
class Unit:
    """One event or series of ours. `mark` changes with every change of it; the first entry is the series itself."""

    subject: str
    mark: str
    entries: tuple[CalendarEvent, ...]

    def written(self, uid: str, theirs: str = "") -> bytes:
        """The resource, with what is theirs in the one that it replaces."""
        ours = feeds.resource(replace(entry, uid=uid) for entry in self.entries)
        return merged(ours, theirs) if theirs else ours


@dataclass(frozen=True)
class Theirs:
    """One resource: `rule` is the RRULE of a series, `master` what it says of itself, `dates` by the day meant."""

    uid: str
    rule: str
    master: Said
    dates: Mapping[dt.date, Said]


def units(db: Database) -> dict[str, Unit]:
    """Public events from thirty days back on: subject (`event:12`, `series:3`) → what the calendar is to have."""
    since = clock.today() - BACK
    singles = [event for event in public_events.since(db, since) if event.series_id is None]
    found = {f"event:{one.id}": Unit(f"event:{one.id}", str(one.sequence), (_entry(vars(one)),)) for one in singles}
    series = public_events.series_since(db, since)
    for master in series.masters.iter_rows(named=True):
        dates = series.overrides.filter(series_id=master["series_id"]).iter_rows(named=True)
        at = None if master["all_day"] else master["starts_at"]
        without = tuple(master["exdates"])
        entries = [replace(_entry({**master, "state": "confirmed"}), rule=master["rule"], without=without)]
        entries += [replace(_entry(row), instead_of=row["occurs_on"], instead_at=at) for row in dates]
        subject = f"series:{master['series_id']}"
        found[subject] = Unit(subject, _mark_of_series(db, master["series_id"]), tuple(entries))
    return found


def _mark_of_series(db: Database, series_id: int) -> str:
    rows = store.rows(db, "select id, sequence, state from event where series_id = ? order by id", (series_id,))
    own = store.scalar(db, "select sequence from event_series where id = ?", (series_id,))
    return hashlib.sha256(repr((own, [tuple(row.values()) for row in rows])).encode()).hexdigest()[:16]


def mark_of(db: Database, subject: str) -> str | None:
    """The mark of an event or series as it is now, None when it exists no more."""
    kind, number = subject.split(":")
    if kind == "event":
        found = store.scalar(db, "select sequence from event where id = ? and series_id is null", (number,))
        return None if found is None else str(found)
    known = store.scalar(db, "select count(*) from event_series where id = ?", (number,))
    return _mark_of_series(db, int(number)) if known else None


def is_over(db: Database, subject: str) -> bool:
    """Whether an event or series has been over for so long that the calendar is no longer told of it."""
    kind, number = subject.split(":")
    column = "id" if kind == "event" else "series_id"
    last = store.scalar(db, f"select max(ends_on) from event where {column} = ?", (number,))
    return last is not None and dt.date.fromisoformat(last) < clock.today() - BACK


def _entry(row: Mapping[str, Any]) -> CalendarEvent:
    return CalendarEvent(
        uid=row["uid"], sequence=row["sequence"], title=row["title"], first=row["starts_on"], last=row["ends_on"],
        starts_at=row["starts_at"], ends_at=row["ends_at"], place=row["venue"] or "", organiser="",
        category=t(KINDS[row["kind"]]), status="CANCELLED" if row["state"] in NOT_HELD else "CONFIRMED",
        changed=clock.parse(row["updated_at"]), all_day=bool(row["all_day"]), about=row["summary"],
    )  # fmt: skip


def own(event: Event) -> Said:
    """What the calendar is told of an event, whether it is public or not."""
    return said(_entry({**vars(event), "starts_on": event.day, "ends_on": event.last_day}))


def said(entry: CalendarEvent) -> Said:
    """What the calendar is told of an entry of ours."""
    whole = (entry.title, entry.place, entry.about.strip(), entry.status == "CANCELLED")
    title, place, about, off = whole
    if is_of_days(entry) or entry.starts_at is None:
        return Said(title, entry.first, entry.last, None, None, place, about, off)
    _, ends_at = end_of(entry.first, entry.starts_at, entry.ends_at)
    return Said(title, entry.first, entry.first, entry.starts_at, ends_at, place, about, off)


def read(data: str) -> Theirs | None:
    """A resource of theirs, None when it holds no event that could be ours (a task, something private).

    BadInput says what is wrong with one that cannot be used.
    """
    try:
        return _read(data)
    except (ValueError, OverflowError):  # 31 April, the year 1 in another zone
        raise BadInput("An entry of the shared calendar is damaged and cannot be read.") from None


def _read(data: str) -> Theirs | None:
    sheet = _sheet(data)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in sheet.drop("row").rows()[1:]]
    for word, value in (one for row in rows for one in trouble.told(row["Potíže"] or "")):
        if word == trouble.PRIVATE:
            return None
        if trouble.TROUBLES[word][1]:
            raise BadInput(trouble.TROUBLES[word][0], value=value)
    masters = [event for event in icalendar.Calendar.from_ical(data).walk("VEVENT") if "RECURRENCE-ID" not in event]
    told = [(row, _row(row)) for row in rows if row["Datum"]]
    if not masters or not told:
        return None
    rule = masters[0].get("RRULE")
    text = str(rule.to_ical().decode()) if rule and not isinstance(rule, list) else ""
    dates = {dt.date.fromisoformat((row["Opakování"] or str(one.first))[:10]): one for row, one in told}
    return Theirs(str(masters[0]["UID"]), text, _row_of(masters[0]), dates)


def _sheet(data: str) -> pl.DataFrame:
    """The dates of a resource. A clock of the main thread stops slow rules; a page asks the guarded process."""
    if threading.current_thread() is not threading.main_thread():
        return cells.read_workbook(data.encode(), t("The entry"))["ICS"]
    try:
        return table.read(data.encode(), clock.today())
    except CalendarFault:
        raise BadInput("An entry of the shared calendar is damaged and cannot be read.") from None


def _row_of(master: icalendar.Component) -> Said:
    """What a series says of itself: its own entry read as if it were a single one."""
    alone = master.copy()
    for name in ("RRULE", "EXDATE", "RDATE"):
        alone.pop(name, None)
    calendar = icalendar.Calendar()
    calendar.add_component(alone)
    sheet = table.read(calendar.to_ical(), clock.today()).drop("row")
    return _row(dict(zip(COLUMNS, sheet.row(1), strict=True)))


def _row(row: Mapping[str, str | None]) -> Said:
    first = dt.date.fromisoformat(str(row["Datum"]))
    last = dt.date.fromisoformat(row["Datum do"]) if row["Datum do"] else first
    ends_at = (row["Čas do"] or "").removeprefix("do ") or None
    title = row["Název"] or t("Without a title")
    about = (row["Popis"] or "").strip()
    return Said(title, first, last, row["Čas od"], ends_at, row["Místo"] or "", about, row["Stav"] == "CANCELLED")


def applied(entry: Entry, ours: Said | None, theirs: Said) -> Entry:
    """The entry with what they say otherwise than we told them; everything when they were told nothing."""
    changed: dict[str, Any] = {}
    for field, name in (("title", "title"), ("venue", "place"), ("summary", "about")):
        if ours is None or getattr(ours, name) != getattr(theirs, name):
            changed[field] = getattr(theirs, name)
    if ours is None or when(ours) != when(theirs):
        night = theirs.starts_at and theirs.ends_at and theirs.ends_at <= theirs.starts_at
        last = theirs.last + dt.timedelta(days=1) if night and theirs.last == theirs.first else theirs.last
        changed |= {"starts_on": theirs.first, "ends_on": last, "starts_at": theirs.starts_at}
        changed |= {"ends_at": theirs.ends_at, "all_day": theirs.starts_at is None}
    return replace(entry, **changed)


def when(one: Said) -> tuple[object, ...]:
    """Its days and hours."""
    return one.first, one.last, one.starts_at, one.ends_at


def merged(ours: bytes, theirs: str) -> bytes:
    """Our entries with everything of theirs that we do not write: alarms, guests, their own properties."""
    mine, other = icalendar.Calendar.from_ical(ours), icalendar.Calendar.from_ical(theirs)
    known = {_which(event): event for event in other.walk("VEVENT")}
    for event in mine.walk("VEVENT"):
        before = known.get(_which(event))
        if before is not None:
            event.update({name: value for name, value in before.items() if name not in MANAGED})
            event.subcomponents += before.subcomponents
    written: bytes = mine.to_ical()
    return written


def _which(event: icalendar.Component) -> str:
    meant = event.get("RECURRENCE-ID")
    return meant.to_ical().decode() if meant is not None else ""
