"""How an event repeats: asked in a form, told on the event's page with the ways to the previous and the next one."""

import datetime as dt
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.errors import BadInput
from lib.events import Event, actions, queries, wording
from lib.events import series as repeating
from lib.events.series import Rule
from lib.i18n import N, t, tn
from lib.store import Database
from lib.ui import cached
from lib.ui import events as look
from lib.ui.event_entry import read_day
from lib.ui.forms import Form
from lib.ui.head import Link
from lib.ui.plain import plain

EVERY = {
    "daily": N("Daily"),
    "weekly": N("Weekly"),
    "fortnightly": N("Every other week"),
    "month_day": N("Monthly on the same day"),
    "month_week": N("Monthly on the same weekday"),
    "yearly": N("Yearly"),
}
LAST_WEEK = 4
"""The fifth Tuesday is not in every month, so it is taken as the last one."""


def ask(form: Form, day: dt.date | None) -> Rule | None:
    """The repetition that was chosen, None of an event held once. BadInput of what was typed comes with `read_rule`."""
    chosen = form.ask("rule", st.selectbox, t("Repeat"), options=list(EVERY), index=None,
                      format_func=lambda code: t(EVERY[code]), placeholder=t("does not repeat"))  # fmt: skip
    if chosen is None:
        return None
    left, right = st.columns(2)
    with left:
        form.ask("until", st.text_input, t("Until"), placeholder=t("without end"))
    with right:
        form.ask("count", st.number_input, t("How many times in all"), min_value=2, value=None, step=1,
                 placeholder=t("or a number"))  # fmt: skip
    return _told(form, chosen, day)


def read_rule(form: Form, day: dt.date) -> Rule | None:
    """The repetition as it is typed in the form, or BadInput beside its field."""
    chosen = st.session_state.get(form.key("rule"))
    if chosen is None:
        return None
    until = st.session_state.get(form.key("until"), "")
    last = read_day(until, "until") if until.strip() else None
    if last and last < day:
        raise BadInput("The repetition would end before it begins. Choose a later day.", field="until")
    rule = rule_of(chosen, day)
    return repeating.checked(
        Rule(rule.freq, rule.interval, rule.days, count=st.session_state.get(form.key("count")), until=last)
    )


def rule_of(code: str, day: dt.date) -> Rule:
    """A usual repetition of an event on that day, without end."""
    if code == "month_week":
        which = (day.day - 1) // 7 + 1
        return Rule("MONTHLY", days=((which if which <= LAST_WEEK else -1, day.weekday()),))
    interval = 2 if code == "fortnightly" else 1
    freq = {"daily": "DAILY", "weekly": "WEEKLY", "fortnightly": "WEEKLY", "month_day": "MONTHLY", "yearly": "YEARLY"}
    return Rule(freq[code], interval)


def _told(form: Form, chosen: str, day: dt.date | None) -> Rule | None:
    """The repetition in words, so that a slip is seen before it enters fifty events."""
    if day is None:
        st.caption(t("Fill in the date first."))
        return None
    try:
        rule = read_rule(form, day)
    except BadInput as error:
        form.refuse(error)
        return None
    st.caption(wording.repetition(rule) if rule else "")
    return rule


def around(event: Event, user: User) -> None:
    """Of an event in a series: how it repeats and the ways to its neighbours."""
    if event.series_id is None:
        return
    one = cached.read(queries.series, event.series_id, by=user)
    others = cached.read(queries.occurrences, event.series_id, by=user)
    ahead = others.filter(pl.col("starts_on") >= clock.today()).height
    with st.container(border=True, key="event-series"):
        st.caption(t("Repeats"))
        st.text(f"{one.said} · " + tn("{n} is left", "{n} are left", ahead))
        place = others["id"].to_list().index(event.id)
        with st.container(horizontal=True, gap="small"):
            _neighbour(others, place - 1, ":material/chevron_left:")
            _neighbour(others, place + 1, ":material/chevron_right:")


def _neighbour(others: pl.DataFrame, place: int, icon: str) -> None:
    if not 0 <= place < others.height:
        return
    row = others.row(place, named=True)
    Link(look.day_word(row["starts_on"]), "pages/events/event.py", icon, {"id": str(row["id"])}).draw("tertiary", icon)


def button(event: Event, user: User) -> None:
    """“Opakovat…” of an event held once; of one in a series to change, to end, or to take this one out."""
    if event.series_id is None:
        if st.button(t("Repeat…"), key="event.repeat", icon=":material/repeat:", type="tertiary"):
            st.dialog(t("Repeat the event"), icon=":material/repeat:")(_ask_new)(event, user)
        return
    if st.button(t("Change the series…"), key="event.series", icon=":material/repeat:", type="tertiary"):
        st.dialog(t("Change the series"), icon=":material/repeat:")(_ask_change)(event, user)


def _ask_new(event: Event, user: User) -> None:
    st.write(plain(f"{event.title} · {look.when(event)}"))
    form = Form(f"event.repeat.{event.id}", live=True)
    with form.body():
        ask(form, event.day)
        if form.submit(t("Repeat the event")):
            form.save(
                lambda db: actions.repeat(db, event.id, _wanted(form, event), by=user),
                said=lambda _: t("The event repeats; its next dates are in the calendar."),
            )


def _wanted(form: Form, event: Event) -> str:
    rule = read_rule(form, event.day)
    if rule is None:
        raise BadInput("Choose how it repeats.", field="rule")
    return str(rule)


def _ask_change(event: Event, user: User) -> None:
    st.write(plain(f"{event.title} · {look.when(event)}"))
    form = Form(f"event.series.{event.id}", live=True)
    with form.body():
        what: Any = form.ask("what", st.radio, t("What is to happen"), options=list(CHANGES), index=0,
                        format_func=lambda code: t(CHANGES[code][0]))  # fmt: skip
        if what == "rule":
            ask(form, event.day)
        reason = form.ask("reason", st.text_input, t("Reason"))
        if form.submit(t("Change the series")):
            go = "pages/events/events.py" if what == "out" else None
            form.save(
                lambda db: _change(db, event, what, form, reason, user), said=lambda _: t(CHANGES[what][1]), go=go
            )


CHANGES = {
    "rule": (N("Repeat otherwise from this one on"), N("The series repeats otherwise from this event on.")),
    "stop": (N("This one is the last of the series"), N("The series ends with this event.")),
    "out": (N("Take this one out of the series for good"), N("The event is taken out of its series.")),
}


def _change(db: Database, event: Event, what: str, form: Form, reason: str, user: User) -> None:
    if what == "rule":
        actions.change_rule(db, event.id, _wanted(form, event), reason, by=user)
    elif what == "stop":
        actions.stop(db, event.id, reason, by=user)
    else:
        actions.remove_occurrence(db, event.id, reason, by=user)
