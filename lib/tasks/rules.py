"""The office's sentences about tasks: on which day a task is due, when it moves, how it stands, what it is called."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lib.czech import dates
from lib.errors import BadInput
from lib.i18n import N

SERIES = "ÚL"
"""Tasks of the list of tasks (úkolový list)."""
STATES = {"open": N("open task"), "done": N("finished task"), "dropped": N("dropped task")}
UNITS = {"calendar": N("calendar days"), "working": N("working days"), "month": N("day of a month")}
ANCHORS = {
    "event": N("the day of an event"),
    "issue": N("the first day of distribution"),
    "month": N("a month"),
    "year": N("a year"),
    "day": N("a chosen day"),
}
"""What a template counts from."""
LONGEST = 300
_SUBJECT = re.compile(r"event:[1-9]\d*|year:\d{4}|month:\d{4}-\d\d|(?!event|year|month)[a-z_]+:[\w./-]+")


@dataclass(frozen=True)
class Offset:
    """How far from its anchor a task is due.

    `calendar` and `working` count days, negative ones before the anchor. `month` counts months from the anchor's
    one, `day` is the day there (31 in a shorter month is its last day).
    """

    unit: str
    offset: int
    day: int | None = None


def due_day(anchor: dt.date, offset: Offset) -> dt.date:
    """The day by the template. Day 0 stays on the anchor; any other falls on a working day.

    Calendar days that end on Saturday, Sunday or a public holiday are moved to the previous working day; when that
    would be no longer after the anchor, to the next one: what follows an event is never due before it.
    """
    if offset.unit == "month":
        return _not_free(_day_of_month(anchor, offset))
    if offset.offset == 0:
        return anchor
    if offset.unit == "working":
        return dates.add_working_days(anchor, offset.offset)
    day = _not_free(anchor + dt.timedelta(days=offset.offset))
    if offset.offset > 0 and day <= anchor:
        return dates.next_working_day(anchor)
    return day


def _day_of_month(anchor: dt.date, offset: Offset) -> dt.date:
    years, month = divmod(anchor.month - 1 + offset.offset, 12)
    year = anchor.year + years
    return dt.date(year, month + 1, min(offset.day or 1, monthrange(year, month + 1)[1]))


def _not_free(day: dt.date) -> dt.date:
    return day if dates.is_working_day(day) else dates.previous_working_day(day)


def first_due(planned: dt.date, today: dt.date) -> dt.date:
    """The day on which a new task is due: the planned one, today when that has passed."""
    return max(planned, today)


def moved_due(due: dt.date, planned: dt.date, today: dt.date) -> dt.date:
    """The day on which a task is due after its event moved.

    What was overdue and would be still stays overdue as it is: moving an event must not make a delay look new.
    """
    return due if due < today and planned < today else max(planned, today)


def standing(state: str, due: dt.date, today: dt.date) -> str:
    """`late`, `today`, `week` (until Sunday), `later` for an open task; `done` or `dropped` for a closed one."""
    if state != "open":
        return state
    if due <= today:
        return "late" if due < today else "today"
    return "week" if due <= sunday(today) else "later"


def sunday(day: dt.date) -> dt.date:
    """The last day of the week."""
    return day + dt.timedelta(days=6 - day.weekday())


def number(year: int, seq: int) -> str:
    """`ÚL 45/2026`."""
    return f"{SERIES} {seq}/{year}"


def subject(anchor: str, day: dt.date) -> str:
    """What a template that hangs on no record is used for: `year:2027`, `month:2026-12`, `issue:2026-12-03`."""
    length = {"year": 4, "month": 7}.get(anchor, 10)
    return f"{anchor}:{day.isoformat()[:length]}"


def first_day(anchor: str, day: dt.date) -> dt.date:
    """The day from which such a template counts: the first of the year or of the month, or the day itself."""
    return day.replace(month=1, day=1) if anchor == "year" else day.replace(day=1) if anchor == "month" else day


@dataclass(frozen=True)
class Entry:
    """What a person writes on a task."""

    title: str
    due_on: dt.date
    assignee: str | None = None
    with_whom: str = ""
    note: str = ""
    control_on: dt.date | None = None


def tidy(entry: Entry, subject: str = "") -> Entry:
    """The entry without needless spaces; BadInput for a missing or endless title and a subject of no known form."""
    title = checked_title(entry.title)
    if subject and not _SUBJECT.fullmatch(subject):
        raise BadInput("{subject} is not something that a task can belong to.", subject=subject, field="subject")
    return replace(entry, title=title, with_whom=" ".join(entry.with_whom.split()), note=entry.note.strip())


def checked_title(title: str) -> str:
    """A title without needless spaces, or BadInput."""
    tidied = " ".join(title.split())
    if not tidied:
        raise BadInput("Write what is to be done.", field="title")
    if len(tidied) > LONGEST:
        raise BadInput(
            "The task is longer than {n} characters. Put the details into the note.", n=LONGEST, field="title"
        )
    return tidied


@dataclass(frozen=True)
class Item:
    """A line of a template: what, when, and who by default (a person, or the only one with a role)."""

    title: str
    when: Offset
    role: str | None = None
    assignee: str | None = None
    with_whom: str = ""


def checked_item(item: Item, roles: Mapping[str, object]) -> Item:
    """The item tidied, or BadInput."""
    title, when = checked_title(item.title), item.when
    if when.unit not in UNITS:
        raise BadInput("Choose calendar days, working days or the day of a month.", field="unit")
    if not -800 <= when.offset <= 800:
        raise BadInput("{title}: more than 800 days cannot be planned ahead.", title=title, field="offset")
    if when.unit == "month" and not 1 <= (when.day or 0) <= 31:
        raise BadInput("{title}: write the day of the month, 1 to 31.", title=title, field="day")
    if item.role and item.role not in roles:
        raise BadInput("{title}: nobody has the role {role}.", title=title, role=item.role, field="role")
    day = when.day if when.unit == "month" else None
    return replace(item, title=title, when=replace(when, day=day), with_whom=" ".join(item.with_whom.split()))
