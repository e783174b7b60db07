"""Czech days for the sample town: holidays, Easter, Advent, working days, words for weekdays and months."""

import datetime as dt
from collections.abc import Iterator
from functools import cache

MONTHS = [
    "leden",
    "únor",
    "březen",
    "duben",
    "květen",
    "červen",
    "červenec",
    "srpen",
    "září",
    "říjen",
    "listopad",
    "prosinec",
]
WEEKDAYS = ["po", "út", "st", "čt", "pá", "so", "ne"]
WEEKDAYS_LONG = ["pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"]
_FIXED_HOLIDAYS = ["1-1", "5-1", "5-8", "7-5", "7-6", "9-28", "10-28", "11-17", "12-24", "12-25", "12-26"]
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@cache
def easter(year: int) -> dt.date:
    """Easter Sunday (Gregorian, Butcher's rule)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[dt.date]:
    """The 13 public holidays of a year."""
    fixed = (dt.date(year, *map(int, text.split("-"))) for text in _FIXED_HOLIDAYS)
    return frozenset([*fixed, easter(year) - dt.timedelta(2), easter(year) + dt.timedelta(1)])


def is_working(day: dt.date) -> bool:
    """Monday to Friday and no public holiday."""
    return day.weekday() < SAT and day not in holidays(day.year)


def working(day: dt.date, step: int = 1) -> dt.date:
    """The day itself or the nearest working one in the direction of `step`."""
    while not is_working(day):
        day += dt.timedelta(step)
    return day


def weekday_from(day: dt.date, weekday: int) -> dt.date:
    """The first such weekday on or after the day."""
    return day + dt.timedelta((weekday - day.weekday()) % 7)


def nth(year: int, month: int, weekday: int, n: int) -> dt.date:
    """The n-th such weekday of a month, n from 1."""
    return weekday_from(dt.date(year, month, 1), weekday) + dt.timedelta(7 * (n - 1))


def advent(year: int) -> dt.date:
    """First Sunday of Advent, the Sunday in 27. 11.–3. 12."""
    return weekday_from(dt.date(year, 11, 27), SUN)


def month_start(day: dt.date, months: int = 0) -> dt.date:
    """First day of the month that lies so many months away."""
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def span(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every day from first to last, both included."""
    return (first + dt.timedelta(n) for n in range((last - first).days + 1))


def beginning(as_of: dt.date) -> dt.date:
    """Where the town's records start: a 1 January about three years back."""
    return dt.date(month_start(as_of, -34).year, 1, 1)


def horizon(as_of: dt.date) -> dt.date:
    """The last planned day: the end of the fourth month ahead."""
    return month_start(as_of, 5) - dt.timedelta(1)


def czech(day: dt.date) -> str:
    """`1. 5. 2026`."""
    return f"{day.day}. {day.month}. {day.year}"
