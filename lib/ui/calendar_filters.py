"""The filters of the calendar and of its prints: they stand in the address under Czech names, a link carries them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.access import User
from lib.events import rules
from lib.i18n import t, tn
from lib.ui import events as look
from lib.ui import shaping

NAMES = {
    "calendar": "kalendare",
    "kind": "druh",
    "venue": "misto",
    "organiser": "poradatel",
    "state": "stav",
    "mine": "moje",
}
"""Column of the events → its name in the address."""


@dataclass(frozen=True)
class Chosen:
    """What was chosen: column → wanted values (none: all of them), and whose events only."""

    wanted: tuple[tuple[str, tuple[str, ...]], ...]
    login: str | None
    leadership: bool

    def of(self, events: pl.DataFrame) -> pl.DataFrame:
        """The events that fit and that this person may see; the same frame gives the same answer."""
        return shaping.kept(events, self, lambda: self._of(events))

    def _of(self, events: pl.DataFrame) -> pl.DataFrame:
        found = look.chosen(visible(events, leadership=self.leadership), dict(self.wanted))
        return found.filter(pl.col("responsible") == self.login) if self.login else found


def visible(events: pl.DataFrame, *, leadership: bool) -> pl.DataFrame:
    """The events without the calendar of the leadership, unless its diary may be seen."""
    return events if leadership else events.filter(pl.col("calendar") != "leadership")


def filters(events: pl.DataFrame, user: User) -> Chosen:
    """Draw the filters of these events; gives what is chosen in them."""
    leadership = user.may("diary.read")
    with st.container(horizontal=True, vertical_alignment="center", key="calendar-calendars"):
        wanted: dict[str, Sequence[str]] = {"calendar": _calendars(leadership)}
        mine = st.toggle(
            t("Mine"), key=NAMES["mine"], bind="query-params", help=t("Events for which I am responsible.")
        )
        more = _more()
    with more:
        words = {code: t(word) for code, (word, _) in rules.STATES.items()}
        wanted["kind"] = _choice("kind", t("Kind"), list(rules.KINDS), look.kind_word)
        wanted["venue"] = _choice("venue", t("Venue"), _known(events, "venue"))
        wanted["organiser"] = _choice("organiser", t("Organiser"), _known(events, "organiser"))
        wanted["state"] = _choice("state", t("State"), list(rules.STATES), words.__getitem__)
    chosen = tuple((name, tuple(values)) for name, values in wanted.items())
    return Chosen(chosen, user.login if mine else None, leadership)


def carried() -> dict[str, str | list[str]]:
    """The filters in force, for a link to another page that has them."""
    there = {name: st.query_params.get_all(name) for name in NAMES.values()}
    return {name: values for name, values in there.items() if values}


def _more() -> DeltaGenerator:
    """Where the other filters lie; its label says how many of them are in force."""
    count = sum(bool(st.query_params.get_all(NAMES[column])) for column in ("kind", "venue", "organiser", "state"))
    label = tn("{n} filter", "{n} filters", count) if count else t("Filters")
    return st.popover(label, icon=":material/filter_list:", key="calendar-more")


def _calendars(leadership: bool) -> list[str]:
    return st.pills(
        t("Calendars"),
        [code for code in rules.CALENDARS if code != "leadership" or leadership],
        selection_mode="multi",
        format_func=lambda code: t(rules.CALENDARS[code]),
        key=NAMES["calendar"],
        bind="query-params",
        label_visibility="collapsed",
    )


def _choice(column: str, label: str, offered: list[str], word: Callable[[str], str] = str) -> list[str]:
    return st.multiselect(
        label,
        offered,
        format_func=word,
        key=NAMES[column],
        placeholder=t("everything"),
        bind="query-params",
        select_all=False,
    )


def _known(events: pl.DataFrame, column: str) -> list[str]:
    """What the shown days offer, and what the address asks for even when these days do not have it."""
    here = look.choices(events, column)
    return here + [value for value in st.query_params.get_all(NAMES[column]) if value not in here]
