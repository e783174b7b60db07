"""Issues of the paper: what a person fills in, and the plan of a year by the settings."""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from lib.czech import dates
from lib.errors import BadInput

_PART = re.compile(r"^(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?$")


@dataclass(frozen=True)
class IssueEntry:
    """An issue as it is typed. `number` is `4` or `7–8`; `ad_area` in cm², costs in haléře, None where not known."""

    year: int
    number: str
    closes_on: dt.date
    closes_time: str
    out_on: dt.date
    ad_area: int | None = None
    copies: int | None = None
    print_cost: int | None = None
    distribution_cost: int | None = None
    note: str = ""

    @property
    def closes_at(self) -> str:
        """The wall clock in Prague: `2026-11-10T12:00`."""
        return f"{self.closes_on.isoformat()}T{self.closes_time}"


@dataclass(frozen=True)
class Plan:
    """By what a year is filled: numbers of the issues, day of the month, days and time of the closing, cm² of ads."""

    numbers: str
    out_day: int
    closing_days: int
    closing_time: str
    ad_area: int


def number(text: str) -> tuple[int, str]:
    """The first month and the tidy number of an issue: (7, `7–8`). BadInput beside `number`."""
    found = _PART.match(text.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last <= 12:
        raise BadInput("“{typed}” is not a number of an issue. Write the month, like 4 or 7–8.", typed=text.strip(),
                       field="number")  # fmt: skip
    return first, str(first) if first == last else f"{first}–{last}"


def checked(entry: IssueEntry) -> IssueEntry:
    """The entry, or BadInput beside its field."""
    if not 1990 <= entry.year <= 2100:
        raise BadInput("“{typed}” is not a year of the paper.", typed=str(entry.year), field="year")
    number(entry.number)
    if entry.closes_on > entry.out_on:
        raise BadInput("Ads close on {closes}, after the issue is out on {out}.", closes=dates.date(entry.closes_on),
                       out=dates.date(entry.out_on), field="closes_on")  # fmt: skip
    for name in ("ad_area", "copies", "print_cost", "distribution_cost"):
        value = getattr(entry, name)
        if value is not None and (value < 0 or (value == 0 and name in ("ad_area", "copies"))):
            raise BadInput("Write a number above zero, or leave it empty.", field=name)
    return entry


def of_year(year: int, plan: Plan) -> list[IssueEntry]:
    """The issues of a year. One that would come out on a day off comes on the next working day; closing on a day off is
    on the working day before."""
    found = []
    for part in plan.numbers.split(","):
        first, name = number(part)
        out = dt.date(year, first, min(max(plan.out_day, 1), monthrange(year, first)[1]))
        if not dates.is_working_day(out):
            out = dates.next_working_day(out)
        closes = out - dt.timedelta(days=plan.closing_days)
        if not dates.is_working_day(closes):
            closes = dates.previous_working_day(closes)
        found.append(IssueEntry(year, name, closes, plan.closing_time, out, plan.ad_area or None))
    return found
