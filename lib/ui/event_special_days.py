"""School holidays, elections and significant days: shown, added, removed."""

import datetime as dt
from functools import partial

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.events import actions, rules
from lib.i18n import N, t
from lib.store import Database
from lib.ui.event_entry import read_day
from lib.ui.forms import Form, confirm
from lib.ui.plain import plain

YEARS_AHEAD = 5
SUMMER = ((7, 1), (8, 31))
"""The main school holidays have the same days each year (decree 16/2005 Coll. on the organisation of the school
year); the days of the others differ, so the office types them."""
SUMMER_HOLIDAYS = N("Summer school holidays")


def span(year: int) -> tuple[dt.date, dt.date]:
    """The days whose entries are shown: from the beginning of the year for some years."""
    return dt.date(year, 1, 1), dt.date(year + YEARS_AHEAD, 12, 31)


def show(days: pl.DataFrame, user: User) -> None:
    """What is known, in order, with the way to take an entry back."""
    if days.is_empty():
        st.info(t("Nothing is entered yet. School holidays are announced by the ministry, elections by the president."))
    for row in days.iter_rows(named=True):
        with st.container(horizontal=True, vertical_alignment="center", key=f"special-{row['id']}"):
            with st.container(gap=None):
                st.markdown(plain(row["name"]))
                st.caption(f"{dates.span(row['first_on'], row['last_on'])} · {t(rules.SPECIAL_DAYS[row['kind']])}")
            if user.may("events.edit"):
                confirm(t("Remove…"), t("Remove the entry?"), t("The calendar stops showing it."),
                        partial(actions.remove_special_day, special_day_id=row["id"], by=user),
                        key=f"special.{row['id']}", said=lambda _: t("The entry is removed."),
                        type="tertiary")  # fmt: skip


def add(user: User) -> None:
    """The form of a new entry."""
    form = Form("special_day")
    label = t("Summer holidays 1. 7.–31. 8. {year}", year=_summer())
    st.button(label, icon=":material/beach_access:", key="summer", on_click=_fill_summer, args=(form,))
    if form.key("kind") not in st.session_state:
        form.fill("kind", "school_holiday")
    with form.body():
        kind = form.ask("kind", st.segmented_control, t("Kind"), options=list(rules.SPECIAL_DAYS), required=True,
                        format_func=lambda code: t(rules.SPECIAL_DAYS[code]))  # fmt: skip
        name = form.ask("name", st.text_input, t("Title"))
        first = form.ask("first_on", st.text_input, t("First day"), placeholder=t("12. 12. 2026"))
        last = form.ask("last_on", st.text_input, t("Last day"), placeholder=t("the same day"))
        if form.submit(t("Add")):
            form.save(lambda db: _add(db, kind, name, first, last, user), said=lambda _: t("The entry is added."))


def _add(db: Database, kind: str, name: str, first: str, last: str, user: User) -> int:
    first_on = read_day(first, "first_on")
    last_on = read_day(last, "last_on") if last.strip() else None
    return actions.add_special_day(db, kind, first_on, last_on, name, by=user)


def _summer() -> int:
    """The year of the next summer that is not over."""
    today = clock.today()
    return today.year + ((today.month, today.day) > SUMMER[1])


def _fill_summer(form: Form) -> None:
    year = _summer()
    for field, value in (
        ("kind", "school_holiday"),
        ("name", t(SUMMER_HOLIDAYS)),
        ("first_on", dates.date(dt.date(year, *SUMMER[0]))),
        ("last_on", dates.date(dt.date(year, *SUMMER[1]))),
    ):
        form.fill(field, value)
