"""A calendar as the table that a spreadsheet of events would be: one row an occurrence, cells of text, Prague time."""

import datetime as dt
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from icalendar import Event, Timezone
from icalendar.prop import vBroken
from icalendar.timezone import tzp
from x_wr_timezone import UTCChangingWalker

from lib.sheets.ics import occurrences, trouble
from lib.sheets.ics.occurrences import Refusal
from lib.sheets.ics.parts import taken_apart
from lib.sheets.ics.row import COLUMNS, all_of, cells, original, plain
from lib.sheets.ics.trouble import said

if TYPE_CHECKING:
    import polars as pl

MOST_REPEATED = 5_000
"""Dates of all repeated events of one file. A house's programme of three years has hundreds."""
HIDDEN = ("PRIVATE", "CONFIDENTIAL")
Row = tuple[int, list[str | None]]


@dataclass(eq=False)
class _One:
    """One VEVENT: the line where it begins and what is wrong with it."""

    event: Event
    line: int
    troubles: list[str] = field(default_factory=list)


@dataclass
class _SoFar:
    """What the repeated events of one file have given and cost."""

    today: dt.date
    dates: int = 0
    seconds: float = 0.0


def read(data: bytes, today: dt.date) -> "pl.DataFrame":
    """The occurrences as a sheet: `c0, c1, …`, `row` = the line of the file; the first row holds the headings.

    Repeated events give their dates from a year before `today` to two years after it, single ones whenever they are.
    CalendarFault when the whole file cannot be used.
    """
    import polars as pl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's remarks on old zone names; nobody would read them
        rows = sorted(_rows(data, today), key=lambda row: row[0])
    lines = [(0, list(COLUMNS)), *rows]
    schema = {f"c{place}": pl.String for place in range(len(COLUMNS))}
    texts = [texts for _, texts in lines]
    return pl.DataFrame(texts, schema=schema, orient="row").with_columns(
        row=pl.Series([n for n, _ in lines], dtype=pl.Int64)
    )


def _rows(data: bytes, today: dt.date) -> Iterator[Row]:
    parts = taken_apart(data)
    tzp.use_zoneinfo()  # forget the zones of another file
    for zone in parts.zones:
        _learn(zone)
    walker = _of_the_calendar(parts.head.get("X-WR-TIMEZONE", ""))
    groups: dict[str, list[_One]] = {}
    for line, text in parts.events:
        one = _understood(line, text, parts.head.get("X-WR-TIMEZONE", ""), walker)
        groups.setdefault(plain(one.event.get("UID")) or f"\0{line}", []).append(one)
    so_far = _SoFar(today)
    for group in groups.values():
        try:
            rows = list(_of_group(group, so_far))
        except Exception:  # a year 9999 in another zone, a duration of a thousand years
            rows = [_senseless(one) for one in group]
        yield from rows


def _learn(zone: str) -> None:
    """A zone that the file defines itself. One that cannot be read is unknown where it is used, and told there."""
    try:
        with occurrences.timed("VTIMEZONE"):
            tzp.cache_timezone_component(Timezone.from_ical(zone))
    except Exception:
        return


def _of_the_calendar(zone: str) -> Any:
    """Who puts times without a zone into the calendar's own (X-WR-TIMEZONE); None where there is none of that name."""
    try:
        return UTCChangingWalker(ZoneInfo(zone)) if zone else None
    except (ValueError, OSError, KeyError):
        return None


def _understood(line: int, text: str, zone: str, walker: Any) -> _One:
    event = Event.from_ical(text)
    assert isinstance(event, Event)
    one = _One(event, line)
    one.troubles += [said(trouble.LOST, lost) for lost in _lost(event)]
    unknown = {_zone(value) for value in event.values() if _zone(value)}
    one.troubles += [said(trouble.UNKNOWN_ZONE, name) for name in sorted(unknown)]
    if zone and walker is None:
        one.troubles.append(said(trouble.UNKNOWN_ZONE, zone))
    if not event.get("UID"):
        one.troubles.append(said(trouble.NO_UID))
    if plain(event.get("CLASS")).upper() in HIDDEN:
        one.troubles.append(said(trouble.PRIVATE))
    one.event = walker.walk_event(event) if walker else event
    return one


