"""When price lists hold: two never at once, days without any are told, a list has its standing as of a day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lib.i18n import N

DAY = dt.timedelta(1)
STANDINGS = {
    "draft": (N("draft list"), "planned"),
    "ahead": (N("will hold"), "info"),
    "in_force": (N("in force"), "done"),
    "ended": (N("ended list"), "planned"),
    "withdrawn": (N("withdrawn list"), "planned"),
}
"""Standing → (word, tone of the badge)."""


@dataclass(frozen=True)
class Span:
    """The days of a list: id, name, first day, last day (None until further notice)."""

    id: int
    name: str
    first: dt.date
    last: dt.date | None

    def overlaps(self, other: "Span") -> bool:
        """Whether there is a day on which both would hold."""
        begins_in_time = other.last is None or self.first <= other.last
        return begins_in_time and (self.last is None or other.first <= self.last)


@dataclass(frozen=True)
class Gap:
    """Days on which no list would hold."""

    first: dt.date
    last: dt.date


def standing(state: str, first: dt.date, last: dt.date | None, today: dt.date) -> str:
    """The key of STANDINGS: what is stored, and what the calendar makes of it."""
    if state != "in_force":
        return state
    if first > today:
        return "ahead"
    return "ended" if last is not None and last < today else "in_force"


def gaps(new: Span, others: Iterable[Span]) -> list[Gap]:
    """Days without any list just before and just after the new one; none before the first list of all."""
    spans = list(others)
    before = [one.last for one in spans if one.last is not None and one.last < new.first]
    after = [one.first for one in spans if new.last is not None and one.first > new.last]
    found = []
    if before and max(before) + DAY < new.first:
        found.append(Gap(max(before) + DAY, new.first - DAY))
    if new.last is not None and after and new.last + DAY < min(after):
        found.append(Gap(new.last + DAY, min(after) - DAY))
    return found
