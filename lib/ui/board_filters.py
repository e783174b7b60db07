"""What the board shows: stages or a week, whose posts, of which channel, with which words; all of it in the address."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib import clock
from lib.czech import dates
from lib.czech.sorting import fold, fold_frame, sort_key
from lib.i18n import t, tn
from lib.ui import shaping
from lib.ui.in_address import one_of

View = Literal["stages", "week"]
VIEW, WEEK = "pohled", "tyden"
SEARCH, OWNER, CHANNEL = "hledat", "kdo", "kanal"
BEFORE, AFTER = dt.timedelta(days=90), dt.timedelta(days=180)
"""The days of which posts stand in their stages."""


def shown() -> View:
    """`stages` or `week`, as the address says."""
    return "week" if st.query_params.get(VIEW) == "week" else "stages"


def monday() -> dt.date:
    """The week of this century that the address asks for (`?tyden=2026-11-23`), else this one."""
    asked = st.query_params.get(WEEK, "")
    try:
        day = dt.date.fromisoformat(asked if asked.startswith("20") else "")
    except ValueError:
        day = clock.today()
    return day - dt.timedelta(days=day.weekday())


def span(view: View) -> tuple[dt.date, dt.date]:
    """From which day to which posts are read."""
    if view == "week":
        return monday(), monday() + dt.timedelta(days=6)
    return clock.today() - BEFORE, clock.today() + AFTER


def choice(posts: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """One row: stages or a week, which week, words, filters; the posts that fit."""
    words = {"stages": t("Stages"), "week": t("Week")}
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="board-choice"):
        one_of(VIEW, t("What the board shows"), words, "stages")
        if shown() == "week":
            _weeks()
        said = st.text_input(
            t("Search"),
            key=SEARCH,
            bind="query-params",
            placeholder=t("Title or event"),
            label_visibility="collapsed",
            width=200,
        )
        with _more():
            who, where = _owners(posts), _channels(names)
    return fitting(posts, said or "", who, where)


def _weeks() -> None:
    """The ways to the weeks around the shown one, and its days in words."""
    first = monday()
    for label, icon, to in (
        (t("Previous week"), ":material/chevron_left:", first - dt.timedelta(days=7)),
        (t("Next week"), ":material/chevron_right:", first + dt.timedelta(days=7)),
    ):
        st.button("", icon=icon, key=f"board.{icon}", help=label, on_click=_go, args=(to,))
    st.button(t("This week"), key="board.now", on_click=_go, args=(clock.today(),))
    st.markdown(f"**{dates.span(first, first + dt.timedelta(days=6))}**", width="content")


def _go(day: dt.date) -> None:
    st.query_params[WEEK] = day.isoformat()


def _owners(posts: pl.DataFrame) -> list[str]:
    return _several(OWNER, t("Owner"), shaping.kept(posts, "owners", lambda: _people(posts)), t("everybody"))


def _people(posts: pl.DataFrame) -> dict[str, str]:
    """Login → name of those who have a post, in Czech order."""
    named = posts.select("owner", "owner_name").unique().drop_nulls("owner")
    return dict(sorted(named.iter_rows(), key=lambda one: sort_key(one[1])))


def _channels(names: Mapping[str, str]) -> list[str]:
    return _several(CHANNEL, t("Channel"), names, t("all channels"))


def _several(name: str, label: str, words: Mapping[str, str], none: str) -> list[str]:
    """A choice of several codes; what the address asks for, in words, is offered even when there is none of it now."""
    offered = [*words, *(word for word in st.query_params.get_all(name) if word not in words.values())]
    return st.multiselect(
        label,
        offered,
        format_func=lambda code: words.get(code, code),
        key=name,
        bind="query-params",
        placeholder=none,
    )


def fitting(posts: pl.DataFrame, words: str, who: list[str], where: list[str]) -> pl.DataFrame:
    """The posts with all the words in their title or event, of one of the owners, in one of the channels."""
    found = posts.filter(pl.col("owner").is_in(who)) if who else posts
    if where:
        found = found.filter(
            pl.col("channels").fill_null("").str.split(",").list.set_intersection(where).list.len() > 0
        )
    if not words.strip():
        return found
    both = pl.concat_str([pl.col("title"), pl.col("event").fill_null("")], separator=" ")
    text = found.select(fold_frame(both)).to_series()
    fits = pl.Series([True]).new_from_index(0, found.height)
    for word in words.split():
        fits &= text.str.contains(fold(word), literal=True)
    return found.filter(fits)


def _more() -> DeltaGenerator:
    count = sum(bool(st.query_params.get_all(name)) for name in (OWNER, CHANNEL))
    label = tn("{n} filter", "{n} filters", count) if count else t("Filters")
    return st.popover(label, icon=":material/filter_list:", key="board-more")
