"""Entries of the diary, and when somebody has time."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lib.errors import BadInput
from lib.i18n import N, speaking, t

KINDS = {
    "meeting": N("meeting"),
    "holiday": N("leave"),
    "private": N("private"),
    "travel": N("journey"),
    "trip": N("business trip"),
}
BUSY = "obsazeno"
"""What everybody else reads instead of a private entry; the word of the office, in every language."""

LENGTH = dt.timedelta(hours=2)
"""How long something is taken to last when nobody wrote its end."""
OFFICE_HOURS = ("08:00", "17:00")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Entry:
    """What a person fills in about the time of an office-holder; times `HH:MM`, without a start the whole day."""

    holder_id: int
    starts_on: dt.date
    kind: str = "meeting"
    title: str = ""
    ends_on: dt.date | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    place: str = ""
    with_whom: str = ""
    prepares: str = ""
    note: str = ""
    private: bool = False


def tidy(entry: Entry) -> Entry:
    """The entry with single spaces and its last day; of the kind “private” it always is private. BadInput else."""
    if entry.kind not in KINDS:
        raise BadInput("Choose what it is: a meeting, leave, a journey or something private.", field="kind")
    last = entry.ends_on or entry.starts_on
    if last < entry.starts_on:
        raise BadInput("The entry ends before it begins. Mend one of the two dates.", field="ends_on")
    check_times(entry.starts_at, entry.ends_at, same_day=last == entry.starts_on)
    title = " ".join(entry.title.split())
    if not title and entry.kind in ("meeting", "travel", "trip"):
        raise BadInput("Write what it is, such as “porada s tajemníkem”.", field="title")
    if not title and entry.kind == "holiday":
        title = _kind_in_czech("holiday")
    words = {field: getattr(entry, field).strip() for field in ("place", "with_whom", "prepares", "note")}
    return replace(entry, **words, title=title, ends_on=last, private=entry.private or entry.kind == "private")


@speaking("cs")
def _kind_in_czech(kind: str) -> str:
    return t(KINDS[kind])


def check_times(starts_at: str | None, ends_at: str | None, *, same_day: bool = True) -> None:
    """Nothing, or BadInput: both are times of a day, the end has a start and comes after it."""
    for field, time in (("starts_at", starts_at), ("ends_at", ends_at)):
        if time is not None and not _TIME.fullmatch(time):
            raise BadInput("{time} is no time of the day. Write it like 9:00.", time=time, field=field)
    if ends_at and not starts_at:
        raise BadInput("Write when it begins, or leave the end out.", field="starts_at")
    if starts_at and ends_at and same_day and ends_at <= starts_at:
        raise BadInput("It ends before it begins. Mend one of the two times.", field="ends_at")


def span(first: dt.date, last: dt.date, starts_at: str | None, ends_at: str | None) -> Span:
    """From when to when it takes, by the wall clock; the whole days without a start, two hours without an end."""
    if starts_at is None:
        return dt.datetime.combine(first, dt.time()), dt.datetime.combine(last + dt.timedelta(days=1), dt.time())
    begins = dt.datetime.combine(first, dt.time.fromisoformat(starts_at))
    if ends_at is None:
        return begins, max(begins + LENGTH, dt.datetime.combine(last, dt.time()))
    ends = dt.datetime.combine(last, dt.time.fromisoformat(ends_at))
    return begins, ends if ends > begins else ends + dt.timedelta(days=1)


def free(day: dt.date, busy: Iterable[Span], *, at_least: dt.timedelta = dt.timedelta(minutes=30)) -> list[Span]:
    """The gaps of office hours (8–17) on a day that nothing of `busy` touches, none shorter than `at_least`."""
    opens, closes = (dt.datetime.combine(day, dt.time.fromisoformat(time)) for time in OFFICE_HOURS)
    found, since = [], opens
    for begins, ends in sorted(busy):
        if begins - since >= at_least and since < closes:
            found.append((since, min(begins, closes)))
        since = max(since, ends)
    if closes - since >= at_least:
        found.append((since, closes))
    return [(begins, ends) for begins, ends in found if ends - begins >= at_least]
