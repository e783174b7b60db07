"""What the calendar sends to the browser: only the shown days, times of the wall clock, links, clashes, holidays."""

import datetime as dt
import json
from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from lib.ui.badges import State
from lib.ui.calendar import Shown, sent, span

EVENTS = pl.DataFrame(
    {
        "id": [1, 2, 3, 4, 5],
        "title": ["Jarmark", "Zasedání", "Výstava", "Loni", "<b>x</b>"],
        "starts_on": ["2026-11-28", "2026-11-30", "2026-10-01", "2025-11-01", "2026-11-05"],
        "ends_on": ["2026-11-28", "2026-11-30", "2026-11-02", "2025-11-01", "2026-11-05"],
        "starts_at": ["09:00", "17:00", None, None, "10:00"],
        "ends_at": ["15:00", None, None, None, "09:00"],
        "venue": ["Náměstí", None, "Dům kultury", None, None],
        "state": ["confirmed", "cancelled", "confirmed", "held", "confirmed"],
    }
).with_columns(pl.col("starts_on", "ends_on").str.to_date())
STATES = {"confirmed": State("potvrzeno", "info"), "cancelled": State("zrušeno", "late")}
NOVEMBER = Shown("month", dt.date(2026, 11, 23), *span("month", dt.date(2026, 11, 23)))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.sampled_from(["month", "week"]))
def test_the_shown_days_hold_the_day_and_start_on_monday(day: dt.date, view: str) -> None:
    first, last = span(view, day)  # type: ignore[arg-type]
    assert first.weekday() == 0
    assert first <= day < last
    assert view == "week" or first <= day.replace(day=1)
    assert (last - first).days == (7 if view == "week" else 42)


def test_an_agenda_starts_at_its_day() -> None:
    assert span("agenda", dt.date(2026, 11, 23)) == (dt.date(2026, 11, 23), dt.date(2026, 12, 24))


def test_only_events_of_the_shown_days_travel() -> None:
    events = sent(EVENTS, NOVEMBER, states=STATES)
    assert [event["id"] for event in events] == ["1", "2", "3", "5"]


def test_times_are_those_of_the_wall_clock() -> None:
    jarmark, council, exhibition, odd = sent(EVENTS, NOVEMBER, states=STATES)
    assert (jarmark["start"], jarmark["end"]) == ("2026-11-28T09:00", "2026-11-28T15:00")
    assert council["start"] == "2026-11-30T17:00"
    assert "end" not in council
    assert (exhibition["start"], exhibition["end"], exhibition["allDay"]) == ("2026-10-01", "2026-11-03", True)
    assert "end" not in odd


def test_states_clashes_and_links_are_marked_with_words() -> None:
    jarmark, council, *_ = sent(EVENTS, NOVEMBER, page="pages/events/event.py", states=STATES, clashes={1})
    assert jarmark["url"] == "/akce-karta?id=1"
    assert jarmark["extendedProps"]["clash"] is True
    assert jarmark["extendedProps"]["words"]["clash"] == "kolize"
    assert council["extendedProps"]["off"] is True
    assert council["extendedProps"]["word"] == "zrušeno"


def page() -> None:
    import polars as pl

    from lib.ui.calendar import calendar

    names = ("id", "title", "starts_on", "ends_on", "starts_at", "ends_at")
    calendar(pl.DataFrame(schema=dict.fromkeys(names, pl.Date)), key="akce")


@pytest.mark.parametrize(
    ("query", "view", "day"),
    [
        ({}, "month", "2026-11-23"),
        ({"akce.view": "week", "akce.day": "2026-12-01"}, "week", "2026-12-01"),
        ({"akce.view": "year", "akce.day": "31. 2."}, "month", "2026-11-23"),
    ],
)
def test_the_address_says_what_is_shown(
    office: Callable[..., None], query: dict[str, str], view: str, day: str
) -> None:
    app = AppTest.from_function(page, default_timeout=30)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    data = json.loads(next(node for node in app.main if node.type == "bidi_component").proto.json)
    assert (data["view"], data["day"]) == (view, day)
    if view == "month":
        assert data["holidays"]["2026-11-17"].startswith("Den boje za svobodu")
