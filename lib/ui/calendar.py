"""A calendar of events by month, week, day, year or as an agenda; what is shown stands in the address.

Only the events of the shown days travel to the browser, of a year only how many begin each day. The library is
FullCalendar (see `assets/vendor`); the year is ours (`assets/calendar_year.js`).
"""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from lib import clock, i18n
from lib.czech import dates
from lib.events import rules
from lib.i18n import t
from lib.ui import calendar_events, menu, shaping
from lib.ui.badges import State
from lib.ui.calendar_days import AGENDA, Shown, View, begin, remember, shown
from lib.ui.script import component, unheard
from lib.web import assets

_LIBRARY = "vendor/fullcalendar/fullcalendar.js"
_STYLES = ("vendor/fullcalendar/skeleton.css", "vendor/fullcalendar/theme.css")
_draw = component("kancelar_calendar", "calendar.js", _STYLES)


@dataclass(frozen=True)
class Picked:
    """The event that somebody clicked."""

    id: int


@dataclass(frozen=True)
class Dropped:
    """An event that somebody dragged to a day and hour (None: without one), or stretched until another end."""

    id: int
    day: dt.date
    at: str | None
    last: dt.date | None = None
    until: str | None = None
    stretched: bool = False


@dataclass(frozen=True)
class Wanted:
    """An empty day that somebody clicked, with the hour where the view has hours."""

    day: dt.date
    at: str | None = None


@dataclass(frozen=True)
class Around:
    """What is shown beside the events: where moved ones were (`id, title, moved_from, starts_on`), and days
    with a name (`kind, first_on, last_on, name`)."""

    ghosts: pl.DataFrame | None = None
    special: pl.DataFrame | None = None


@dataclass(frozen=True)
class May:
    """What the reader may do: drag events of these `states`, make a new one on an empty day, mail the address."""

    drag: Collection[str] = ()
    add: bool = False
    share: bool = False


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
    around: Around = Around(),
    may: May = May(),
) -> Picked | Dropped | Wanted | None:
    """Draw the calendar and give what was clicked or dragged in this run.

    `events` has `id, title, starts_on, ends_on, starts_at, ends_at` and may have `venue`, `state` and `calendar`;
    dates are pl.Date, times `HH:MM` of the wall clock. `states` are their words and colours, those in `off` are
    struck through, `clashes` are ids marked as such. With `page` an event is a link to that page and a click leads
    there; with a column `url` it is a link to that address and a click is `Picked`. A dropped event waits at its new
    place until the next run without a question, then stands where `events` say.
    """
    now = shown(key, view, day)
    how = calendar_events.How(frozenset(off), frozenset(clashes), frozenset(may.drag))
    named = {"holidays": _named(now, holidays), "special": _special(now, around.special)}
    rights = {"drag": bool(may.drag), "add": may.add, "share": may.share}
    done = _draw(
        key=f"{key}.calendar",
        data={
            **_contents(events, now, how, around),
            **named,
            **_place(now, key),
            "may": rights,
            "states": calendar_events.states_sent(states or {}),
            "address": f"/{menu.of(page).address}?id=" if page else "",
        },
        on_range_change=lambda: _take_range(key),
        **dict.fromkeys(("on_open_change", "on_dropped_change", "on_wanted_change"), unheard),
    )
    return _answer(done, page)


def _contents(events: pl.DataFrame, now: Shown, how: calendar_events.How, around: Around) -> dict[str, Any]:
    """Events as JSON text: written once for a frame, and the browser sees by one comparison whether it changed."""
    if now.view == "year":
        counted = shaping.kept(events, ("counts", now), lambda: calendar_events.counts(events))
        return {"events": "[]", "moved": "[]", "counts": counted}
    return {
        "events": shaping.kept(events, ("sent", now, how), lambda: json.dumps(calendar_events.sent(events, now, how))),
        "moved": "[]" if around.ghosts is None else _ghosts(now, around.ghosts),
        "counts": {},
    }


def _ghosts(now: Shown, moved: pl.DataFrame) -> str:
    return shaping.kept(moved, ("ghosts", now), lambda: json.dumps(calendar_events.ghosts(moved, now)))


def _special(now: Shown, special: pl.DataFrame | None) -> dict[str, dict[str, str]]:
    if special is None:
        return {}
    return shaping.kept(special, ("special", now), lambda: calendar_events.special_days(now, special))


def _answer(done: Any, page: str | None) -> Picked | Dropped | Wanted | None:
    if done.open is not None:
        if page:
            st.switch_page(menu.file(page), query_params={"id": str(done.open)})
        return Picked(int(done.open))
    if done.dropped is not None:
        return _as_dropped(done.dropped)
    if done.wanted is not None:
        return Wanted(dt.date.fromisoformat(done.wanted["day"]), done.wanted["at"])
    return None


def _as_dropped(told: Mapping[str, Any]) -> Dropped:
    last = dt.date.fromisoformat(told["last"]) if told["last"] else None
    day = dt.date.fromisoformat(told["day"])
    return Dropped(int(told["id"]), day, told["at"], last, told["until"], bool(told["stretched"]))


def _dropped(key: str) -> Any:
    """What was dropped in this run, known before the calendar is drawn."""
    return (st.session_state.get(f"{key}.calendar") or {}).get("dropped")


def _place(now: Shown, key: str) -> dict[str, Any]:
    return {
        "view": now.view,
        "day": now.day.isoformat(),
        "shown": begin(now).isoformat(),
        "first": now.first.isoformat(),
        "last": now.last.isoformat(),
        "now": clock.now().astimezone(clock.PRAGUE).strftime("%Y-%m-%dT%H:%M:%S"),
        "chosen": now.chosen,
        "agenda": AGENDA.days,
        "language": i18n.language(),
        "asked": _dropped(key) is not None,
        "library": assets.url(_LIBRARY),
        "yearScript": assets.url("calendar_year.js"),
        "words": _words(),
    }


def _named(now: Shown, holidays: Mapping[dt.date, str] | None) -> dict[str, str]:
    known = holidays if holidays is not None else dates.holidays(now.first.year) | dates.holidays(now.last.year)
    return {day.isoformat(): name for day, name in known.items() if now.first <= day < now.last}


def _take_range(key: str) -> None:
    asked = st.session_state[f"{key}.calendar"].get("range")
    if asked:
        remember(key, str(asked["view"]), str(asked["day"]))


def _words() -> dict[str, Any]:
    return {
        "today": t("Today"),
        "year": t("Year"),
        "month": t("Month"),
        "week": t("Week"),
        "day": t("Day"),
        "agenda": t("Agenda"),
        "previous": t("Earlier"),
        "next": t("Later"),
        "allDay": t("all day"),
        "none": t("Nothing is planned for these days."),
        "events": t("Events"),
        "more": t("{n} more", n="{n}"),
        "clash": t("clash"),
        "calendars": {code: t(word) for code, word in rules.CALENDARS.items()},
        "howToMove": t("Dragging moves the event. Without a mouse: open the event and choose “Move…”."),
        "copy": t("Copy the link"),
        "copied": t("The link is copied."),
        "mail": t("Send by e-mail"),
        "subject": t("Event calendar"),
        "holiday": t("a public holiday"),
        "special": t("school holidays or another special day"),
        "begin": t("how many events begin that day"),
        "monthEvents": t("events in the month: {n}", n="{n}"),
        "dayEvents": t("events: {n}", n="{n}"),
    }
