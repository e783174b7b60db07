"""Events as iCalendar (RFC 5545, RFC 7986): what phones and offices subscribe to.

A calendar that was taken once is asked for again by its reader, so a UID never changes, every change raises SEQUENCE,
and a cancelled event stays in with its state. The lines are written here and not by a library: those two thousand are
asked for again every hour by every phone, and nothing else of a library would be used.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

PRODUCT = "-//Kancelar//Akce//CS"
ASK_AGAIN = "PT1H"
OCTETS = 75
"""The longest line (RFC 5545, 3.1)."""
_NOT_IN_A_LINE = re.compile("[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_PRAGUE = """\
BEGIN:VTIMEZONE
TZID:Europe/Prague
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE""".splitlines()
"""The rules of Europe/Prague as they have been since 1996."""


@dataclass(frozen=True)
class CalendarEvent:
    """One event, or a series of them, or one changed date of a series. Times are `HH:MM` of the clock in Prague.

    It is of the whole day when it says so, has no start, or goes on for several days. A series has a `rule` (the text
    of an RRULE) and `without` (days of the rule that are not held); a changed date has the UID of its series and
    `instead_of`, the day that the rule had meant, `instead_at` its time.
    """

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
    all_day: bool = False
    about: str = ""
    url: str = ""
    geo: tuple[float, float] | None = None
    """Latitude and longitude."""
    rule: str = ""
    without: tuple[dt.date, ...] = ()
    instead_of: dt.date | None = None
    instead_at: str | None = None


def calendar(name: str, own_url: str, events: Iterable[CalendarEvent]) -> bytes:
    """The calendar of the events in the order given; lines are folded at 75 octets."""
    head = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}", f"NAME:{_text(name)}", "X-WR-TIMEZONE:Europe/Prague",
        f"SOURCE;VALUE=URI:{_plain(own_url)}", f"REFRESH-INTERVAL;VALUE=DURATION:{ASK_AGAIN}",
        f"X-PUBLISHED-TTL:{ASK_AGAIN}",
    ]  # fmt: skip
    return _written([*head, *_PRAGUE], events)


def resource(events: Iterable[CalendarEvent]) -> bytes:
    """The entries of one UID as a CalDAV server keeps them: a calendar without a name and a METHOD (RFC 4791, 4.1)."""
    return _written(["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", *_PRAGUE], events)


def _written(head: list[str], events: Iterable[CalendarEvent]) -> bytes:
    lines = [*head, *(line for event in events for line in _event(event)), "END:VCALENDAR", ""]
    return "\r\n".join([line if len(line) <= OCTETS and line.isascii() else _folded(line) for line in lines]).encode()


def _event(event: CalendarEvent) -> Iterator[str]:
    stamp = f"{event.changed.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    days = is_of_days(event)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{event.status}"
    yield f"SUMMARY:{_text(event.title)}"
    yield from _when(event, days)
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.geo:
        yield f"GEO:{event.geo[0]:.6f};{event.geo[1]:.6f}"
    if said := "\n".join(filter(None, (event.about, event.organiser))):
        yield f"DESCRIPTION:{_text(said)}"
    if event.category:
        yield f"CATEGORIES:{_text(event.category)}"
    if event.url:
        yield f"URL:{_plain(event.url)}"
    if days:
        yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def is_of_days(event: CalendarEvent) -> bool:
    """Whether it takes whole days. One that ends the morning after is an evening; longer ones have
    their hours every day."""
    over = (event.last - event.first).days
    night = over == 1 and event.starts_at is not None and event.ends_at is not None and event.ends_at <= event.starts_at
    return event.all_day or event.starts_at is None or (over > 0 and not night)


def _when(event: CalendarEvent, days: bool) -> Iterator[str]:
    if event.instead_of is not None:
        yield _moment("RECURRENCE-ID", event.instead_of, event.instead_at)
    if days or event.starts_at is None:
        yield _moment("DTSTART", event.first)
        yield _moment("DTEND", event.last + dt.timedelta(days=1))
    else:
        yield _moment("DTSTART", event.first, event.starts_at)
        yield _moment("DTEND", *end_of(event.first, event.starts_at, event.ends_at))
    if event.rule:
        yield f"RRULE:{_plain(event.rule)}"
    for day in event.without:
        yield _moment("EXDATE", day, None if days else event.starts_at)


def end_of(first: dt.date, starts_at: str, ends_at: str | None) -> tuple[dt.date, str]:
    """The end by the clock. One that is not after the start is of the next day; unknown, it is two hours later."""
    if ends_at is None:
        later = dt.datetime.combine(first, dt.time.fromisoformat(starts_at)) + dt.timedelta(hours=2)
        return later.date(), f"{later:%H:%M}"
    next_day = ends_at <= starts_at or ends_at == "24:00"
    return first + dt.timedelta(days=next_day), "00:00" if ends_at == "24:00" else ends_at


def _moment(name: str, day: dt.date, at: str | None = None) -> str:
    date = day.isoformat().replace("-", "")
    return f"{name};TZID=Europe/Prague:{date}T{at[:2]}{at[3:]}00" if at else f"{name};VALUE=DATE:{date}"


def _text(typed: str) -> str:
    """A text as a value; whatever was typed, it stays in its line."""
    return _NOT_IN_A_LINE.sub("", typed).translate(_ESCAPED)


def _plain(value: str) -> str:
    """An address or a rule, which have no escapes: only what would end the line is taken away."""
    return _NOT_IN_A_LINE.sub("", value).replace("\n", "")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never cut inside a letter."""
    rest, pieces, room = line.encode(), list[bytes](), OCTETS
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(rest[:cut])
        rest, room = rest[cut:], OCTETS - 1  # the space that continues a line counts too
    return "\r\n ".join(piece.decode() for piece in (*pieces, rest))
