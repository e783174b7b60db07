"""Do the days and times in a text exist, does a weekday belong to its date, does a range end after it begins."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from lib.czech import dates, typography
from lib.czech.reading import weekday_contradiction
from lib.i18n import N
from lib.publishing.checks import said
from lib.publishing.checks.check import Check

WEEKDAYS = tuple(dates.weekday(dt.date(2024, 1, day)) for day in range(1, 8))
WEEKDAY_SENTENCES = {weekday_contradiction(dt.date(2024, 1, day), "").sentence for day in range(1, 8)}
_LONGEST_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_NIGHT_ENDS = "08:00"
"""A range of hours that ends before it begins goes over midnight, until this hour."""
_CLOCK = re.compile(r"(?<![\d.,:/+-])(\d{1,2}):(\d\d)(?![\d:.,]\d|\d)")
_DOTTED = re.compile(r"(?<![\d.,:/])([01]?\d|2[0-3])\.([0-5]\d)(?=[ \u00a0]?(?:hod|h\b))")


def days(text: str, near: dt.date | None) -> Iterator[Check]:
    """Dates that do not exist and weekdays of other dates; they mislead everywhere, so they block."""
    reported = set()
    for finding in _findings(text):
        if "does not exist" in finding.sentence:
            reported.add((finding.values.get("day"), finding.values.get("month")))
            yield Check("no_such_date", True, finding.sentence, finding.values)
    for number, month in said.impossible(text):
        if (number, month) not in reported:
            yield Check("no_such_date", True, N("{day}. {month}. does not exist. That month has {most} days."),
                        {"day": number, "month": month, "most": _LONGEST_MONTHS.get(month, 31)})  # fmt: skip
    wrong = set()
    for day in said.days(text, near):
        if day.weekday and day.weekday != day.date.isoweekday() and day not in wrong:
            wrong.add(day)
            found = weekday_contradiction(day.date, WEEKDAYS[day.weekday - 1])
            yield Check("weekday", True, found.sentence, found.values)
    yield from _ranges(text, near)


def _ranges(text: str, near: dt.date | None) -> Iterator[Check]:
    for first, last in said.ranges(text, near):
        if last < first:
            yield Check("backwards", True, N("The range ends on {last}, before it begins on {first}."),
                        {"first": dates.date(first), "last": dates.date(last)},
                        advice=N("Write the days in their order."))  # fmt: skip


def hours(text: str, channel: str) -> Iterator[Check]:
    """Times that no clock shows, ranges of hours that run backwards, and the dot where the office writes a colon."""
    plain = said.without_addresses(text)
    for hour, minute in _CLOCK.findall(plain):
        if (int(hour) > 23 or int(minute) > 59) and (hour, minute) != ("24", "00"):
            yield from _no_such_time(plain, hour, minute)
    for first, last in said.time_ranges(text):
        if _NIGHT_ENDS < last < first:
            yield Check("time_backwards", False, N("The time {first}–{last} ends before it begins."),
                        {"first": dates.time(first), "last": dates.time(last)},
                        advice=N("Check both times."))  # fmt: skip
    mended = text if channel == "sms" else with_colons(text)
    if mended != text:
        yield Check("time_style", False, N("Times are written with a colon: 17:00."), {}, mended)


def _no_such_time(plain: str, hour: str, minute: str) -> Iterator[Check]:
    """Only where the text speaks of time: a score or a ratio may look the same."""
    told = rf"(?:\b(?:v|ve|od|do|o)[ \u00a0]{hour}:{minute}|{hour}:{minute}[ \u00a0]?(?:hod|h\b))"
    if re.search(told, plain, re.IGNORECASE):
        yield Check("no_such_time", True, N("The time {said} does not exist."), {"said": f"{hour}:{minute}"},
                    advice=N("Write it like 17:00."))  # fmt: skip


def with_colons(text: str) -> str:
    """`17.00 hodin` as `17:00 hodin`, addresses as they are."""
    return said.outside_addresses(text, lambda part: _DOTTED.sub(r"\1:\2", part))


@lru_cache(maxsize=32)
def _findings(text: str) -> list[typography.Finding]:
    """Read twice a text: for its dates and for its typography."""
    return typography.warnings(text)


def marks(text: str, channel: str) -> Iterator[Check]:
    """Typography; off for SMS, where it would more than double the price."""
    if channel == "sms":
        return
    for finding in _findings(text):
        if "does not exist" not in finding.sentence and finding.sentence not in WEEKDAY_SENTENCES:
            yield Check("mark", False, finding.sentence, finding.values)
    if (mended := typography.mend(text)) != text:
        yield Check(
            "typography", False, N("The typography can be mended: quotation marks, dashes, spaces."), {}, mended
        )
