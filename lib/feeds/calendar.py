"""Events as iCalendar (RFC 5545, RFC 7986): what phones and offices subscribe to.

A calendar that was taken once is asked for again by its reader, so a UID never changes, every change raises SEQUENCE,
and a cancelled event stays in with its state.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDatetime, vInt, vText

from lib.clock import PRAGUE

PRODUCT = "-//Kancelar//Akce//CS"
ASK_AGAIN = "PT1H"


@dataclass(frozen=True)
class CalendarEvent:
    """One event. Times are `HH:MM` of the clock in Prague; without a start, or over several days, it is all-day."""

    uid: str
    sequence: int
    title: str
    first: dt.date
    last: dt.date
    starts_at: str | None
    ends_at: str | None
    place: str
    organiser: str
    category: str
    status: str
    """CONFIRMED, TENTATIVE or CANCELLED."""
    changed: dt.datetime


def calendar(name: str, own_url: str, events: Iterable[CalendarEvent]) -> bytes:
    """The calendar of the events in the order given; lines are folded at 75 octets."""
    opening, _, closing = _head(name, own_url).rpartition(b"END:VCALENDAR")
    return b"".join([opening, *map(_event, events), b"END:VCALENDAR", closing])


def _head(name: str, own_url: str) -> bytes:
    head = Calendar()
    plain = {"version": "2.0", "prodid": PRODUCT, "calscale": "GREGORIAN", "method": "PUBLISH", "x-wr-calname": name,
             "name": name, "x-wr-timezone": "Europe/Prague", "x-published-ttl": ASK_AGAIN}  # fmt: skip
    for field, value in plain.items():
        head[field] = vText(value)
    head.add("source", own_url, parameters={"VALUE": "URI"})
    head.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    head.add_component(_prague())
    written: bytes = head.to_ical()
    return written


@cache
def _prague() -> Timezone:
    """The rules of Europe/Prague as they have been since 1996; the library would list every change one by one."""
    zone = Timezone()
    zone.add("tzid", "Europe/Prague")
    seasons = ((TimezoneDaylight, "CEST", 3, 2, (1, 2)), (TimezoneStandard, "CET", 10, 3, (2, 1)))
    for season, name, month, hour, (before, after) in seasons:
        part: Component = season()
        part.add("dtstart", dt.datetime(1996, month, 31 if month == 3 else 27, hour))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", dt.timedelta(hours=before))
        part.add("tzoffsetto", dt.timedelta(hours=after))
        zone.add_component(part)
    return zone


@lru_cache(maxsize=20_000)
def _event(event: CalendarEvent) -> bytes:
    """One VEVENT. Kept: of a whole calendar only what has changed is written anew."""
    entry = Event()
    changed = vDatetime(event.changed.astimezone(dt.UTC))
    entry["uid"], entry["sequence"], entry["status"] = vText(event.uid), vInt(event.sequence), vText(event.status)
    entry["dtstamp"], entry["last-modified"] = changed, changed
    entry["summary"] = vText(event.title)
    if event.place:
        entry["location"] = vText(event.place)
    if event.organiser:
        entry["description"] = vText(event.organiser)
    if event.category:
        entry.add("categories", [event.category])
    begins, ends = _span(event)
    entry.add("dtstart", begins)
    entry.add("dtend", ends)
    if not isinstance(begins, dt.datetime):
        entry["transp"] = vText("TRANSPARENT")
    written: bytes = entry.to_ical()
    return written


def _span(event: CalendarEvent) -> tuple[dt.date, dt.date]:
    """Start and exclusive end: dates of an all-day event, else moments in Prague.

    An end that is not after the start is of the next day; without an end the event is written as two hours long.
    """
    if event.starts_at is None or event.last > event.first:
        return event.first, event.last + dt.timedelta(days=1)
    begins = dt.datetime.combine(event.first, dt.time.fromisoformat(event.starts_at))
    if event.ends_at is None:
        ends = begins + dt.timedelta(hours=2)
    else:
        ends = dt.datetime.combine(event.first, dt.time.fromisoformat(event.ends_at))
        ends += dt.timedelta(days=0 if ends > begins else 1)
    return begins.replace(tzinfo=PRAGUE), ends.replace(tzinfo=PRAGUE)
