"""The smaller fields of a post: its event, section, link, price, author, and the days between which it holds."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.czech import dates
from lib.events import rules as event_rules
from lib.i18n import t
from lib.publishing import Content, moments
from lib.publishing.stages import SECTIONS
from lib.ui import cached
from lib.ui.forms import Form
from lib.ui.story_editor import Start, filled

EVENT = "akce"
LAST_DAYS = 60
"""How old an event may be to be offered; a link from its own page offers any."""


def choose_event(events: pl.DataFrame) -> int | None:
    """The event that a new post is about; it stands in the address (`?akce=12`), so another page can choose it."""
    asked = st.query_params.get(EVENT, "")
    chosen = int(asked) if asked.isdecimal() and len(asked) < 18 else None
    names = cached.made("posts.events", lambda: _offered(events, chosen), chosen)
    options = list(names)
    found: int | None = st.selectbox(
        t("Event"),
        options,
        format_func=names.__getitem__,
        index=options.index(chosen) if chosen in names else None,
        placeholder=t("Without an event; search by title, date or place"),
        key=f"posts.event.{asked}",
        on_change=_put_event_into_address,
        args=(asked,),
    )
    return found


def _put_event_into_address(asked: str) -> None:
    chosen = st.session_state[f"posts.event.{asked}"]
    if chosen is None:
        st.query_params.pop(EVENT, None)
    else:
        st.query_params[EVENT] = str(chosen)


def _offered(events: pl.DataFrame, chosen: int | None) -> dict[int, str]:
    """Events ahead, then those of the last weeks backwards, and the chosen one however old."""
    age = (pl.lit(clock.today()) - pl.col("ends_on")).dt.total_days()
    ahead, past = events.filter(age <= 0), events.filter((age > 0) & (age <= LAST_DAYS))
    named = [ahead, past.reverse(), events.filter(pl.col("id").is_in([chosen or 0]))]
    return {row["id"]: _name(row) for frame in named for row in frame.iter_rows(named=True)}


def _name(row: Mapping[str, object]) -> str:
    when = event_rules.when(row["starts_on"], row["ends_on"], row["starts_at"], row["ends_at"])  # type: ignore[arg-type]
    return " · ".join(str(part) for part in (when, row["title"], row["venue"]) if part)


def more(form: Form, start: Start, content: Content) -> Content:
    """What most posts do without; the content with it."""
    now = start.shown
    with st.expander(t("More fields"), icon=":material/tune:"):
        with st.grid(columns=3, min_column_width=200, gap="small"):
            section: Any = _cell(
                form,
                "section",
                st.selectbox,
                t("Section"),
                options=list(SECTIONS),
                index=list(SECTIONS).index(now.section),
                format_func=lambda code: t(SECTIONS[code]),
            )
            link = _cell(form, "link", st.text_input, t("Link"), value=filled(form, "link", now.link),
                         placeholder="https://")  # fmt: skip
            price = _cell(form, "price", st.text_input, t("Price"), value=filled(form, "price", now.price))
            author = _cell(form, "author", st.text_input, t("Author"), value=filled(form, "author", now.author))
            until = _day(form, "relevant_until", t("Holds until"), now.relevant_until)
            check = _day(form, "check_on", t("Look at it again on"), now.check_on)
        embargo = _embargo(form, now.embargo_until)
    return replace(content, section=section, link=link, price=price, author=author, relevant_until=until,
                   check_on=check, embargo_until=embargo)  # fmt: skip


def _cell(form: Form, *field: Any, **options: Any) -> Any:
    """A field and the place for its refusal as one cell: in a grid the empty place would take a cell of its own."""
    with st.container(gap=None):
        return form.ask(*field, **options)


def _day(form: Form, field: str, label: str, stored: str | None) -> str | None:
    value = dt.date.fromisoformat(stored) if stored else None
    day: dt.date | None = _cell(form, field, st.date_input, label, value=value, format="DD.MM.YYYY")
    return day.isoformat() if day else None


def _embargo(form: Form, stored: str | None) -> str | None:
    """Not before this moment, by the wall clock; UTC text."""
    at = clock.prague(stored) if stored else None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        day = form.ask("embargo.day", st.date_input, t("Embargo: not before"), value=at.date() if at else None,
                       format="DD.MM.YYYY", width=200)  # fmt: skip
        time = form.ask("embargo.time", st.time_input, t("Hour"), value=at.time() if at else dt.time(8), width=140)
    if day is None:
        return None
    moment = moments.of_wall(dt.datetime.combine(day, time or dt.time(0)))
    if moment.note:
        st.caption(moment.note)
    return clock.stamp(moment.at)


def embargo_words(stamp: str) -> str:
    """`nevydávat před čt 26. 11. 2026 8:00`."""
    return t("not before {when}", when=dates.short_moment(stamp))
