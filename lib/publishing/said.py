"""What a text says about days, times and places, so that it can be held against the event it tells about.

Works on folded text, so it reads `v sobotu 28. listopadu`, `so 28.11.` and the plain words of an SMS alike.
"""

import datetime as dt
import re
from dataclasses import dataclass

from lib.czech.reading import MONTHS, WEEKDAYS
from lib.czech.sorting import fold

_WEEKDAY_WORD = r"pondel\w+|uter\w+|stred\w+|ctvrt\w+|patek|patk\w+|sobot\w+|nedel\w+"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"(?:\b({_WEEKDAY_WORD}|po|ut|st|ct|pa|so|ne)[.,]? )?"
    rf"(?<![\d.,:/])(\d{{1,2}})\.(?: ?-\d{{1,2}}\.)? ?(?:(\d{{1,2}})\.|({_MONTH})\b)"
    r" ?((?:19|20)\d\d\b)?"
)
_CLOCK = re.compile(r"(?<![\d.,:/])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d/]|[.,:]\d| ?(?:kc|%|eur))")
_HOURS = re.compile(r"(?<![\d.,:/])([01]?\d|2[0-3])(?: ?- ?(?:[01]?\d|2[0-4]))? ?(?:h|hod|hodin|hodiny|hodinu)\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+")
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Said:
    """A day that a text names, and the weekday in front of it (1 is Monday), if there is one."""

    date: dt.date
    weekday: int | None


def days(text: str, near: dt.date | None) -> list[Said]:
    """The days that a text names; one without a year is the nearest to `near`, or left out when there is none.
    Days that do not exist are left to `typography.warnings`."""
    found = []
    for match in _DAY.finditer(_plain(text)):
        weekday, day, month, word, year = match.groups()
        years = [int(year)] if year else [near.year, near.year - 1, near.year + 1] if near else []
        dates = [_date(one, int(month) if month else MONTHS[word], int(day)) for one in years]
        there = [date for date in dates if date]
        if there:
            date = min(there, key=lambda one: abs(one - near)) if near else there[0]
            found.append(Said(date, _number(weekday) if weekday else None))
    return found


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def wrong_weekday(text: str, first: dt.date, last: dt.date) -> int | None:
    """A weekday (1 is Monday) that no day from `first` to `last` is, when the text names no right one."""
    named = [_number(word) for word in re.findall(rf"\b(?:{_WEEKDAY_WORD})\b", _plain(text))]
    held = {(first + dt.timedelta(days=day)).isoweekday() for day in range(min(7, (last - first).days + 1))}
    return named[0] if named and not held & set(named) else None


def times(text: str) -> list[str]:
    """The times of day that a text names, as `HH:MM`, in their order: `17:00`, `17.00`, `v 17 h`, `9–15 hodin`."""
    rest = _DAY.sub(lambda day: " " * len(day[0]), _plain(text))
    clock = [(match.start(), int(match[1]), match[2]) for match in _CLOCK.finditer(rest)]
    hours = [(match.start(), int(match[1]), "00") for match in _HOURS.finditer(rest)]
    return [f"{hour:02d}:{minute}" for _, hour, minute in sorted(clock + hours)]


def names_place(text: str, venue: str) -> bool:
    """Whether a text names a venue in any case: `v Lipovém parku` for `Lipový park`. One telling word is enough."""
    words = set(re.findall(r"\w+", _plain(text)))
    stems = [_stem(word) for word in re.findall(r"\w+", fold(venue)) if len(word) >= _SHORTEST_STEM]
    return not stems or any(word.startswith(stem) for stem in stems for word in words)


def spells_out(text: str, venue: str) -> bool:
    """Whether a text holds a venue's name letter by letter."""
    return bool(re.search(rf"\b{re.escape(fold(venue))}\b", _plain(text)))


def _plain(text: str) -> str:
    return re.sub("[\u2010-\u2015\u2212]", "-", fold(_ADDRESS.sub(" ", text)))


def _number(weekday: str) -> int:
    return WEEKDAYS[weekday[:2]]


def _stem(word: str) -> str:
    return word[: max(_SHORTEST_STEM, len(word) - 3)]
