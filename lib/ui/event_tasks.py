"""Tasks of an event, as a part of its page: what is to be done until when, ticked off here; templates."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.events import Event
from lib.i18n import t
from lib.tasks import actions, queries
from lib.ui import cached, tasks_forms, tasks_ticks
from lib.ui import tasks as look
from lib.ui.forms import act
from lib.ui.head import Link

OVER = ("cancelled", "closed")


def panel(event: Event, user: User) -> None:
    """Draw the part."""
    subject = f"event:{event.id}"
    found = cached.read(queries.of, subject, by=user)
    edits = user.may("tasks.edit")
    if found.is_empty():
        st.caption(t("This event has no tasks yet. Set them by a template, or write one.") if edits else t("No tasks."))
    else:
        st.caption(look.figures(found))
        tasks_ticks.show(subject, look.by_standing(found, person=True, about=False), by=user)
    if not edits:
        return
    new = Link(t("New task"), "pages/tasks/task.py", ":material/add_task:", {"akce": str(event.id)})
    with st.container(horizontal=True):
        new.draw(key="event.tasks")
        _plan_anew(event, found, user)
    if event.state not in OVER:
        _template(event, subject, user, first=found.is_empty())


def _plan_anew(event: Event, found: pl.DataFrame, user: User) -> None:
    """Moving the event plans its tasks anew by itself; days that somebody changed by hand only when asked."""
    if found.filter((pl.col("state") == "open") & (pl.col("fixed") == 1)).is_empty():
        return
    act(
        t("Plan days changed by hand anew"),
        lambda db: actions.replan(db, f"event:{event.id}", event.day, also_fixed=True, by=user),
        said=look.moved, key="event.tasks.replan", icon=":material/event_repeat:",
    )  # fmt: skip


def _template(event: Event, subject: str, user: User, *, first: bool) -> None:
    templates = cached.read(queries.templates, by=user).filter(pl.col("anchor") == "event")
    names = dict(templates.select("id", "name").iter_rows())
    if not names:
        return
    codes = templates["code"].to_list()
    fits = look.default_template(event.kind)
    with st.expander(t("Set tasks by a template"), icon=":material/checklist:", expanded=first):
        chosen = st.selectbox(
            t("Template"), list(names), format_func=names.__getitem__, key=f"event.tasks.template.{event.id}",
            index=codes.index(fits) if fits in codes else 0,
        )  # fmt: skip
        tasks_forms.use(chosen or next(iter(names)), subject, event.day, event.responsible, user)
