"""The hours of a typed line: `17:00`, `17.30`, `9–11`, `od 17 do 19 h`, `v 6 odpoledne`, `celý den`.

A bare number is an hour only where nothing else can be meant: right after the day, or beside a unit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lib.errors import BadInput
from lib.events.quick.words import SEPARATORS, Found, Line

_DASH = "[-\u2010-\u2015\u2212]"
_UNIT = "(?:hodiny|hodina|hodin|hod|h)\\.?"
_HOUR = "([01]?[0-9]|2[0-4])"
_MINUTES = "[:.]([0-5][0-9])"
_PART_OF_DAY = "(?: (rano|dopo|dopoledne|dop\\.?|odpoledne|odpo|odp\\.?|vecer))?"
_SIGNS = "(?:(?:od|v|ve|cas|zacatek) )?"
_EXACT = f"{_SIGNS}{_HOUR}{_MINUTES}(?: ?{_UNIT})?"
SPAN = (
    f"{_SIGNS}{_HOUR}(?:{_MINUTES})?(?: ?({_UNIT}))? ?(?:{_DASH}|az do|az|do) ?"
    f"{_HOUR}(?:{_MINUTES})?(?: ?({_UNIT}))?{_PART_OF_DAY}"
)
EXACT = f"{_EXACT}{_PART_OF_DAY}"
WITH_UNIT = f"{_SIGNS}{_HOUR} ?{_UNIT}{_PART_OF_DAY}"
AT = f"(?:od|v|ve|o) {_HOUR}{_PART_OF_DAY}"
PATTERNS = {"span": SPAN, "exact": EXACT, "unit": WITH_UNIT, "at": AT, "noon": "v poledne"}
ALL_DAY = "cely den|celodenne"
IMPOSSIBLE = "(?:2[5-9]|[3-9][0-9]):[0-9]{2}|[0-9]{1,2}:[6-9][0-9]"
_COUNTED = re.compile("(?:let|rok[uy]?|leta|kc|korun|osob|lidi|deti|km|m|kg|kus[uy]?|rocnik[u]?|bodu|tymu|%)[.]?")
_AFTERNOON = ("odpoledne", "odpo", "odp", "odp.", "vecer")
NIGHT_ENDS = "06:00"
"""An end that is not after the start belongs to the next day when it is not later than this."""


class Hours(NamedTuple):
    """Start and end as `HH:MM`, whether the start is the midnight after the day, whether it is the whole day."""

    starts_at: str | None = None
    ends_at: str | None = None
    next_day: bool = False
    all_day: bool = False


def take(line: Line, after_day: int) -> tuple[Hours, str, int] | None:
    """Take the hours of a line out of it, with the words as typed and the place behind them; `after_day` is the place
    behind the day. None when it names none; BadInput for a time that does not exist."""
    found = min(_candidates(line, _beside(line, after_day)), default=None)
    if found:
        first, after = found.where.first, found.where.after
        return _hours(found.where, found.name), line.take(first, after), after
    for wrong in line.find(IMPOSSIBLE):
        raise BadInput("{time} is no time of the day. Write it like 9:00.", time=wrong.match.group(), field="line")
    for whole in line.find(ALL_DAY):
        return Hours(all_day=True), line.take(whole.first, whole.after), whole.after
    return None


def take_end(line: Line, place: int) -> tuple[str, str] | None:
    """Take the exact time out that stands at a place, as `HH:MM`, with the words as typed."""
    for found in line.find(EXACT):
        if found.first == place:
            return _hours(found, "exact").starts_at or "", line.take(found.first, found.after)
    return None


def _beside(line: Line, after_day: int) -> int:
    """The place right behind the day, where a bare number is an hour."""
    separated = after_day < len(line.words) and line.words[after_day].typed in SEPARATORS
    return after_day + separated


@dataclass(frozen=True, order=True)
class _Candidate:
    """Words that may be hours; the least one is the surest."""

    apart: bool
    doubt: int
    at: int
    name: str = field(compare=False)
    where: Found = field(compare=False)


def _candidates(line: Line, beside: int) -> Iterator[_Candidate]:
    for doubt, (name, pattern) in enumerate(PATTERNS.items()):
        for found in line.find(pattern):
            if _means_hours(line, found, name, beside):
                yield _Candidate(found.first != beside, doubt, found.first, name, found)


def _means_hours(line: Line, found: Found, name: str, beside: int) -> bool:
    then, groups = line.form(found.after), found.match.groups()
    placed = found.first in (beside, 0) or bool(re.match("(od|ve?|o|cas|zacatek) ", found.match.group()))
    if name == "noon":
        return True
    if name == "unit":
        return placed or 7 <= int(groups[0]) < 24
    if _COUNTED.fullmatch(then):
        return False
    if name == "exact" or (name == "span" and any((groups[1], groups[2], groups[4], groups[5]))):
        return True
    if name == "span":
        return placed
    return found.first == beside or not then or then in SEPARATORS


def _hours(found: Found, name: str) -> Hours:
    if name == "noon":
        return Hours("12:00")
    groups = found.match.groups()
    if name != "span":
        hour, *rest = groups
        minute = rest[0] if name == "exact" else None
        start = _at(hour, minute, rest[-1] if rest else None)
        return Hours(_clock(start), next_day=start >= 24 * 60)
    hour, minute, _, end_hour, end_minute, _, part = groups
    end = _at(end_hour, end_minute, part)
    start = _at(hour, minute, part if int(hour) < int(end_hour) else None)
    return Hours(_clock(start), _clock(end), start >= 24 * 60)


def _at(hour: str, minute: str | None, part: str | None) -> int:
    """Minutes since midnight; `6 odpoledne` is 18:00."""
    afternoon = part in _AFTERNOON and int(hour) < 12
    return (int(hour) + 12 * afternoon) * 60 + int(minute or 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
