"""One date of an event as cells of text: days, times of the clock in Prague, the end as people count it."""

import datetime as dt
import re
from typing import Any

from icalendar import Event

from lib.clock import PRAGUE
from lib.sheets.ics import trouble
from lib.sheets.ics.trouble import said

COLUMNS = (
    "UID", "Opakování", "Název", "Datum", "Datum do", "Čas od", "Čas do", "Místo", "Pořadatel", "Popis", "Kategorie",
    "Stav", "Odkaz", "Potíže",
)  # fmt: skip
"""The headings, as a Czech office writes them in its spreadsheets."""


def cells(event: Event, known: list[str], occurrence: str = "") -> list[str | None]:
    """The cells of `COLUMNS`; to the troubles known of the event those of this date are added."""
    starts, ends = _first(event.get("DTSTART")), _end(event)
    troubles = list(known)
    day, hour = _wall(starts, troubles)
    day = day or _impossible(troubles)
    last, until = _last(starts, ends, troubles)
    said_here = [
        plain(event.get("UID")) or f"{plain(event.get('SUMMARY'))} {day or ''} {hour or ''}".strip(),
        occurrence,
        plain(event.get("SUMMARY")),
        day,
        last,
        hour,
        until and f"do {until}",
        plain(event.get("LOCATION")),
        _name(event.get("ORGANIZER")),
        plain(event.get("DESCRIPTION")),
        ", ".join(str(name) for part in all_of(event.get("CATEGORIES", [])) for name in part.cats),
        plain(event.get("STATUS")).upper(),
        plain(event.get("URL")),
        trouble.SEPARATOR.join(dict.fromkeys(troubles)),
    ]
    return [cell or None for cell in said_here]


def _impossible(troubles: list[str]) -> str | None:
    """`20260431` of a start that could not be read as `2026-04-31`: whoever reads cells says what is wrong with it."""
    said_start = next((re.search(r"DTSTART:(\d{4})(\d{2})(\d{2})", one) for one in troubles if "DTSTART:" in one), None)
    return "-".join(said_start.groups()) if said_start else None


def plain(value: Any) -> str:
    """The text of a property, the first one when there are several, "" for none."""
    return str(all_of(value)[0]).strip() if value is not None and all_of(value) else ""


def all_of(value: Any) -> list[Any]:
    """A property that stands in the event several times is a list."""
    return value if isinstance(value, list) else [value]


def _first(value: Any) -> dt.date | None:
    """The day or moment of a property, None when there is none (or several say different things: the first)."""
    moment = getattr(all_of(value)[0], "dt", None) if value is not None else None
    return moment if isinstance(moment, dt.date) else None


def _end(event: Event) -> dt.date | None:
    """DTEND, or DTSTART and DURATION; of a day's event only whole days of the duration count."""
    starts, ends = _first(event.get("DTSTART")), _first(event.get("DTEND"))
    lasts = getattr(event.get("DURATION"), "dt", None)
    if ends is not None or starts is None or not isinstance(lasts, dt.timedelta):
        return ends
    return starts + lasts


def _wall(moment: dt.date | None, troubles: list[str]) -> tuple[str | None, str | None]:
    """The date and the time of the clock in Prague; a time without a zone is of that clock already."""
    if not isinstance(moment, dt.datetime):
        return (moment.isoformat() if moment else None), None
    here = _prague(moment)
    hour = f"{here:%H:%M}"
    if here.astimezone(dt.UTC).astimezone(PRAGUE).replace(tzinfo=None) != here.replace(tzinfo=None):
        troubles.append(said(trouble.NO_HOUR, hour))
    elif here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset():
        troubles.append(said(trouble.TWO_HOURS, hour))
    return here.date().isoformat(), hour


def _prague(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(PRAGUE) if moment.tzinfo else moment.replace(tzinfo=PRAGUE)


def _last(starts: dt.date | None, ends: dt.date | None, troubles: list[str]) -> tuple[str | None, str | None]:
    """The last day and the end. DTEND is the first moment that is no more part of the event, so a day's event that
    ends on the 10th lasts until the 9th; one that ends in the morning after belongs to the evening before."""
    if starts is None or ends is None or ends == starts:
        return None, None
    if not isinstance(starts, dt.datetime) or not isinstance(ends, dt.datetime):
        first, last = (_prague(one).date() if isinstance(one, dt.datetime) else one for one in (starts, ends))
        if last < first:
            troubles.append(said(trouble.ENDS_FIRST, last))
        return (last - dt.timedelta(days=1)).isoformat() if last > first else None, None
    here, there = _prague(starts), _prague(ends)
    if there < here:
        troubles.append(said(trouble.ENDS_FIRST, f"{there:%d. %m. %Y %H:%M}"))
        return None, None
    night = there - here < dt.timedelta(days=1) and there.time() <= here.time()
    return (here if night else there).date().isoformat(), f"{there:%H:%M}"


def original(event: Event, name: str = "RECURRENCE-ID", *, zoned: bool = True) -> str:
    """Which date of a series this is: the one that the rule had meant, wherever it was moved."""
    moment = _first(event.get(name))
    if not isinstance(moment, dt.datetime):
        return str(moment or "")
    return f"{_prague(moment) if zoned else moment:%Y-%m-%d %H:%M}"


def _name(organiser: Any) -> str:
    """The name of the organiser; a bare e-mail address names nobody."""
    params = getattr(all_of(organiser)[0], "params", {}) if organiser is not None else {}
    return str(params.get("CN", "")).strip()
