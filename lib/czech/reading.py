"""Dates and times of day as people type them into forms and spreadsheets.

The patterns work on folded text (`sorting.fold`) and are shared with `columns`, so both read the same.
A year of two digits means 1950–2049, as Windows and Excel read it.
"""

import calendar
import datetime as dt
import re

from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.i18n import N

_WEEKDAY_FORMS = (
    "po pondeli",
    "ut utery",
    "st streda stredu",
    "ct ctvrtek",
    "pa patek",
    "so sobota sobotu",
    "ne nedele nedeli",
)
_MONTH_FORMS = (
    "led leden ledna",
    "uno unor unora",
    "bre brezen brezna",
    "dub duben dubna",
    "kve kveten kvetna",
    "cvn cerven cervna",
    "cvc cervenec cervence",
    "srp srpen srpna",
    "zar zari",
    "rij rijen rijna",
    "lis listopad listopadu",
    "pro prosinec prosince",
)
WEEKDAYS = {form: day for day, forms in enumerate(_WEEKDAY_FORMS, 1) for form in forms.split()}
MONTHS = {form: month for month, forms in enumerate(_MONTH_FORMS, 1) for form in forms.split()}
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = (
    rf"^(?:(?:ve? )?({_WEEKDAY})[.,]? )?([0-9]{{1,2}})\. ?"
    rf"(?:([0-9]{{1,2}})\. ?|({_MONTH})\.? ?)([12][0-9]{{3}}|[0-9]{{2}})$"
)
ISO_DATE = r"^([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?$"

_HOUR = "([01]?[0-9]|2[0-4])(?:[.:]([0-5][0-9]))?(?::00)?"
_UNIT = r" ?(?:hodiny|hodina|hodin|hod|h)?\.?"
TIME_SPAN = rf"^(?:(od|ve?|do) )?{_HOUR}{_UNIT}(?: ?(?:[-\u2010-\u2015\u2212]|az do|az|do) ?{_HOUR}{_UNIT})?$"
NO_TIME = r"^(?:|-|–|—|\?|dle dohody|podle dohody|cely den|celodenne|bude upresneno|upresnime)\.?$"

_IS_WEEKDAY = (
    N("{date} is Monday, not “{said}”."),
    N("{date} is Tuesday, not “{said}”."),
    N("{date} is Wednesday, not “{said}”."),
    N("{date} is Thursday, not “{said}”."),
    N("{date} is Friday, not “{said}”."),
    N("{date} is Saturday, not “{said}”."),
    N("{date} is Sunday, not “{said}”."),
)
_DAYS_OF_MONTHS = {
    2: N("{day}. 2. {year} does not exist. February {year} has {days} days."),
    4: N("{day}. 4. {year} does not exist. April has 30 days."),
    6: N("{day}. 6. {year} does not exist. June has 30 days."),
    9: N("{day}. 9. {year} does not exist. September has 30 days."),
    11: N("{day}. 11. {year} does not exist. November has 30 days."),
}


def parse_date(text: str) -> dt.date:
    """The date that was typed: `1. 5. 2026`, `1.5.26`, `1. května 2026`, `so 12. 12. 2026`, `2026-05-01`.

    BadInput when it cannot be read, does not exist, or when the weekday in front belongs to another date.
    """
    folded = fold(text)
    if iso := re.match(ISO_DATE, folded):
        year, month, day = map(int, iso.groups())
        return _existing(year, month, day)
    found = re.match(DATE, folded)
    if not found:
        raise BadInput("“{typed}” is not a date. Write it like 1. 5. 2026.", typed=text.strip())
    weekday, day_text, month_text, month_word, year_text = found.groups()
    month = int(month_text) if month_text else MONTHS[month_word]
    date = _existing(_full_year(year_text), month, int(day_text))
    if weekday and WEEKDAYS[weekday] != date.isoweekday():
        said = next(word for word in text.split() if fold(word).strip(".,") == weekday)
        raise weekday_contradiction(date, said)
    return date


def weekday_contradiction(date: dt.date, said: str) -> BadInput:
    """The sentence for a weekday that belongs to another date."""
    written = f"{date.day}.\u00a0{date.month}. {date.year}"
    return BadInput(_IS_WEEKDAY[date.weekday()], date=written, said=said.strip(".,"))


def parse_time_span(text: str) -> tuple[str | None, str | None]:
    """Start and end as `HH:MM`: `9.00–15.00` → (09:00, 15:00), `od 17 h` → (17:00, None), `celý den` → (None, None).

    24:00 is 00:00 of the next day; so is any end that is not after the start. BadInput when it cannot be read.
    """
    folded = fold(text)
    if re.match(NO_TIME, folded):
        return None, None
    found = re.match(TIME_SPAN, folded)
    if not found:
        raise BadInput("“{typed}” is not a time of day. Write it like 17:00 or 9:00–15:00.", typed=text.strip())
    word, hour, minute, end_hour, end_minute = found.groups()
    start, end = _clock(hour, minute), _clock(end_hour, end_minute)
    return (None, start) if word == "do" and end is None else (start, end)


def _clock(hour: str | None, minute: str | None) -> str | None:
    return f"{int(hour) % 24:02d}:{minute or '00'}" if hour else None


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def _existing(year: int, month: int, day: int) -> dt.date:
    if not 1 <= month <= 12:
        raise BadInput("Month {month} does not exist. A year has 12 months.", month=month)
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        sentence = _DAYS_OF_MONTHS.get(month, N("{day}. {month}. {year} does not exist. This month has 31 days."))
        raise BadInput(sentence, day=day, month=month, year=year, days=days)
    return dt.date(year, month, day)
