"""The day of a typed line: `so 12. 12.`, `1.–3. 5. 2027`, `30. 4. – 2. 5.`, `12. prosince`, `zítra`, `příští pá`.

Without a year it is the next such date from today. A weekday beside the date must be right.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lib.czech import dates, reading
from lib.errors import BadInput
from lib.events.quick.words import SEPARATORS, Found, Line

_DASH = "[-\u2010-\u2015\u2212]"
_WEEKDAY = "|".join(sorted(reading.WEEKDAYS, key=len, reverse=True))
_MONTH = "|".join(form for form in reading.MONTHS if len(form) > 3)
_DATE = rf"([0-9]{{1,2}})\. ?(?:([0-9]{{1,2}})\.|({_MONTH}))(?: ?((?:19|20|21)[0-9]{{2}})|(?<=\.)([0-9]{{2}}))?"
_TO = rf" ?(?:{_DASH}|az|do) ?(?:do )?(?:({_WEEKDAY})\.? )?"
SPAN = rf"(?:od )?{_DATE}{_TO}{_DATE}"
DAYS_OF_MONTH = rf"(?:od )?([0-9]{{1,2}})\.?{_TO}{_DATE}"
TWO_DAYS = rf"([0-9]{{1,2}})\. a(?: ({_WEEKDAY})\.?)? {_DATE}"
UNTIL = rf"(?:{_DASH}|az|do) ?(?:do )?(?:({_WEEKDAY})\.? )?{_DATE}"
SINGLE = rf"(?:dne )?{_DATE}"
ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
BARE = r"([0-9]{1,2})\.([0-9]{1,2})"
"""`12.12` without the last dot: a date only where nothing better stands in the line."""
IN_DAYS = r"za (?:(den|tyden)|([0-9]{1,3}|dva|tri|ctyri|pet|sest) (dny|dni|tydny|tydnu))"
WEEKDAY_OF = rf"(?:ve? )?(pristi|dalsi|tento|tuto|toto) (?:tyden )?(?:ve? )?({_WEEKDAY})\.?"
ON_WEEKDAY = rf"ve? ({_WEEKDAY})\.?"
_SOON = {"dnes": 0, "dneska": 0, "zitra": 1, "zejtra": 1, "pozitri": 2}
_NUMBERS = {"dva": 2, "tri": 3, "ctyri": 4, "pet": 5, "sest": 6}
_FEASTS = re.compile(
    "(velk|bil|kvetn|zelen|skared|cern|modr|zlat|stribrn|bronzov|zelezn|popelec|masopust|adventn|velikonocn)"
)
"""Words that make a weekday the name of a feast: Velký pátek, Zlatá neděle."""
_LONGEST = dt.timedelta(days=180)


class Days(NamedTuple):
    """First and last day, and the words that say so: `start` … `after - 1`."""

    first: dt.date
    last: dt.date
    start: int
    after: int


class _Read(NamedTuple):
    day: int
    month: int
    year: int | None


def take(line: Line, today: dt.date) -> tuple[Days, str] | None:
    """Take the days of a line out of it, with the words as typed; None when it names none. BadInput for a day that
    does not exist or whose weekday is another."""
    ways: tuple[Callable[[Line, dt.date], Days | None], ...] = (_span, _single, _relative, _bare)
    found = next(filter(None, (way(line, today) for way in ways)), None)
    return None if found is None else (found, line.take(found.start, found.after))


def take_until(line: Line, place: int, first: dt.date) -> tuple[Days, str] | None:
    """Take the last day out that stands at a place, behind the hours of the first: `24. 12. 22:00 – 25. 12. 1:00`."""
    for found in line.find(UNTIL):
        weekday, *groups = found.match.groups()
        if found.first == place:
            read = _read(*groups)
            days = _dated(found, _Read(first.day, first.month, first.year), read, first)
            _check(weekday, days.last)
            return days, line.take(found.first, found.after)
    return None


def _span(line: Line, today: dt.date) -> Days | None:
    for found, first, last, weekday in _spans(line):
        days = _dated(found, first, last, today)
        _check(weekday, days.last)
        return _with_weekdays(line, days)
    return None


def _spans(line: Line) -> Iterator[tuple[Found, _Read, _Read, str | None]]:
    for found in line.find(SPAN):
        groups = found.match.groups()
        yield found, _read(*groups[:5]), _read(*groups[6:]), groups[5]
    for pattern in (DAYS_OF_MONTH, TWO_DAYS):
        for found in line.find(pattern):
            day, weekday, *rest = found.match.groups()
            last = _read(*rest)
            if pattern == DAYS_OF_MONTH or int(day) + 1 == last.day:
                yield found, last._replace(day=int(day)), last, weekday


def _single(line: Line, today: dt.date) -> Days | None:
    for found in line.find(ISO):
        day = _parsed(found.match.group())
        return _with_weekdays(line, Days(day, day, found.first, found.after))
    singles = [(_read(*found.match.groups()), found) for found in line.find(SINGLE)]
    plausible = [one for one in singles if 1 <= one[0].month <= 12 and 1 <= one[0].day <= 31]
    for read, found in (*plausible, *singles):
        return _with_weekdays(line, _dated(found, read, read, today))
    return None


def _bare(line: Line, today: dt.date) -> Days | None:
    for found in line.find(BARE):
        read = _Read(int(found.match.group(1)), int(found.match.group(2)), None)
        if 1 <= read.month <= 12 and 1 <= read.day <= 31:
            return _with_weekdays(line, _dated(found, read, read, today))
    return None


def _relative(line: Line, today: dt.date) -> Days | None:
    for found in line.find("|".join(_SOON)):
        day = today + dt.timedelta(_SOON[found.match.group()])
        return _with_weekdays(line, Days(day, day, found.first, found.after))
    for found in line.find(IN_DAYS):
        one, count, unit = found.match.groups()
        number = 1 if one else _NUMBERS.get(count) or int(count)
        day = today + dt.timedelta(number * (7 if (one or unit).startswith("tyd") else 1))
        return _with_weekdays(line, Days(day, day, found.first, found.after))
    for found in line.find(WEEKDAY_OF):
        which, weekday = found.match.groups()
        monday = today - dt.timedelta(today.weekday() - (7 if which in ("pristi", "dalsi") else 0))
        day = monday + dt.timedelta(reading.WEEKDAYS[weekday] - 1)
        day += dt.timedelta(7 if day < today else 0)
        return Days(day, day, found.first, found.after)
    return _on_weekday(line, today)


def _on_weekday(line: Line, today: dt.date) -> Days | None:
    """`v pátek`, and `pátek` or `pá 18:30` at the beginning: the next one after today."""
    said = [(found.first, found.after, found.match.group(1)) for found in line.find(ON_WEEKDAY)]
    start = line.form(0).strip(".")
    if start in reading.WEEKDAYS and (len(start) > 3 or line.form(1)[:1].isdecimal() or start in ("pa", "ut", "ct")):
        said.append((0, 1, start))
    for first, after, weekday in said:
        ahead = (reading.WEEKDAYS[weekday] - today.isoweekday()) % 7 or 7
        day = today + dt.timedelta(ahead)
        return Days(day, day, first, after)
    return None


def _dated(found: Found, first: _Read, last: _Read, today: dt.date) -> Days:
    """Without a year the nearest one in which the last day is not over; a span may go over New Year."""
    over = (last.month, last.day) < (first.month, first.day)
    if first.year or last.year:
        begins = first.year or (last.year or 0) - over
        ends = last.year or begins + over
    else:
        ends = today.year + ((last.month, last.day) < (today.month, today.day))
        begins = ends - over
    one, other = (_parsed(f"{read.day}. {read.month}. {year}") for read, year in ((first, begins), (last, ends)))
    if other < one or (over and other - one > _LONGEST):
        raise BadInput(
            "The last day {last} is before the first day {first}.",
            last=f"{last.day}.\u00a0{last.month}. {last.year or one.year}",
            first=dates.date(one),
            field="line",
        )
    return Days(one, other, found.first, found.after)


def _parsed(text: str) -> dt.date:
    try:
        return dates.parse_date(text)
    except BadInput as error:
        error.field = "line"
        raise


def _read(day: str, month: str | None, word: str | None, year: str | None, short: str | None) -> _Read:
    full = int(year) if year else 2000 + int(short) if short else None
    return _Read(int(day), int(month) if month else reading.MONTHS[word or ""], full)


def _with_weekdays(line: Line, days: Days) -> Days:
    """The days with the weekday that stands before them (or after them), which must be right."""
    place = days.start - (2 if days.start == 2 and line.form(1) in SEPARATORS else 1)
    said = [part for part in re.split(_DASH, line.form(place)) if part]
    weekdays = [part.strip(".,") for part in said]
    if weekdays and set(weekdays) <= set(reading.WEEKDAYS) and not _FEASTS.match(line.form(place - 1)):
        _check(weekdays[0], days.first)
        _check(weekdays[-1], days.last if len(weekdays) > 1 else days.first)
        return days._replace(start=place - (line.form(place - 1) in ("v", "ve", "dne")))
    form, then = line.form(days.after).strip(".()"), line.form(days.after + 1)
    if form in reading.WEEKDAYS and (len(form) > 3 or not then or then in SEPARATORS or then[:1].isdecimal()):
        _check(form, days.first)
        return days._replace(after=days.after + 1)
    return days


def _check(weekday: str | None, day: dt.date) -> None:
    if weekday and reading.WEEKDAYS[weekday] != day.isoweekday():
        meant = day + dt.timedelta(reading.WEEKDAYS[weekday] - day.isoweekday())
        error = reading.weekday_contradiction(day, dates.weekday(meant))
        error.field = "line"
        raise error
