"""Rows that are links: when, what, the state in a word, and the page where it is mended: events, matters of Today."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from lib import clock
from lib.czech import dates
from lib.events import rules
from lib.flows.today import Matter
from lib.i18n import t, tn
from lib.ui import events as look
from lib.ui import menu
from lib.ui.badges import State
from lib.ui.leave import leave
from lib.ui.script import component, unheard

AT_ONCE = 9
"""So many matters are read at a glance."""
_draw = component("kancelar_rows", "rows.js")


@dataclass(frozen=True)
class Row:
    """One link: the page and what goes into its address."""

    what: str
    detail: str
    page: str
    query: Mapping[str, str]
    state: State | None = None
    when: str = ""

    @property
    def address(self) -> str:
        query = f"?{urlencode(self.query)}" if self.query else ""
        return f"/{menu.of(self.page).address}{query}"


def rows(key: str, shown: Sequence[Row], *, empty: str) -> None:
    """Draw the rows, or the sentence that says that there are none."""
    if not shown:
        st.caption(empty)
        return
    done = _draw(key=f"rows.{key}", data={"rows": [_plain(row) for row in shown]}, on_open_change=unheard)
    for row in shown:
        if row.address == done.open:
            leave(row.page, row.query)


def matters(key: str, found: Sequence[Matter], *, empty: str) -> None:
    """What waits for somebody, as it comes; what is beyond a glance waits behind one tap."""
    shown = [Row(one.what, one.detail, one.page, one.query, State(one.word, one.tone)) for one in found]
    rows(key, shown[:AT_ONCE], empty=empty)
    if rest := shown[AT_ONCE:]:
        with st.expander(tn("{n} more thing, less urgent", "{n} more things, less urgent", len(rest))):
            rows(f"{key}.rest", rest, empty="")


def events(key: str, found: pl.DataFrame, holidays: Mapping[dt.date, str], *, empty: str) -> None:
    """Events with their times; the day is said with the first event of each day, holidays stand among them."""
    shown: list[tuple[dt.date, Row]] = [(row["starts_on"], _event(row)) for row in found.iter_rows(named=True)]
    free = [(day, _holiday(day, name)) for day, name in holidays.items()]
    rows(key, [row for _, row in sorted([*free, *shown], key=lambda pair: pair[0])], empty=empty)


def _event(row: Mapping[str, Any]) -> Row:
    state = look.states()[row["state"]] if row["state"] in (*rules.NOT_HELD, "proposed") else None
    time = dates.span(row["starts_at"], row["ends_at"]) if row["starts_at"] else ""
    detail = ", ".join(part for part in (time, row["venue"]) if part)
    return Row(row["title"], detail, "pages/events/event.py", {"id": str(row["id"])}, state, _when(row))


def _when(row: Mapping[str, Any]) -> str:
    """`so 28. 11.`; of an event that has begun its end: `do 28. 11.`, `končí dnes`."""
    if row["starts_on"] >= clock.today():
        return dates.short_date(row["starts_on"]).rsplit(" ", 1)[0]
    if row["ends_on"] == clock.today():
        return t("ends today")
    return t("until {day}", day=dates.date(row["ends_on"]).rsplit(" ", 1)[0])


def _holiday(day: dt.date, name: str) -> Row:
    when = dates.short_date(day).rsplit(" ", 1)[0]
    return Row(name, "", "pages/events/calendar.py", {"kalendar.day": day.isoformat()}, None, when)


def _plain(row: Row) -> dict[str, Any]:
    state = [row.state.word, row.state.tone, row.state.sign] if row.state else None
    return {"href": row.address, "state": state, "what": row.what, "detail": row.detail, "when": row.when}
