"""Entering that somebody is away, and taking it back."""

import datetime as dt

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.coverage.actions import absence
from lib.coverage.queries import people as queries
from lib.coverage.rules import people as rules
from lib.coverage.rules.people import Absence
from lib.czech import dates, reading
from lib.errors import BadInput
from lib.i18n import t
from lib.ui import cached
from lib.ui.forms import Form, act

HOURS = "hours"


def enter(user: User) -> None:
    """The form; the person who looks and today are filled in."""
    staff = dict(cached.read(queries.staff, by=user).select("login", "name").iter_rows())
    form = Form("coverage.away", live=True)
    with form.body(), st.container(gap="small"):
        login = form.ask("who", st.selectbox, t("Who"), options=list(staff), format_func=staff.__getitem__,
                         index=list(staff).index(user.login) if user.login in staff else None)  # fmt: skip
        with st.container(horizontal=True):
            first = form.ask("first_on", st.date_input, t("From"), value=clock.today(), format="DD.MM.YYYY")
            last = form.ask("last_on", st.date_input, t("To"), value=None, format="DD.MM.YYYY",
                            help=t("Empty means a single day."))  # fmt: skip
        part = _part(form) if last in (None, first) else "day"
        typed = form.ask("hours", st.text_input, t("Hours"), placeholder="9:00–11:30") if part == HOURS else ""
        reason = form.ask("reason", st.segmented_control, t("Why (seen by that person and the head)"),
                          options=list(rules.REASONS), default="holiday", required=True,
                          format_func=lambda code: t(rules.REASONS[code]))  # fmt: skip
        if form.submit(t("Record the absence"), icon=":material/event_busy:"):
            form.save(
                lambda db: absence.be_away(db, _absence(login, first, last, part, typed, reason), by=user),
                said=lambda _: t("Recorded. Whoever plans coverage sees it."),
            )


def back(found: pl.DataFrame, user: User) -> None:
    """One absence is chosen and taken back."""
    names = {
        row["id"]: f"{row['name']}, {dates.span(row['first_on'], row['last_on'])}, {row['hours']}"
        for row in found.iter_rows(named=True)
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(t("Absence"), list(names), format_func=names.__getitem__, index=None,
                              placeholder=t("Choose"), key="coverage.away.back", width=420)  # fmt: skip
        if chosen:
            act(t("Take it back"), lambda db: absence.be_back(db, chosen, by=user), said=lambda _: t("Taken back."),
                key="coverage.away.take", icon=":material/undo:")  # fmt: skip


def _part(form: Form) -> str:
    words = {code: t(word) for code, (word, _) in rules.PARTS.items()} | {HOURS: t("hours")}
    return str(form.ask("part", st.segmented_control, t("Part of the day"), options=list(words), default="day",
                        required=True, format_func=words.__getitem__))  # fmt: skip


def _absence(
    login: str | None, first: dt.date | None, last: dt.date | None, part: str, typed: str, reason: str
) -> Absence:
    if not login:
        raise BadInput("Say who is away.", field="who")
    if first is None:
        raise BadInput("Say from which day.", field="first_on")
    hours = reading.parse_time_span(typed) if part == HOURS else rules.PARTS[part][1] or (None, None)
    return Absence(login, first, last or first, *hours, reason=reason)
