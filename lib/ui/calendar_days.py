"""Which days a calendar shows: the view and the day of the address, `?pohled=tyden&den=2026-12-01`."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from lib import clock

View = Literal["month", "week", "day", "agenda", "year"]
VIEWS: tuple[View, ...] = ("year", "month", "week", "day", "agenda")
AGENDA = dt.timedelta(days=31)
"""An agenda starts at its day: on the screen nobody scrolls over what is past."""
_WORDS: dict[str, str] = {"year": "rok", "month": "mesic", "week": "tyden", "day": "den", "agenda": "prehled"}
_VIEW, _DAY = "pohled", "den"


@dataclass(frozen=True)
class Shown:
    """What the calendar shows: the view, a day in it, the days from `first` to before `last`; whether it was chosen."""

    view: View
    day: dt.date
    first: dt.date
    last: dt.date
    chosen: bool = True


def shown(key: str, view: View = "month", day: dt.date | None = None) -> Shown:
    """What the address asks for, else the given view and day; the days are those that the screen has room for.

    Addresses mailed before the words were Czech (`?kalendar.view=week&kalendar.day=2026-12-01`) still hold.
    """
    asked = st.query_params.get(_VIEW) or st.query_params.get(f"{key}.view", "")
    known: View | None = next((one for one in VIEWS if asked in (one, _WORDS[one])), None)
    kept: View = known or view
    try:
        there = dt.date.fromisoformat(st.query_params.get(_DAY) or st.query_params.get(f"{key}.day", ""))
    except ValueError:
        there = day or clock.today()
    first, last = span(kept, there)
    return Shown(kept, there, first, last, known is not None)


def remember(key: str, view: str, day: str) -> None:
    """Put what is shown into the address."""
    known = next((one for one in VIEWS if one == view), "month")
    st.query_params.update({_VIEW: _WORDS[known], _DAY: day})
    for older in (f"{key}.view", f"{key}.day"):
        st.query_params.pop(older, None)


def printed(now: Shown) -> dict[str, str]:
    """What a link to the print of these days carries: of a month that month, without the days around it."""
    first, last = now.first, now.last - dt.timedelta(days=1)
    if now.view == "month":
        first = now.day.replace(day=1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return {"od": first.isoformat(), "do": last.isoformat()}


def span(view: View, day: dt.date) -> tuple[dt.date, dt.date]:
    """The days on the screen: an agenda from its day, the day, the week, the year, or six weeks from the Monday before
    the first of the month."""
    if view == "agenda":
        return day, day + AGENDA
    if view == "day":
        return day, day + dt.timedelta(days=1)
    if view == "year":
        return dt.date(day.year, 1, 1), dt.date(day.year + 1, 1, 1)
    if view == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=7)
    first = day.replace(day=1)
    monday = first - dt.timedelta(days=first.weekday())
    return monday, monday + dt.timedelta(days=42)


def begin(now: Shown) -> dt.date:
    """The day by which the browser's calendar knows the shown period."""
    return now.day.replace(day=1) if now.view == "month" else now.first
