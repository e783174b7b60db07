"""What a text says about days, times and places, so that it can be held against the event it tells about.

Works on folded text, so it reads `v sobotu 28. listopadu`, `so 28.11.` and the plain words of an SMS alike.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

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
_RANGE = re.compile(
    rf"(?<![\d.,:/])(\d{{1,2}})\.(?: ?(?:(\d{{1,2}})\.|({_MONTH})\b))? ?((?:19|20)\d\d)?"
    rf"(?: ?- ?| (?:az )?do )(?:(?:{_WEEKDAY_WORD}|po|ut|st|ct|pa|so|ne)[.,]? )?"
    rf"(\d{{1,2}})\. ?(?:(\d{{1,2}})\.|({_MONTH})\b) ?((?:19|20)\d\d\b)?"
)
_HOUR_RANGE = re.compile(
    r"(?<![\d.,:/])([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?: ?- ?| do )([01]?\d|2[0-3])(?:[:.]([0-5]\d))?"
    r"(?![\d/]|[.,:]\d| ?(?:kc|%|eur))( ?h(?:od|odin)?\b)?"
)
_ADMISSION = re.compile(r"\b(?:vstup(?:ne|neho|enk\w+)?|listk\w*|listek|predprodej\w*)\b[^.!?]*")
_FREE = re.compile(r"\bvstup(?:ne)?:? (?:je |bude |na akci |pro vsechny |se )?(?:volny|zdarma|neplati)|\bvstupne: 0")
_PRICE = re.compile(r"(?<![\d.,])(\d{1,3}(?: \d{3})+|\d{1,6})(?:,(\d\d)|,-+)? ?(?:kc|korun|,-)")
_DEADLINE = re.compile(
    r"\b(?:(?:nejpozdeji|prihl\w+|uzaverk\w+|odevzd\w+|termin\w*|rezerv\w+|do) ){1,2}(?:do |je )?"
    r"\d{1,2}\. ?(?:\d{1,2}\.|[a-z]{4,9}\b)(?: ?(?:19|20)\d\d)?"
)
_SHORTEST_STEM = 4
_DAYS = dict.fromkeys((4, 6, 9, 11), 30) | {2: 29}


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


def without_deadlines(text: str) -> str:
    """The folded text without days until which one applies or pays: they are not the day when something is held."""
    return _DEADLINE.sub(" ", _plain(text))


def impossible(text: str) -> list[tuple[int, int]]:
    """Days that no year has, as (day, month): `31. 9.`, `30. února`."""
    found = ((int(day), int(month) if month else MONTHS[word]) for _, day, month, word, _ in _DAY.findall(_plain(text)))
    return [(day, month) for day, month in found if 1 <= month <= 12 and not 1 <= day <= _DAYS.get(month, 31)]


def ranges(text: str, near: dt.date | None) -> list[tuple[dt.date, dt.date]]:
    """Ranges of days: `27.–29. 11.`, `od pátku 27. listopadu do neděle 29. listopadu 2026`. One that says no year
    goes on over New Year when it has to (`30. 12. – 2. 1.`)."""
    found = []
    for match in _RANGE.finditer(_plain(text)):
        day, month, word, year, last_day, last_month, last_word, last_year = match.groups()
        ends_in = int(last_month) if last_month else MONTHS[last_word]
        starts_in = int(month) if month else MONTHS[word] if word else ends_in
        known = int(last_year or year or (near.year if near else 0))
        if not known:
            continue
        begins = int(year) if year else known - (starts_in - ends_in > 6)
        first, last = _date(begins, starts_in, int(day)), _date(known, ends_in, int(last_day))
        if first and last:
            found.append((first, last))
    return found


def time_ranges(text: str) -> list[tuple[str, str]]:
    """Ranges of hours as (`HH:MM`, `HH:MM`): `9:00–15:00`, `od 9 do 15 hodin`; bare numbers only before `h`."""
    rest = _without_days(text)
    return [
        (f"{int(first):02d}:{minute or '00'}", f"{int(last):02d}:{last_minute or '00'}")
        for first, minute, last, last_minute, unit in _HOUR_RANGE.findall(rest)
        if unit or (minute and last_minute)
    ]


@dataclass(frozen=True)
class Admission:
    """What a text says of the admission: free, or amounts in haléře; `written` is how it says so."""

    free: bool
    amounts: frozenset[int]
    written: str


def admission(text: str) -> Admission | None:
    """What the sentences about admission and tickets say; None when there is none, or it says neither."""
    free, amounts, written = False, set(), ""
    for found in _ADMISSION.finditer(_plain(text)):
        gratis, priced = _FREE.search(found[0]), _PRICE.search(found[0])
        # What is said first holds for the admission: "free, rides 30 Kč", "80 Kč, children free".
        if gratis and (not priced or gratis.start() < priced.start()):
            free = True
        else:
            amounts |= {_halers(whole, part) for whole, part in _PRICE.findall(found[0])}
        written = written or (found[0].strip(" .,") if gratis or priced else "")
    return Admission(free and not amounts, frozenset(amounts), written[:60]) if free or amounts else None


def _halers(whole: str, part: str) -> int:
    return int(whole.replace(" ", "")) * 100 + int(part or 0)


def without_addresses(text: str) -> str:
    """The text as it is, with blanks in place of links and e-mails."""
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text)


def outside_addresses(text: str, mend: Callable[[str], str]) -> str:
    """The text mended everywhere but inside links and e-mails."""
    return "".join(part if held else mend(part) for part, held in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for found in _ADDRESS.finditer(text):
        yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    yield text[end:], False


def wrong_weekday(text: str, first: dt.date, last: dt.date) -> int | None:
    """A weekday (1 is Monday) that no day from `first` to `last` is, when the text names no right one."""
    named = [_number(word) for word in re.findall(rf"\b(?:{_WEEKDAY_WORD})\b", _plain(text))]
    held = {(first + dt.timedelta(days=day)).isoweekday() for day in range(min(7, (last - first).days + 1))}
    return named[0] if named and not held & set(named) else None


def tells_day(text: str) -> bool:
    """Whether a reader learns a day at all: a date, a weekday, today, tomorrow."""
    plain = _plain(text)
    return bool(_DAY.search(plain) or re.search(rf"\b(?:{_WEEKDAY_WORD}|dnes|zitra|pozitri|vcera)\b", plain))


def first_weekday(text: str) -> int | None:
    """The first weekday that a text names in words (1 is Monday)."""
    found = re.search(rf"\b(?:{_WEEKDAY_WORD})\b", _plain(text))
    return _number(found[0]) if found else None


def times(text: str) -> list[str]:
    """The times of day that a text names, as `HH:MM`, in their order: `17:00`, `17.00`, `v 17 h`, `9–15 hodin`."""
    rest = _without_days(text)
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
    name, plain = fold(venue), _plain(text)
    return name in plain and bool(re.search(rf"\b{re.escape(name)}\b", plain))


@lru_cache(maxsize=32)
def _without_days(text: str) -> str:
    return _DAY.sub(lambda day: " " * len(day[0]), _plain(text))


@lru_cache(maxsize=32)
def _plain(text: str) -> str:
    return re.sub("[\u2010-\u2015\u2212]", "-", fold(_ADDRESS.sub(" ", text)))


def _number(weekday: str) -> int:
    return WEEKDAYS[weekday[:2]]


def _stem(word: str) -> str:
    return word[: max(_SHORTEST_STEM, len(word) - 3)]
