"""The rule by which an event repeats: a part of RRULE (RFC 5545), read, written, expanded and said in words.

Days are counted on the calendar, hours stay those of the wall clock; so a change of the clock moves nothing. A time
that the change to summer time skips is kept as agreed; calendars show that one occurrence an hour later (RFC 5545,
3.3.5). UNTIL is a local day that still belongs to the series.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile, islice, takewhile

from dateutil import rrule

from lib.clock import PRAGUE
from lib.errors import BadInput
from lib.i18n import N

MOST = 1000
"""Occurrences that are entered at once; a million of them would be a mistake."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
NOT_READ = N("The repetition cannot be read: {part}. Choose days, weeks, months or years.")


@dataclass(frozen=True)
class Rule:
    """How an event repeats. `days` are (which one in the month: 1 to 5, -1 the last, 0 every week; weekday from 0),
    `month_days` 1 to 31 or -1 for the last day. Without `count` and `until` it repeats without end."""

    freq: str
    interval: int = 1
    days: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    count: int | None = None
    until: dt.date | None = None

    @property
    def endless(self) -> bool:
        return self.count is None and self.until is None

    def __str__(self) -> str:
        """The RRULE text that is kept; always the same for the same rule."""
        parts = {
            "FREQ": self.freq,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "BYMONTH": ",".join(map(str, self.months)),
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYDAY": ",".join(f"{which or ''}{DAYS[day]}" for which, day in self.days),
            "COUNT": str(self.count or ""),
            "UNTIL": f"{self.until:%Y%m%d}" if self.until else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def read(text: str, starts_at: str | None = None) -> Rule:
    """The rule of an RRULE text; BadInput (field `rule`) for what this office does not repeat by.

    An UNTIL with an hour counts as its day in Prague, or the day before when `starts_at` is later than that hour.
    """
    parts = dict(part.partition("=")[::2] for part in text.strip().upper().removeprefix("RRULE:").split(";") if part)
    freq, wkst = parts.pop("FREQ", ""), parts.pop("WKST", "MO")
    if freq not in FREQUENCIES or wkst != "MO":
        raise _unread(freq or text)
    rule = Rule(
        freq,
        interval=_number("INTERVAL", parts.pop("INTERVAL", "1"), 1, 999),
        months=tuple(sorted(_number("BYMONTH", one, 1, 12) for one in _list(parts.pop("BYMONTH", "")))),
        month_days=tuple(sorted(_number("BYMONTHDAY", one, -1, 31) for one in _list(parts.pop("BYMONTHDAY", "")))),
        days=tuple(sorted(_day(one) for one in _list(parts.pop("BYDAY", "")))),
        count=_number("COUNT", parts.pop("COUNT"), 1, 999_999_999) if "COUNT" in parts else None,
        until=_until(parts.pop("UNTIL"), starts_at) if "UNTIL" in parts else None,
    )
    if parts:
        raise _unread(";".join(f"{name}={value}" for name, value in parts.items()))
    return checked(rule)


def checked(rule: Rule) -> Rule:
    """The rule, or BadInput when its parts do not go together."""
    ordinals = {bool(which) for which, _ in rule.days}
    fits = {
        "DAILY": not (rule.days or rule.month_days or rule.months),
        "WEEKLY": not (rule.month_days or rule.months or True in ordinals),
        "MONTHLY": not (rule.months or False in ordinals or (rule.days and rule.month_days)),
        "YEARLY": not (False in ordinals or (rule.days and rule.month_days))
        and bool(rule.months) == bool(rule.days or rule.month_days),
    }
    if not fits.get(rule.freq) or 0 in rule.month_days or rule.interval < 1:
        raise _unread(str(rule))
    if rule.count and rule.until:
        raise BadInput("Give either how many times, or until when, not both.", field="rule")
    return rule


def occurrences(rule: Rule, starts_on: dt.date, last: dt.date, *, after: dt.date = dt.date.min) -> list[dt.date]:
    """The days from the first one (or those after a day) to `last`; BadInput when there are more than a thousand."""
    near = dropwhile(lambda day: day <= after, _expand(rule, starts_on))
    found = list(islice(takewhile(lambda day: day <= last, near), MOST + 1))
    if len(found) > MOST:
        raise BadInput(
            "This repetition would enter more than {most} events at once. End it sooner or make it rarer.",
            most=MOST,
            field="rule",
        )
    return found


def first(rule: Rule, starts_on: dt.date, number: int) -> list[dt.date]:
    """So many first days of the rule, whatever its end."""
    return list(islice(_expand(replace(rule, count=None, until=None), starts_on), number))


def fits(rule: Rule, day: dt.date) -> bool:
    """Whether a series by this rule may begin on the day."""
    return next(_expand(replace(rule, count=None, until=None), day), None) == day


def _expand(rule: Rule, starts_on: dt.date) -> Iterator[dt.date]:
    days = [rrule.weekday(day, which or None) for which, day in rule.days]
    expanded = rrule.rrule(
        FREQUENCIES[rule.freq],
        dtstart=dt.datetime.combine(starts_on, dt.time()),
        interval=rule.interval,
        wkst=rrule.MO,
        byweekday=days or None,
        bymonthday=rule.month_days or None,
        bymonth=rule.months or None,
        count=rule.count,
        until=dt.datetime.combine(rule.until, dt.time()) if rule.until else None,
    )
    return (moment.date() for moment in expanded)


def for_calendar(rule: Rule, starts_at: str | None) -> str:
    """The RRULE as iCalendar wants it: of a series with hours UNTIL is a moment in UTC (RFC 5545, 3.3.10)."""
    if rule.until is None or starts_at is None:
        return str(rule)
    local = dt.datetime.combine(rule.until, dt.time.fromisoformat(starts_at), PRAGUE)
    return f"{replace(rule, until=None)};UNTIL={local.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def counted(rule: Rule, count: int) -> Rule:
    """The rule that ends after so many occurrences."""
    return replace(rule, count=count, until=None)


def ending(rule: Rule, last: dt.date) -> Rule:
    """The rule that ends with that day."""
    return replace(rule, count=None, until=last)


def shifted(rule: Rule, was: dt.date, now: dt.date) -> Rule:
    """The rule after its occurrence of one day moves to another one: Tuesdays → Wednesdays, the 15th → the 16th.

    BadInput for a rule of several days, where nobody can know what becomes of the others.
    """
    if len(rule.days) > 1 or len(rule.month_days) > 1 or len(rule.months) > 1:
        raise BadInput("This series is on several days. Set its repetition anew instead of moving one day.",
                       field="starts_on")  # fmt: skip
    months = (now.month,) if rule.months else ()
    if rule.days:
        return replace(rule, months=months, days=((_which(rule.days[0][0], now), now.weekday()),))
    if rule.month_days:
        last = (now + dt.timedelta(days=1)).day == 1
        return replace(rule, months=months, month_days=(-1 if rule.month_days == (-1,) and last else now.day,))
    return rule


def _which(was: int, now: dt.date) -> int:
    """The ordinal of a weekday in its month; the last one stays the last one, a fifth one is called the last."""
    if was == 0:
        return 0
    last = (now + dt.timedelta(days=7)).month != now.month
    ordinal = (now.day - 1) // 7 + 1
    return -1 if last and (was == -1 or ordinal == 5) else ordinal


def _list(text: str) -> list[str]:
    return text.split(",") if text else []


def _day(text: str) -> tuple[int, int]:
    found = _DAY.fullmatch(text)
    if not found or ((found[1] or "")[:1] == "-" and found[1] != "-1"):
        raise _unread(text)
    return int(found[1] or 0), DAYS.index(found[2])


def _number(name: str, text: str, least: int, most: int) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise _unread(f"{name}={text}")
    return int(text)


def _until(text: str, starts_at: str | None) -> dt.date:
    found = re.fullmatch(r"([0-9]{8})(?:T([0-9]{6})(Z?))?", text)
    try:
        if not found:
            raise ValueError(text)
        if not found[2]:
            return dt.datetime.strptime(text, "%Y%m%d").date()
        moment = dt.datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")
    except ValueError as error:
        raise _unread(f"UNTIL={text}") from error
    if found[3]:
        moment = moment.replace(tzinfo=dt.UTC).astimezone(PRAGUE).replace(tzinfo=None)
    too_soon = starts_at is not None and f"{moment:%H:%M}" < starts_at
    return moment.date() - dt.timedelta(days=too_soon)


def _unread(part: str) -> BadInput:
    return BadInput(NOT_READ, part=part, field="rule")
