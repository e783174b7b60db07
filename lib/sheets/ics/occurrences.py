"""The dates of repeated events between last year and two years ahead, within limits that no rule can break.

`recurring_ical_events` knows the rules (RRULE, RDATE, EXDATE, RECURRENCE-ID, THISANDFUTURE); but a rule may be a
million seconds long, or search for a 30 February until the year 9999, so each is counted and timed.
"""

import datetime as dt
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from icalendar import Calendar, Event
from recurring_ical_events import CalendarQuery

from lib.sheets.ics import trouble

BACK, AHEAD = dt.timedelta(days=366), dt.timedelta(days=731)
MOST_OF_SERIES = 1_200
"""One a day for the whole three years and a little; no programme has more."""
MOST_STEPS = 100_000
"""Dates of a rule that are walked through from its start, years ago, to the end of the window."""
CPU_SECONDS = 1.0
"""For one series; an ordinary one takes a millisecond."""
CPU_OF_ALL = 6.0
"""For the series of a file that take long; when it is used up, each of the rest gets `CPU_OF_REST`."""
CPU_OF_REST = 0.05


class Refusal(Exception):
    """The series is left out; `word` is a trouble, `value` what it is about."""

    def __init__(self, word: str, value: object) -> None:
        super().__init__(word)
        self.word, self.value = word, value


class _TimeIsUp(BaseException):
    """No Exception: the libraries swallow those."""


class _Counted:
    """A rule that gives its dates one by one and gives up after `MOST_STEPS`."""

    def __init__(self, rule: Any, text: str) -> None:
        self._rule, self.until, self._text = rule, rule.until, text

    def between(self, after: dt.datetime, before: dt.datetime, inc: bool = True) -> Iterator[dt.datetime]:
        for step, date in enumerate(self._rule):
            if date > before:
                return
            if step > MOST_STEPS:
                raise Refusal(trouble.TOO_LONG, self._text)
            if date >= after:
                yield date


def repeats(events: Iterable[Event]) -> bool:
    """Whether the events of one UID are more than a single date."""
    return any("RRULE" in event or "RDATE" in event or "RECURRENCE-ID" in event for event in events)


def of(events: list[Event], today: dt.date, spent: float = 0.0) -> list[Event]:
    """One event for each date of the events of one UID, DTSTART and DTEND as they are on that date, RECURRENCE-ID the
    date that the rule had meant. Refusal when there are too many or they take too long; ValueError and the like when
    the rule makes no sense. `spent`: seconds that the series of this file have taken already."""
    first, last = (dt.datetime.combine(today + shift, dt.time()) for shift in (-BACK, AHEAD))
    calendar, found = Calendar(), list[Event]()
    for event in events:
        calendar.add_component(event)
    text = rule(events[0])
    with timed(text, CPU_SECONDS if spent < CPU_OF_ALL else CPU_OF_REST):
        for series in CalendarQuery(calendar, keep_recurrence_attributes=True).series:
            if series.recurrence.has_core:
                series.recurrence.rrules = [_Counted(one, text) for one in series.recurrence.rrules]
            for occurrence in series.between(first, last):
                if len(found) == MOST_OF_SERIES:
                    raise Refusal(trouble.TOO_MANY, MOST_OF_SERIES)
                found.append(occurrence.as_component(True))
    return found


def rule(event: Event) -> str:
    """The rule of an event as it stands in the file."""
    found = event.get("RRULE", [])
    return "; ".join(str(one.to_ical().decode()) for one in (found if isinstance(found, list) else [found])) or "RDATE"


@contextmanager
def timed(what: str, seconds: float = CPU_SECONDS) -> Iterator[None]:
    """The block may use so many CPU seconds of this process, which is the reading one and has a single thread."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise _TimeIsUp

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except _TimeIsUp:
        raise Refusal(trouble.TOO_LONG, what) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
