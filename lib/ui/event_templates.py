"""Templates of events: kept from an event, used for a new one, renamed, removed."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.events import Event, actions, queries
from lib.i18n import t
from lib.store import Database
from lib.tasks import queries as tasks
from lib.ui import cached
from lib.ui import events as look
from lib.ui.forms import Form, confirm
from lib.ui.head import Link
from lib.ui.plain import plain


def button(event: Event, user: User) -> None:
    """“Uložit jako šablonu…” on the page of an event."""
    if st.button(t("Keep as a template…"), key="event.template", icon=":material/bookmark_add:", type="tertiary"):
        st.dialog(t("Keep as a template"), icon=":material/bookmark_add:")(_question)(event, user)


def show(templates: pl.DataFrame, user: User) -> None:
    """The templates, each with what can be done with it."""
    if templates.is_empty():
        with st.container(border=True, horizontal_alignment="center"):
            sentence = t("No templates yet. Open an event that is held again and again, and keep it as a template.")
            st.markdown(sentence, text_alignment="center")
            Link(t("Events"), "pages/events/events.py").draw("primary", "templates.empty")
    for row in templates.iter_rows(named=True):
        with st.container(border=True, key=f"template-{row['id']}"):
            _draw(row, user)


def task_templates(user: User) -> dict[str, str]:
    """Code → name of the templates of tasks."""
    return dict(cached.read(tasks.templates, by=user).select("code", "name").iter_rows())


def _draw(row: Mapping[str, Any], user: User) -> None:
    st.subheader(plain(row["name"]), anchor=False)
    about = [row["title"], look.kind_word(row["kind"]), row["venue"]]
    if row["task_template"]:
        name = task_templates(user).get(row["task_template"], row["task_template"])
        about.append(t("tasks: {template}", template=name))
    st.caption(plain(" · ".join(part for part in about if part)))
    with st.container(horizontal=True, gap="small"):
        use = Link(t("New event by it"), "pages/events/edit.py", ":material/add:", {"sablona": str(row["id"])})
        use.draw("secondary", f"use.{row['id']}")
        if st.button(t("Rename…"), key=f"rename.{row['id']}", type="tertiary"):
            st.dialog(t("Rename the template"))(_rename)(row, user)
        confirm(t("Remove…"), t("Remove the template?"), t("Events that were entered by it stay."),
                lambda db: actions.remove_template(db, row["id"], by=user), key=f"remove.{row['id']}",
                said=lambda _: t("The template is removed."), type="tertiary")  # fmt: skip


def _question(event: Event, user: User) -> None:
    st.caption(t("Everything but the date is kept; those of the leadership will be asked anew."))
    form = Form(f"event.template.{event.id}")
    with form.body():
        name = form.ask("name", st.text_input, t("Name of the template"), value=event.title)
        offered = task_templates(user)
        chosen = form.ask("tasks", st.selectbox, t("Tasks that come with it"), options=list(offered), index=None,
                          format_func=offered.__getitem__, placeholder=t("none"))  # fmt: skip
        if form.submit(t("Keep the template")):
            form.save(lambda db: _keep(db, event, name, chosen, user), said=lambda _: t("The template is kept."),
                      go="pages/events/templates.py")  # fmt: skip


def _keep(db: Database, event: Event, name: str, chosen: str | None, user: User) -> int:
    entry = queries.entry(db, event.id, by=user)
    return actions.save_template(db, name, entry, task_template=chosen, by=user)


def _rename(row: Mapping[str, Any], user: User) -> None:
    form = Form(f"template.rename.{row['id']}")
    with form.body():
        name = form.ask("name", st.text_input, t("Name of the template"), value=row["name"])
        if form.submit(t("Rename")):
            form.save(lambda db: _named(db, row["id"], name, user), said=lambda _: t("The template is renamed."))


def _named(db: Database, template_id: int, name: str, user: User) -> None:
    one = queries.template(db, template_id, by=user)
    entry = one.on(clock.today())
    actions.save_template(db, name, entry, template_id=template_id, task_template=one.task_template, by=user)
