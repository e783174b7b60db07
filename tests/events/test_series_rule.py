"""Rules of series: read and written, refused in words, expanded as an independent reader of calendars expands them."""

import datetime as dt
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lib.clock import PRAGUE
from lib.errors import BadInput
from lib.events import series, wording
from lib.events.series import Rule
from tests.laws import examples

MONDAY = dt.date(2026, 3, 23)
SPAN = (dt.date(2026, 3, 1), dt.date(2027, 4, 30))


@pytest.mark.parametrize(
    ("text", "kept", "said"),
    [
        ("freq=daily", "FREQ=DAILY", "každý den, bez konce"),
        ("RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=TH,TU;INTERVAL=2;COUNT=5", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=5",
         "každé 2 týdny: úterý, čtvrtek, celkem 5×"),
        ("FREQ=MONTHLY;BYDAY=-1SU;UNTIL=20261231", "FREQ=MONTHLY;BYDAY=-1SU;UNTIL=20261231",
         "každý měsíc: poslední neděle, do 31. 12. 2026"),
        ("FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=2TU", "každý měsíc: 2. úterý, bez konce"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "FREQ=MONTHLY;BYMONTHDAY=-1,15",
         "každý měsíc: poslední den, 15. den, bez konce"),
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=1SA", "FREQ=YEARLY;BYMONTH=6;BYDAY=1SA",
         "každý rok: 1. sobota, červen, bez konce"),
        ("FREQ=YEARLY;INTERVAL=5", "FREQ=YEARLY;INTERVAL=5", "každých 5 let, bez konce"),
    ],
)  # fmt: skip
def test_a_rule_is_read_kept_and_said(text: str, kept: str, said: str) -> None:
    rule = series.read(text)
    assert str(rule) == kept
    assert series.read(kept) == rule
    assert wording.repetition(rule).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    "text",
    [
        "", "every day", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=x", "FREQ=DAILY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=-2MO",
        "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=1MO",
        "FREQ=YEARLY;BYMONTH=6", "FREQ=YEARLY;BYDAY=1MO", "FREQ=DAILY;BYSETPOS=1", "FREQ=WEEKLY;WKST=SU",
        "FREQ=DAILY;UNTIL=20261332", "FREQ=DAILY;UNTIL=soon", "FREQ=DAILY;COUNT=2;UNTIL=20261231", "FREQ=DAILY;COUNT=0",
    ],
)  # fmt: skip
def test_what_is_no_rule_of_ours_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        series.read(text)
    assert refused.value.field == "rule"
    assert "Opakování" in str(refused.value) or "buď" in str(refused.value)


@pytest.mark.parametrize(
    ("until", "starts_at", "day"),
    [
        ("20261231", None, "2026-12-31"),
        ("20261231T160000Z", "17:00", "2026-12-31"),
        ("20261231T155959Z", "17:00", "2026-12-30"),
        ("20260630T150000Z", "17:00", "2026-06-30"),
        ("20261231T170000", "17:00", "2026-12-31"),
        ("20261231T230000Z", None, "2027-01-01"),
    ],
)
def test_an_end_in_utc_is_a_day_here(until: str, starts_at: str | None, day: str) -> None:
    assert series.read(f"FREQ=DAILY;UNTIL={until}", starts_at).until == dt.date.fromisoformat(day)


def test_a_calendar_is_told_the_end_as_a_moment() -> None:
    rule = Rule("WEEKLY", until=dt.date(2026, 6, 30))
    assert series.for_calendar(rule, "17:00") == "FREQ=WEEKLY;UNTIL=20260630T150000Z"
    assert series.for_calendar(rule, None) == "FREQ=WEEKLY;UNTIL=20260630"
    assert series.for_calendar(Rule("WEEKLY"), "17:00") == "FREQ=WEEKLY"


def test_a_fortnight_begins_on_monday() -> None:
    """The example of RFC 5545, 3.8.5.3, where the first day of the week matters."""
    rule = series.read("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO")
    found = series.occurrences(rule, dt.date(1997, 8, 5), dt.date.max)
    assert [(day.month, day.day) for day in found] == [(8, 5), (8, 10), (8, 19), (8, 24)]


def test_a_million_occurrences_are_a_sentence() -> None:
    for rule in (Rule("DAILY", count=1_000_000), Rule("DAILY", until=dt.date(2099, 1, 1)), Rule("DAILY")):
        with pytest.raises(BadInput, match="1000"):
            series.occurrences(rule, MONDAY, dt.date.max)