def _zone(value: Any) -> str:
    """The zone that a moment names and nobody knows, else ""."""
    moment, params = getattr(value, "dt", None), getattr(value, "params", {})
    lost = isinstance(moment, dt.datetime) and moment.tzinfo is None and "TZID" in params
    return str(params["TZID"]) if lost else ""


def _lost(event: Event) -> list[str]:
    """Take the properties that could not be read out of the event; `NAME:value` of each."""
    broken = [name for name, value in event.items() if any(isinstance(one, vBroken) for one in all_of(value))]
    return [f"{name}:{event.pop(name)}" for name in broken]


def _senseless(one: _One) -> Row:
    """What can be said of an event whose times cannot be worked out."""
    named = {"UID": plain(one.event.get("UID")), "Název": plain(one.event.get("SUMMARY"))}
    named["Datum"] = original(one.event, "DTSTART", zoned=False)[:10]
    named["Potíže"] = trouble.SEPARATOR.join([*one.troubles, said(trouble.SENSELESS)])
    return one.line, [named.get(heading) or None for heading in COLUMNS]


def _of_group(group: list[_One], so_far: _SoFar) -> Iterator[Row]:
    """The rows of the events of one UID: the newest version of the event, its dates when it repeats."""
    versions = [one for one in group if "RECURRENCE-ID" not in one.event]
    newest = max(versions, key=_sequence, default=None)
    for one in versions:
        if one is not newest:
            one.troubles.append(said(trouble.OLDER))
            yield one.line, cells(one.event, one.troubles)
    current = [one for one in group if one is newest or one not in versions]
    if occurrences.repeats(one.event for one in current):
        yield from _repeated(current, so_far)
    else:
        yield from ((one.line, cells(one.event, one.troubles)) for one in current)


def _sequence(one: _One) -> int:
    text = plain(one.event.get("SEQUENCE"))
    return int(text) if text.isdecimal() else 0


def _repeated(group: list[_One], so_far: _SoFar) -> Iterator[Row]:
    by_line = {str(one.line): one for one in group}
    for one in group:
        one.event["X-LINE"] = str(one.line)
    try:
        found = _dates(group, so_far)
        if so_far.dates > MOST_REPEATED:
            raise Refusal(trouble.FULL, MOST_REPEATED)
    except Refusal as refusal:
        group[0].troubles.append(said(refusal.word, refusal.value))
        yield group[0].line, cells(group[0].event, group[0].troubles)
    except Exception:  # whatever the library cannot work out
        group[0].troubles.append(said(trouble.NO_RULE, occurrences.rule(group[0].event)))
        yield from ((one.line, cells(one.event, one.troubles, original(one.event))) for one in group)
    else:
        yield from _named(found, by_line, group)


def _dates(group: list[_One], so_far: _SoFar) -> list[Event]:
    began = time.process_time()
    try:
        found = occurrences.of([one.event for one in group], so_far.today, so_far.seconds)
    finally:
        so_far.seconds += time.process_time() - began
    so_far.dates += len(found)
    return found


def _named(found: list[Event], by_line: dict[str, _One], group: list[_One]) -> Iterator[Row]:
    """Each date with what tells it from the others of its series: the day that the rule had meant, with the time only
    where there are several a day, nothing for the first one. So neither another hour of the whole series nor a
    series made of a single event looks like other events."""
    first = next((original(one.event, "DTSTART") for one in group if "RECURRENCE-ID" not in one.event), "")
    meant = [original(event) for event in found]
    days = [name[:10] for name in meant]
    names = days if len(set(days)) == len(days) else meant
    for event, name, moment in zip(found, names, meant, strict=True):
        one = by_line[str(event["X-LINE"])]
        yield one.line, cells(event, one.troubles, "" if moment == first else name)
