"""Czech calendar: holidays and working days, dates and times as they are written, the wall clock in Prague.

Typed dates and times are read by `parse_date` and `parse_time_span` (from `reading`, at home here for callers).
"""

import datetime as dt
from functools import cache

from lib.clock import PRAGUE
from lib.czech.reading import parse_date as parse_date
from lib.czech.reading import parse_time_span as parse_time_span
from lib.errors import BadInput

NBSP = "\u00a0"
_WEEKDAYS = ("pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle")
# fmt: off
_MONTHS = ("leden", "únor", "březen", "duben", "květen", "červen",
           "červenec", "srpen", "září", "říjen", "listopad", "prosinec")
_OF_MONTHS = ("ledna", "února", "března", "dubna", "května", "června",
              "července", "srpna", "září", "října", "listopadu", "prosince")
# fmt: on
_SHORT_MONTHS = ("led", "úno", "bře", "dub", "kvě", "čvn", "čvc", "srp", "zář", "říj", "lis", "pro")


@cache
def holidays(year: int) -> dict[dt.date, str]:
    """Public holidays of the year with their Czech names in the order of the year (Act 245/2000 Coll.).

    A date with two names has them joined by `; `. Do not change the dictionary, it is shared.
    """
    from holidays.countries.czechia import Czechia  # 0.1 s that a screen without a calendar does not need

    return dict(sorted(Czechia(years=year, language="cs").items()))


def is_working_day(d: dt.date) -> bool:
    """Monday to Friday and not a public holiday."""
    return d.weekday() < 5 and d not in holidays(d.year)


def add_working_days(d: dt.date, n: int) -> dt.date:
    """The n-th working day after `d` (before it for a negative n); `d` itself does not count, n = 0 gives `d`."""
    step = dt.timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        d += step
        left -= is_working_day(d)
    return d


def next_working_day(d: dt.date) -> dt.date:
    """The first working day after `d`."""
    return add_working_days(d, 1)


def previous_working_day(d: dt.date) -> dt.date:
    """The last working day before `d`."""
    return add_working_days(d, -1)


def weekday(d: dt.date) -> str:
    """`pondělí` … `neděle`."""
    return _WEEKDAYS[d.weekday()]


def month_name(m: int) -> str:
    """`leden` … `prosinec` for 1 … 12."""
    return _MONTHS[m - 1]


def of_month(m: int) -> str:
    """`ledna` … `prosince` for 1 … 12, as in a date."""
    return _OF_MONTHS[m - 1]


def month_short(m: int) -> str:
    """`led`, `úno`, `bře` … for the axis of a chart."""
    return _SHORT_MONTHS[m - 1]


def date(d: dt.date) -> str:
    """`24. 11. 2026`: a no-break space between day and month, the year may break (ČSN 01 6910)."""
    return f"{d.day}.{NBSP}{d.month}. {d.year}"


def short_date(d: dt.date) -> str:
    """`út 24. 11. 2026`."""
    return f"{weekday(d)[:2]} {date(d)}"


def long_date(d: dt.date) -> str:
    """`úterý 24. listopadu 2026`."""
    return f"{weekday(d)} {d.day}.{NBSP}{_OF_MONTHS[d.month - 1]} {d.year}"


def time(t: dt.time | dt.datetime | str) -> str:
    """`9:00`, `17:00` from a time, a stored `HH:MM`, or a moment (an aware one as the clock in Prague shows it)."""
    if isinstance(t, str):
        t = dt.time.fromisoformat(t)
    if isinstance(t, dt.datetime) and t.tzinfo is not None:
        t = t.astimezone(PRAGUE)
    return f"{t.hour}:{t.minute:02d}"


def moment(at: dt.datetime | str) -> str:
    """`24. 11. 2026 9:00`, by the clock in Prague, of a moment or its text; a naive one is what that clock shows."""
    wall = _wall_clock(dt.datetime.fromisoformat(at) if isinstance(at, str) else at)
    return f"{date(wall.date())} {time(wall)}"


def short_moment(at: dt.datetime | str) -> str:
    """The same with its day: `út 24. 11. 2026 9:00`."""
    wall = _wall_clock(dt.datetime.fromisoformat(at) if isinstance(at, str) else at)
    return f"{weekday(wall)[:2]} {moment(wall)}"


def span(start: dt.date | dt.time | dt.datetime | str, end: dt.date | dt.time | dt.datetime | str | None = None) -> str:
    """A range of two dates (`1.–3. 5. 2026`), times (`9:00–15:00`) or moments (`24. 11. 2026, 9:00–15:00`).

    Ranges whose sides are several words have spaces around the dash, as the Czech Language Institute advises.
    """
    if isinstance(start, dt.datetime):
        return _span_of_moments(_wall_clock(start), _wall_clock(end if isinstance(end, dt.datetime) else start))
    if isinstance(start, dt.date):
        return _span_of_dates(start, end if isinstance(end, dt.date) else start)
    if end is None or isinstance(end, dt.date):
        return time(start)
    return f"{time(start)}–{time(end)}"


def wall(d: dt.date, hhmm: str) -> dt.datetime:
    """The moment when the clock in Prague shows `hhmm` on that date, aware; the first one when it shows it twice.

    BadInput for a time that the change to summer time skips.
    """
    moment = dt.datetime.combine(d, dt.time.fromisoformat(hhmm), PRAGUE)
    if moment.astimezone(dt.UTC).astimezone(PRAGUE).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise BadInput(
            "{time} does not exist on {date}: the clock goes forward then. Choose another time.",
            time=time(moment.time()),
            date=date(d),
        )
    return moment


def _wall_clock(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(PRAGUE) if moment.tzinfo is not None else moment


def _span_of_dates(start: dt.date, end: dt.date) -> str:
    if start == end:
        return date(end)
    if start.year != end.year:
        return f"{date(start)} – {date(end)}"
    if start.month != end.month:
        return f"{start.day}.{NBSP}{start.month}. – {date(end)}"
    return f"{start.day}.–{date(end)}"


def _span_of_moments(start: dt.datetime, end: dt.datetime) -> str:
    if start == end:
        return f"{date(start)}, {time(start)}"
    if start.date() == end.date():
        return f"{date(start)}, {time(start)}–{time(end)}"
    return f"{date(start)}, {time(start)} – {date(end)}, {time(end)}"
