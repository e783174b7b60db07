"""On which day a task is due: a table by hand around holidays, and laws for all days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.czech import dates
from lib.errors import BadInput
from lib.tasks import rules
from lib.tasks.rules import Entry, Item, Offset

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
OFFSETS = st.integers(-120, 120)
DAY_UNITS = st.sampled_from(["calendar", "working"])


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("anchor", "unit", "offset", "due"),
    [
        # An event on Saturday 12. 12. 2026.
        ("2026-12-12", "calendar", 0, "2026-12-12"),
        ("2026-12-12", "calendar", -1, "2026-12-11"),
        ("2026-12-12", "calendar", -6, "2026-12-04"),  # Sunday → Friday
        ("2026-12-12", "calendar", -30, "2026-11-12"),
        ("2026-12-12", "calendar", -25, "2026-11-16"),  # 17. 11. is a holiday
        ("2026-12-12", "calendar", 1, "2026-12-14"),  # Sunday; the Friday before is before the event
        ("2026-12-12", "calendar", 2, "2026-12-14"),
        ("2026-12-12", "calendar", 13, "2026-12-23"),  # 25. 12. → 23. 12.
        ("2026-12-12", "calendar", 14, "2026-12-23"),  # 26. 12. is Saturday too
        ("2026-12-12", "working", -1, "2026-12-11"),
        ("2026-12-12", "working", -5, "2026-12-07"),
        ("2026-12-12", "working", 9, "2026-12-28"),  # 24. and 25. 12. are holidays
        # Wednesday 23. 12. 2026, the last day before Christmas.
        ("2026-12-23", "calendar", 1, "2026-12-28"),
        ("2026-12-23", "calendar", 3, "2026-12-28"),
        ("2026-12-23", "working", 1, "2026-12-28"),
        # Christmas Eve itself and New Year.
        ("2026-12-24", "calendar", 0, "2026-12-24"),
        ("2026-12-24", "working", -1, "2026-12-23"),
        ("2027-01-03", "calendar", -2, "2026-12-31"),  # 1. 1. → 31. 12.
        # Easter: Good Friday 26. 3. 2027, Monday 29. 3. 2027.
        ("2027-03-30", "calendar", -1, "2027-03-25"),
        ("2027-03-30", "calendar", -4, "2027-03-25"),
        ("2027-03-30", "working", -1, "2027-03-25"),
        ("2027-03-25", "calendar", 3, "2027-03-30"),
        ("2027-03-25", "working", 1, "2027-03-30"),
        # A memorial act on Friday 8. 5. 2026, a holiday: day 0 stays.
        ("2026-05-08", "calendar", 0, "2026-05-08"),
        ("2026-05-08", "calendar", -7, "2026-04-30"),  # 1. 5. → 30. 4.
        ("2026-05-08", "calendar", 3, "2026-05-11"),
    ],
)
def test_days_around_holidays(anchor: str, unit: str, offset: int, due: str) -> None:
    assert rules.due_day(day(anchor), Offset(unit, offset)) == day(due)


@pytest.mark.parametrize(
    ("anchor", "months", "on", "due"),
    [
        ("2027-01-01", 0, 31, "2027-01-29"),  # 31. 1. 2027 is Sunday
        ("2027-01-01", 5, 30, "2027-06-30"),
        ("2027-01-01", 10, 15, "2027-11-15"),
        ("2026-12-01", -1, 20, "2026-11-20"),
        ("2027-01-01", -1, 25, "2026-12-23"),  # the year before, Christmas
        ("2026-12-01", 1, 5, "2027-01-05"),
        ("2027-02-01", 0, 31, "2027-02-26"),  # February has 28 days, the 28th is Sunday
    ],
)
def test_days_of_months(anchor: str, months: int, on: int, due: str) -> None:
    assert rules.due_day(day(anchor), Offset("month", months, on)) == day(due)


@given(DAYS, DAY_UNITS, OFFSETS)
def test_only_day_0_may_be_free(anchor: dt.date, unit: str, offset: int) -> None:
    due = rules.due_day(anchor, Offset(unit, offset))
    assert due == anchor if offset == 0 else dates.is_working_day(due)


@given(DAYS, DAY_UNITS, OFFSETS, OFFSETS)
def test_a_later_offset_is_never_due_sooner(anchor: dt.date, unit: str, one: int, other: int) -> None:
    first, second = sorted((one, other))
    assert rules.due_day(anchor, Offset(unit, first)) <= rules.due_day(anchor, Offset(unit, second))


@given(DAYS, DAY_UNITS, OFFSETS)
def test_before_is_before_and_after_is_after(anchor: dt.date, unit: str, offset: int) -> None:
    due = rules.due_day(anchor, Offset(unit, offset))
    assert (due > anchor) - (due < anchor) == (offset > 0) - (offset < 0)


@given(DAYS, DAY_UNITS, OFFSETS, st.integers(0, 60))
def test_a_later_event_never_makes_a_task_due_sooner(anchor: dt.date, unit: str, offset: int, by: int) -> None:
    later = anchor + dt.timedelta(days=by)
    assert rules.due_day(anchor, Offset(unit, offset)) <= rules.due_day(later, Offset(unit, offset))


@given(DAYS, DAYS, DAYS)
def test_what_is_overdue_never_looks_new(due: dt.date, planned: dt.date, today: dt.date) -> None:
    moved = rules.moved_due(due, planned, today)
    if due < today and planned < today:
        assert moved == due
    else:
        assert moved == rules.first_due(planned, today) >= today


@pytest.mark.parametrize(
    ("due", "stands"),
    [("2026-11-22", "late"), ("2026-11-23", "today"), ("2026-11-29", "week"), ("2026-11-30", "later")],
)
def test_how_a_task_stands_on_monday(due: str, stands: str) -> None:
    assert rules.standing("open", day(due), day("2026-11-23")) == stands
    assert rules.standing("done", day(due), day("2026-11-23")) == "done"


def test_what_a_template_without_a_record_is_for() -> None:
    assert [rules.subject(anchor, day("2026-12-03")) for anchor in ("year", "month", "issue")] == [
        "year:2026",
        "month:2026-12",
        "issue:2026-12-03",
    ]
    assert [rules.first_day(anchor, day("2026-12-03")) for anchor in ("year", "month", "issue")] == [
        day("2026-01-01"),
        day("2026-12-01"),
        day("2026-12-03"),
    ]


@pytest.mark.parametrize(
    ("entry", "subject", "field"),
    [
        (Entry("  ", day("2026-12-01")), "", "title"),
        (Entry("x" * 301, day("2026-12-01")), "", "title"),
        (Entry("x", day("2026-12-01")), "the town hall", "subject"),
        (Entry("x", day("2026-12-01")), "event:twelve", "subject"),
    ],
)
def test_an_entry_that_cannot_be_kept(entry: Entry, subject: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        rules.tidy(entry, subject)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (Item("", Offset("calendar", 1)), "title"),
        (Item("x", Offset("weeks", 1)), "unit"),
        (Item("x", Offset("calendar", 801)), "offset"),
        (Item("x", Offset("month", 1)), "day"),
        (Item("x", Offset("calendar", 1), role="mayor"), "role"),
    ],
)
def test_an_item_that_cannot_be_kept(item: Item, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        rules.checked_item(item, {"editor": None})
    assert refused.value.field == field
