"""What the calendar sends to the browser: only the shown days, times of the wall clock, links, clashes, holidays."""

import datetime as dt
import json
from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from lib.ui.calendar import Dropped
from lib.ui.calendar_days import VIEWS, Shown, printed, span
from lib.ui.calendar_events import How, counts, ghosts, sent, special_days
from lib.ui.calendar_move import Place, after

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
NOVEMBER = Shown("month", dt.date(2026, 11, 23), *span("month", dt.date(2026, 11, 23)))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.sampled_from(VIEWS))
def test_the_shown_days_hold_the_day(day: dt.date, view: str) -> None:
    first, last = span(view, day)  # type: ignore[arg-type]
    assert first <= day < last
    assert first.weekday() == 0 or view not in ("month", "week")
    assert view != "month" or first <= day.replace(day=1)
    assert (last - first).days in {"month": [42], "week": [7], "day": [1], "agenda": [31], "year": [365, 366]}[view]


def test_a_month_is_printed_without_the_days_around_it() -> None:
    assert printed(NOVEMBER) == {"od": "2026-11-01", "do": "2026-11-30"}


def test_an_agenda_starts_at_its_day() -> None:
    assert span("agenda", dt.date(2026, 11, 23)) == (dt.date(2026, 11, 23), dt.date(2026, 12, 24))


def test_only_events_of_the_shown_days_travel() -> None:
    events = sent(EVENTS, NOVEMBER, How())
    assert [event["extendedProps"]["record"] for event in events] == [1, 2, 3, 5]


def test_times_are_those_of_the_wall_clock() -> None:
    jarmark, council, exhibition, odd = sent(EVENTS, NOVEMBER, How())
    assert (jarmark["start"], jarmark["end"]) == ("2026-11-28T09:00", "2026-11-28T15:00")
    assert council["start"] == "2026-11-30T17:00"
    assert "end" not in council
    assert (exhibition["start"], exhibition["end"], exhibition["allDay"]) == ("2026-10-01", "2026-11-03", True)
    assert "end" not in odd


def test_states_and_clashes_are_marked() -> None:
    jarmark, council, *_ = sent(EVENTS, NOVEMBER, How(clashes=frozenset({1})))
    assert jarmark["extendedProps"] == {"record": 1, "state": "confirmed", "clash": True, "venue": "Náměstí"}
    assert council["extendedProps"] == {"record": 2, "state": "cancelled", "off": True}


def test_an_evening_past_midnight_stays_on_its_day() -> None:
    night = EVENTS.head(1).with_columns(
        starts_at=pl.lit("20:00"), ends_at=pl.lit("02:00"), ends_on=pl.lit(dt.date(2026, 11, 29))
    )
    (ball,) = sent(night, NOVEMBER, How())
    assert (ball["start"], ball["end"], ball["allDay"]) == ("2026-11-28T20:00", "2026-11-29T02:00", False)


def test_only_events_ahead_may_be_dragged() -> None:
    movable = {
        one["title"]: one.get("editable", False) for one in sent(EVENTS, NOVEMBER, How(drag=frozenset({"confirmed"})))
    }
    assert movable == {"Jarmark": True, "Zasedání": False, "Výstava": True, "<b>x</b>": True}


def test_a_moved_event_leaves_a_way_on_its_old_day() -> None:
    moved = pl.DataFrame(
        {"id": [7, 8], "title": ["Ples", "Jinde"], "moved_from": [dt.date(2026, 11, 24), dt.date(2027, 1, 1)],
         "starts_on": [dt.date(2026, 12, 19)] * 2}
    )  # fmt: skip
    (ghost,) = ghosts(moved, NOVEMBER)
    assert (ghost["start"], ghost["extendedProps"]["record"], ghost.get("editable")) == ("2026-11-24", 7, None)
    assert ghost["extendedProps"]["word"] == "přesunuto na so 19.\u00a012."
    assert ghost["extendedProps"]["off"] is True


def test_a_year_is_counted_by_the_first_days() -> None:
    assert counts(EVENTS)["2026-11-28"] == 1
    assert sum(counts(EVENTS).values()) == EVENTS.height


def test_special_days_are_named_on_each_shown_day() -> None:
    special = pl.DataFrame(
        {"kind": ["school_holiday"], "first_on": [dt.date(2026, 12, 5)], "last_on": [dt.date(2027, 1, 3)],
         "name": ["vánoční prázdniny"]}
    )  # fmt: skip
    named = special_days(NOVEMBER, special)
    assert list(named) == ["2026-12-05", "2026-12-06"]
    assert named["2026-12-05"] == {"kind": "school_holiday", "name": "vánoční prázdniny"}


SAT, SUN, MON = (dt.date(2026, 11, day) for day in (28, 29, 30))
MARKET = Place(SAT, SAT, "09:00", "15:00")
SOMETIME = Place(SAT, SAT, None, None)


@pytest.mark.parametrize(
    ("old", "dropped", "new"),
    [
        (MARKET, Dropped(1, SUN, "09:00"), Place(SUN, SUN, "09:00", "15:00")),
        (MARKET, Dropped(1, SAT, "10:30"), Place(SAT, SAT, "10:30", "16:30")),
        (MARKET, Dropped(1, SAT, "20:00"), Place(SAT, SUN, "20:00", "02:00")),
        (Place(SAT, SAT, "17:00", None), Dropped(1, MON, "18:00"), Place(MON, MON, "18:00", None)),
        (Place(SAT, SUN, "09:00", "15:00"), Dropped(1, SUN, None), Place(SUN, MON, "09:00", "15:00")),
        (SOMETIME, Dropped(1, SUN, "14:00"), Place(SUN, SUN, "14:00", None)),
        (MARKET, Dropped(1, SAT, "09:00", SAT, "16:00", stretched=True), Place(SAT, SAT, "09:00", "16:00")),
        (SOMETIME, Dropped(1, SAT, None, MON, None, stretched=True), Place(SAT, MON, None, None)),
    ],
)
def test_a_dragged_event_lasts_as_long_as_before(old: Place, dropped: Dropped, new: Place) -> None:
    assert after(old, dropped) == new


def page() -> None:
    import polars as pl

    from lib.ui.calendar import calendar

    names = ("id", "title", "starts_on", "ends_on", "starts_at", "ends_at")
    calendar(pl.DataFrame(schema=dict.fromkeys(names, pl.Date)), key="akce")


@pytest.mark.parametrize(
    ("query", "view", "day"),
    [
        ({}, "month", "2026-11-23"),
        ({"pohled": "tyden", "den": "2026-12-01"}, "week", "2026-12-01"),
        ({"pohled": "rok"}, "year", "2026-11-23"),
        ({"akce.view": "week", "akce.day": "2026-12-01"}, "week", "2026-12-01"),
        ({"pohled": "stoleti", "den": "31. 2."}, "month", "2026-11-23"),
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
