"""What is asked beside the fields of an event, and how all of it is saved in one transaction."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.coverage.rules import plan as coverage
from lib.errors import BadInput
from lib.events import Event, actions, queries
from lib.events.entry import Entry
from lib.flows import enter_event, move_event
from lib.i18n import N, t
from lib.stock import queries as stock
from lib.store import Database
from lib.ui import cached, event_repeat, event_templates, stock_forms
from lib.ui.event_entry import Values, read_day
from lib.ui.event_form import Begun
from lib.ui.forms import Form

SCOPES = {"one": N("Only this one"), "following": N("This and all that follow"), "all": N("All of the series")}


@dataclass(frozen=True)
class Extras:
    """Of a new event its state and what is planned with it; of an edited one the reason and the scope."""

    confirmed: bool = False
    tasks: str | None = None
    coverage: tuple[str, ...] = ()
    gifts: tuple[tuple[int, int], ...] = ()
    reason: str = ""
    scope: Any = "one"


@dataclass(frozen=True)
class Saved:
    """The event and what followed from saving it, in a sentence."""

    id: int
    followed: str = ""


def ask(form: Form, event: Event | None, typed: Values, user: User) -> Extras:
    """What a new event may have besides its fields, and what an edited one needs said."""
    if event is None:
        return _ask_new(form, typed, user)
    reason = form.ask("why", st.text_input, t("Why it changes"), placeholder=t("colleagues will read it"))
    return Extras(reason=reason, scope=_scope(form) if event.series_id else "one")


def save(db: Database, form: Form, event: Event | None, begun: Begun, entry: Entry, extras: Extras, by: User) -> Saved:
    """Save what was typed; whatever of it cannot be, nothing is."""
    if event is None:
        return Saved(_enter(db, form, entry, extras, by))
    followed = move_event.edit(
        db, event.id, entry, started_from=begun.version or 0, reason=extras.reason, scope=extras.scope, by=by
    )
    return Saved(event.id, str(followed))


def said(saved: Saved) -> str:
    """What the person is told."""
    return " ".join(filter(None, (t("The event is saved."), saved.followed)))


def _enter(db: Database, form: Form, entry: Entry, extras: Extras, by: User) -> int:
    rule = event_repeat.read_rule(form, entry.starts_on)
    event_id = enter_event.enter(
        db, entry, task_template=extras.tasks, coverage=extras.coverage, gifts=extras.gifts,
        state="confirmed" if extras.confirmed else "proposed", by=by,
    )  # fmt: skip
    if rule:
        actions.repeat(db, event_id, str(rule), by=by)
    return event_id


def _ask_new(form: Form, typed: Values, user: User) -> Extras:
    with st.expander(t("Tasks, coverage and gifts"), icon=":material/playlist_add_check:"):
        chosen = _tasks(form, user) if user.may("tasks.edit") else None
        kinds = _coverage(form) if user.may("coverage.edit") else ()
        gifts = _gifts(form, user) if user.may("stock.reserve") else ()
    with st.expander(t("Repeat"), icon=":material/repeat:"):
        event_repeat.ask(form, _day(typed))
    return Extras(form.ask("confirmed", st.toggle, t("It is already confirmed")), chosen, kinds, gifts)


def _tasks(form: Form, user: User) -> str | None:
    """The template of tasks; that of the event's own template is chosen already."""
    offered = event_templates.task_templates(user)
    template = st.query_params.get("sablona", "")
    if template.isdecimal() and form.key("tasks") not in st.session_state:
        own = cached.read(queries.template, int(template), by=user).task_template
        form.fill("tasks", own if own in offered else None)
    chosen: str | None = form.ask("tasks", st.selectbox, t("Tasks by a template"), options=list(offered), index=None,
                                  format_func=offered.__getitem__, placeholder=t("none"))  # fmt: skip
    return chosen


def _coverage(form: Form) -> tuple[str, ...]:
    kinds = form.ask("coverage", st.pills, t("What we want from it"), options=list(coverage.KINDS),
                     selection_mode="multi", format_func=lambda code: t(coverage.KINDS[code]))  # fmt: skip
    return tuple(kinds)


def _gifts(form: Form, user: User) -> tuple[tuple[int, int], ...]:
    """Items to be promised; a line for another one appears by itself."""
    free = cached.read(stock.available, by=user).rename({"item_id": "id"}).with_columns(retired=pl.lit(False))
    st.caption(t("Gifts reserved for the event"))
    return tuple((line.item_id, line.quantity) for line in stock_forms.lines(form, free, "available", ()))


def _day(typed: Values) -> dt.date | None:
    try:
        return read_day(typed["date"], "date")
    except BadInput:
        return None


def _scope(form: Form) -> Any:
    return form.ask("scope", st.segmented_control, t("What is edited"), options=list(SCOPES), default="one",
                    required=True, format_func=lambda code: t(SCOPES[code]))  # fmt: skip