@pytest.mark.parametrize(
    ("text", "was", "now", "wanted"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "2026-12-08", "2026-12-09", "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-12-08", "2026-12-09", "FREQ=WEEKLY;INTERVAL=2"),
        ("FREQ=MONTHLY;BYDAY=2TU", "2026-12-08", "2026-12-17", "FREQ=MONTHLY;BYDAY=3TH"),
        ("FREQ=MONTHLY;BYDAY=-1TU", "2026-12-29", "2026-12-31", "FREQ=MONTHLY;BYDAY=-1TH"),
        ("FREQ=MONTHLY;BYDAY=4TU", "2026-12-22", "2026-12-29", "FREQ=MONTHLY;BYDAY=-1TU"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15", "2026-12-16", "FREQ=MONTHLY;BYMONTHDAY=16"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30", "2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=1SA", "2026-12-05", "2026-11-28", "FREQ=YEARLY;BYMONTH=11;BYDAY=4SA"),
    ],
)
def test_a_rule_follows_one_day_that_moves(text: str, was: str, now: str, wanted: str) -> None:
    moved = series.shifted(series.read(text), dt.date.fromisoformat(was), dt.date.fromisoformat(now))
    assert str(moved) == wanted
    assert series.fits(moved, dt.date.fromisoformat(now))


def test_a_rule_of_several_days_does_not_guess() -> None:
    with pytest.raises(BadInput) as refused:
        series.shifted(series.read("FREQ=WEEKLY;BYDAY=TU,TH"), MONDAY, MONDAY)
    assert refused.value.field == "starts_on"


weekdays = st.integers(0, 6)
ordinals = st.sampled_from([1, 2, 3, 4, 5, -1])
month_days = st.sampled_from([-1, *range(1, 32)])


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule that this office repeats by."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"]))
    more: dict[str, Any] = {}
    if freq == "WEEKLY":
        more["days"] = tuple((0, day) for day in sorted(draw(st.sets(weekdays, max_size=3))))
    elif freq != "DAILY" and draw(st.booleans()):
        more["days"] = ((draw(ordinals), draw(weekdays)),)
    elif freq != "DAILY" and draw(st.booleans()):
        more["month_days"] = tuple(sorted(draw(st.sets(month_days, min_size=1, max_size=2))))
    if freq == "YEARLY" and more:
        more["months"] = (draw(st.integers(1, 12)),)
    end = draw(st.sampled_from(["count", "until", "none"]))
    if end == "count":
        more["count"] = draw(st.integers(1, 40))
    if end == "until":
        more["until"] = draw(st.dates(dt.date(2026, 4, 1), dt.date(2027, 3, 31)))
    return series.checked(Rule(freq, interval=draw(st.integers(1, 4)), **more))


@settings(max_examples=examples(80))
@given(
    rules(), st.dates(dt.date(2026, 3, 1), dt.date(2026, 11, 30)), st.data(),
    st.sampled_from([None, "00:30", "02:30", "17:00", "23:45"]),
)  # fmt: skip
def test_occurrences_are_those_of_an_independent_reader(
    rule: Rule, near: dt.date, data: st.DataObject, starts_at: str | None
) -> None:
    """Over both clock changes (29. 3. and 25. 10. 2026), with removed days, by hours and for whole days."""
    starts_on = next(iter(series.first(rule, near, 1)), near)
    assume(series.fits(rule, starts_on))
    ours = series.occurrences(rule, starts_on, SPAN[1])
    assume(ours)
    out = data.draw(st.sets(st.sampled_from(ours), max_size=3))
    theirs = expanded(series.for_calendar(rule, starts_at), starts_on, starts_at, out)
    assert theirs == [(day, starts_at) for day in ours if day not in out]


def expanded(
    rrule: str, starts_on: dt.date, starts_at: str | None, out: set[dt.date]
) -> list[tuple[dt.date, str | None]]:
    """Days and hours of a VEVENT as `recurring-ical-events` sees it."""
    zone = "" if starts_at is None else ";TZID=Europe/Prague"
    kind = ";VALUE=DATE" if starts_at is None else ""
    at = "" if starts_at is None else f"T{starts_at.replace(':', '')}00"
    exdates = "".join(f"EXDATE{zone}{kind}:{day:%Y%m%d}{at}\r\n" for day in sorted(out))
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART{zone}{kind}:{starts_on:%Y%m%d}{at}\r\nRRULE:{rrule}\r\n{exdates}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        SPAN[0], SPAN[1] + dt.timedelta(days=1)
    )
    starts = sorted(event["dtstart"].dt for event in found)
    if starts_at is None:
        return [(start, None) for start in starts]
    assert all(str(start.tzinfo) == str(PRAGUE) for start in starts)
    return [(start.date(), f"{start:%H:%M}") for start in starts]
