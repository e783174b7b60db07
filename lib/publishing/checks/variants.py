"""Do the texts of one post agree with one another: the day, the time, the place, the price. The web says 17:00 and the
message 18:00 – each passes alone, together they send people twice.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lib.czech import dates
from lib.czech.sorting import fold
from lib.i18n import N, t
from lib.publishing.checks import said
from lib.publishing.checks.check import Check
from lib.publishing.checks.context import Context
from lib.publishing.checks.days import WEEKDAYS
from lib.publishing.checks.happening import agree

_ADVICE = N("Correct the one that is wrong.")
_LEAP_YEAR = dt.date(2024, 7, 1)


@dataclass(frozen=True)
class Facts:
    """What one text of a post says."""

    days: frozenset[tuple[int, int]]
    weekday: int | None
    times: frozenset[str]
    ranges: Mapping[str, str]
    places: frozenset[str]
    admission: said.Admission | None


def facts(text: str, venues: Sequence[str], near: dt.date | None) -> Facts:
    """Days as (month, day), times as `HH:MM`, ends of ranges by their beginnings, the known venues that it spells out,
    the admission."""
    found = said.days(said.without_deadlines(text), near or _LEAP_YEAR)
    names = frozenset(venue for venue in venues if said.spells_out(text, venue))
    inner = {one for one in names if any(one != other and fold(one) in fold(other) for other in names)}
    return Facts(
        frozenset((one.date.month, one.date.day) for one in found),
        said.first_weekday(text),
        frozenset(said.times(text)),
        dict(said.time_ranges(text)),
        names - inner,
        said.admission(text),
    )


def variants(texts: Mapping[str, str], context: Context, names: Mapping[str, str]) -> dict[str, list[Check]]:
    """Part or channel → where it contradicts an earlier one; each kind is told once a text."""
    read = {part: facts(text, context.venues, context.near) for part, text in texts.items() if text.strip()}
    found: dict[str, list[Check]] = {part: [] for part in texts}
    parts = list(read)
    for place, part in enumerate(parts):
        told: set[str] = set()
        for other in parts[:place]:
            for check in _between(read[part], read[other], names[other], (texts[part], texts[other])):
                if check.code not in told:
                    told.add(check.code)
                    found[part].append(check)
    return found


def _between(mine: Facts, other: Facts, name: str, texts: tuple[str, str]) -> Iterator[Check]:
    if mine.days and other.days and not mine.days & other.days:
        yield _differ("date_between", True, _day(mine.days), _day(other.days), name)
    elif not mine.days and mine.weekday and len(other.days) == 1:
        yield from _weekday(mine.weekday, next(iter(other.days)), name, texts[1])
    yield from _times(mine, other, name)
    if mine.places and other.places and not mine.places & other.places:
        here, there = min(mine.places), min(other.places)
        if not said.names_place(texts[0], there) and not said.names_place(texts[1], here):
            yield _differ("place_between", True, here, there, name)
    one, two = mine.admission, other.admission
    if one and two and (one.free != two.free or not agree(one.amounts, two.amounts)):
        yield _differ("price_between", True, one.written, two.written, name)


def _times(mine: Facts, other: Facts, name: str) -> Iterator[Check]:
    """No time in common blocks; the same beginning with another end is a warning."""
    if not mine.times or not other.times:
        return
    if not mine.times & other.times:
        yield _differ("time_between", True, dates.time(min(mine.times)), dates.time(min(other.times)), name)
        return
    for start, end in mine.ranges.items():
        if other.ranges.get(start, end) != end:
            here, there = dates.span(start, end), dates.span(start, other.ranges[start])
            yield _differ("time_between", False, here, there, name)


def _weekday(weekday: int, day: tuple[int, int], name: str, text: str) -> Iterator[Check]:
    """A weekday without a date against the weekday in the other text, when that one is named."""
    named = said.first_weekday(text)
    if named and named != weekday:
        yield _differ("date_between", False, WEEKDAYS[weekday - 1], WEEKDAYS[named - 1], name)


def _day(days: frozenset[tuple[int, int]]) -> str:
    month, day = min(days)
    return f"{day}.\u00a0{month}."


def _differ(code: str, blocking: bool, here: str, there: str, name: str) -> Check:
    values = {"here": here, "there": there, "other": t(name) if name else name}
    return Check(code, blocking, N("Here stands {here}, but “{other}” says {there}."), values, advice=_ADVICE)
