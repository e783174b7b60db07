"""A calendar of events by month, week or as an agenda; what is shown stands in the address and can be mailed.

Only the events of the shown days travel to the browser. The library is FullCalendar (see `assets/vendor`).
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl
import streamlit as st

from lib import clock, i18n
from lib.czech import dates
from lib.i18n import t
from lib.ui import menu, shaping
from lib.ui.badges import State
from lib.ui.script import component
from lib.web import assets

View = Literal["month", "week", "agenda"]
VIEWS: tuple[View, ...] = ("month", "week", "agenda")
AGENDA = dt.timedelta(days=31)
"""An agenda starts at its day: on the screen nobody scrolls over what is past."""
_LIBRARY = "vendor/fullcalendar/fullcalendar.js"
_STYLES = ("vendor/fullcalendar/skeleton.css", "vendor/fullcalendar/theme.css")
_draw = component("kancelar_calendar", "calendar.js", _STYLES)


@dataclass(frozen=True)
class Picked:
    """The event that somebody clicked."""

    id: int


@dataclass(frozen=True)
class Shown:
    """What the calendar shows: the view, a day in it, the days from `first` to before `last`."""

    view: View
    day: dt.date
    first: dt.date
    last: dt.date


def calendar(
    events: pl.DataFrame,
    holidays: Mapping[dt.date, str] | None = None,
    *,
    view: View = "month",
    day: dt.date | None = None,
    key: str,
    page: str | None = None,
    states: Mapping[str, State] | None = None,
    off: Collection[str] = ("cancelled",),
    clashes: Collection[int] = (),
) -> Picked | None:
    """Draw the calendar and give the event that was clicked in this run.

    `events` has `id, title, starts_on, ends_on, starts_at, ends_at` and may have `venue` and `state`; dates are
    pl.Date, times `HH:MM` of the wall clock. `states` are their words and colours, those in `off` are struck
    through, `clashes` are ids marked as such. With `page` an event is a link to that page and a click leads there.
    """
    now = shown(key, view, day)
    known = states or {}
    what = ("sent", now, page, *known.items(), *off, *sorted(clashes))
    data = {
        "events": shaping.kept(
            events, what, lambda: sent(events, now, page=page, states=known, off=off, clashes=clashes)
        ),
        "holidays": _named(now, holidays),
        **_place(now, key),
        "library": assets.url(_LIBRARY),
        "words": _words(),
    }
    done = _draw(key=f"{key}.calendar", data=data, on_range_change=lambda: _take_range(key), on_open_change=_nothing)
    if done.open is None:
        return None
    if page:
        st.switch_page(menu.file(page), query_params={"id": str(done.open)})
    return Picked(int(done.open))


def _place(now: Shown, key: str) -> dict[str, Any]:
    return {
        "view": now.view,
        "day": now.day.isoformat(),
        "shown": _begin(now).isoformat(),
        "first": now.first.isoformat(),
        "last": now.last.isoformat(),
        "now": clock.now().astimezone(clock.PRAGUE).strftime("%Y-%m-%dT%H:%M:%S"),
        "chosen": f"{key}.view" in st.query_params,
        "agenda": AGENDA.days,
        "language": i18n.language(),
    }


def shown(key: str, view: View = "month", day: dt.date | None = None) -> Shown:
    """What the address asks for, else the given view and day; the days are those that the screen has room for."""
    asked = st.query_params.get(f"{key}.view", view)
    kept: View = next((one for one in VIEWS if one == asked), view)
    try:
        there = dt.date.fromisoformat(st.query_params.get(f"{key}.day", ""))
    except ValueError:
        there = day or clock.today()
    first, last = span(kept, there)
    return Shown(kept, there, first, last)


def span(view: View, day: dt.date) -> tuple[dt.date, dt.date]:
    """The days on the screen: an agenda from its day, the week, or six weeks from the Monday before the first."""
    if view == "agenda":
        return day, day + AGENDA
    if view == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=7)
    begin = day.replace(day=1)
    monday = begin - dt.timedelta(days=begin.weekday())
    return monday, monday + dt.timedelta(days=42)


def sent(
    events: pl.DataFrame,
    now: Shown,
    *,
    page: str | None = None,
    states: Mapping[str, State],
    off: Collection[str] = ("cancelled",),
    clashes: Collection[int] = (),
) -> list[dict[str, Any]]:
    """The events of the shown days as the browser's calendar wants them."""
    here = events.filter((pl.col("starts_on") < now.last) & (pl.col("ends_on") >= now.first))
    address = f"/{menu.of(page).address}?id=" if page else None
    words = {"clash": t("clash"), "allDay": t("all day")}
    return [
        {
            "id": str(event["id"]),
            "title": event["title"],
            **_times(event),
            **({"url": f"{address}{event['id']}"} if address else {}),
            "extendedProps": {
                "record": event["id"],
                **_state(event, states),
                "off": event.get("state") in off,
                "clash": event["id"] in clashes,
                "venue": event.get("venue") or "",
                "words": words,
            },
        }
        for event in here.iter_rows(named=True)
    ]


def _times(event: Mapping[str, Any]) -> dict[str, Any]:
    first, last = event["starts_on"], event["ends_on"]
    if event["starts_at"] is None or last > first:
        return {"start": first.isoformat(), "end": (last + dt.timedelta(days=1)).isoformat(), "allDay": True}
    ends = event["ends_at"]
    end = {"end": f"{last.isoformat()}T{ends}"} if ends and ends > event["starts_at"] else {}
    return {"start": f"{first.isoformat()}T{event['starts_at']}", **end, "allDay": False}


def _state(event: Mapping[str, Any], states: Mapping[str, State]) -> dict[str, str]:
    state = states.get(str(event.get("state")))
    return {"word": state.word, "tone": state.tone, "symbol": state.sign} if state else {"word": "", "tone": "info"}


def _named(now: Shown, holidays: Mapping[dt.date, str] | None) -> dict[str, str]:
    known = holidays if holidays is not None else dates.holidays(now.first.year) | dates.holidays(now.last.year)
    return {day.isoformat(): name for day, name in known.items() if now.first <= day < now.last}


def _begin(now: Shown) -> dt.date:
    return now.day.replace(day=1) if now.view == "month" else now.first


def _take_range(key: str) -> None:
    asked = st.session_state[f"{key}.calendar"].get("range")
    if asked:
        st.query_params[f"{key}.view"] = str(asked["view"])
        st.query_params[f"{key}.day"] = str(asked["day"])


def _words() -> dict[str, str]:
    return {
        "today": t("Today"),
        "month": t("Month"),
        "week": t("Week"),
        "agenda": t("Agenda"),
        "previous": t("Earlier"),
        "next": t("Later"),
        "allDay": t("all day"),
        "none": t("Nothing is planned for these days."),
        "events": t("Events"),
        "more": t("{n} more", n="{n}"),
    }


def _nothing() -> None:
    """The value is read where the calendar is drawn."""
