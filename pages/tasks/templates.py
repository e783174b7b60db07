"""Templates of tasks: what is always to be done, how many days before and after; the office keeps them here."""

import streamlit as st

from lib.i18n import t, tn
from lib.tasks import queries
from lib.ui import cached
from lib.ui import tasks_templates as look
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.lists import Column, Empty, show_list

user = guard("tasks.read")
template_id = chosen_id()
staff = cached.read(queries.staff, by=user)
edits = user.may("tasks.edit")

if template_id is None:
    found = cached.read(queries.templates, by=user)
    head(t("Templates of tasks"), look.count(found.height), others=(Link(t("Tasks"), "pages/tasks/tasks.py"),))
    show_list(
        "tasks.templates",
        found.with_columns(anchor=found["anchor"].replace(look.anchors())),
        [
            Column("name", t("Name of the template")),
            Column("anchor", t("Days are counted from")),
            Column("items", t("Items of the template"), "whole"),
            Column("tasks", t("Tasks set by it"), "whole"),
            Column("note", t("Note")),
        ],
        sort="name",
        row_page=look.PAGE,
        empty=Empty(t("There is no template. Begin one below.")),
        by=user,
        count=look.count,
        title=t("Templates of tasks"),
    )
    if edits:
        look.begin_new(user)
    st.stop()

template = cached.fresh(queries.template, template_id, by=user)
head(
    template.name,
    t("{items}, counted from {anchor}", anchor=look.anchors()[template.anchor],
      items=tn("{n} item of a template", "{n} items of a template", len(template.items))),
    others=(Link(t("Templates of tasks"), look.PAGE),),
)  # fmt: skip
if template.note:
    st.caption(template.note)
if not edits:
    look.only_shown(template, staff)
    st.stop()
look.items(template, staff, user)
look.use(template, user)
look.name_and_copy(template, user)
