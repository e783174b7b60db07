"""Tasks: mine, all, by event, and the list of a week on paper; ticked off where they stand."""

import datetime as dt

import polars as pl
import streamlit as st

from lib import clock
from lib.i18n import t, tn
from lib.tasks import actions, queries
from lib.ui import cached, in_address, tasks_forms, tasks_ticks
from lib.ui import tasks as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Edit, Empty, Filter, show_list

user = guard("tasks.read")
VIEWS = {"moje": t("Mine"), "vsechny": t("All"), "akce": t("By event"), "list": t("List of tasks")}
LATELY = dt.timedelta(days=60)
staff = cached.read(queries.staff, by=user)
open_tasks = cached.read(queries.open_tasks, by=user)
edits = user.may("tasks.edit")
new = Link(t("New task"), "pages/tasks/task.py", ":material/add_task:")
templates = Link(t("Templates of tasks"), "pages/tasks/templates.py", ":material/checklist:")

mine = open_tasks.filter(pl.col("assignee") == user.login)
top = st.container()
view = in_address.one_of("pohled", t("Show"), VIEWS, "moje")
with top:
    shown = mine if view == "moje" else open_tasks
    head(t("Tasks"), look.figures(shown), primary=new if edits else None, others=(templates,))

if view == "moje":
    closed = cached.read(queries.tasks, clock.today(), by=user)
    today = closed.filter((pl.col("assignee") == user.login) & (pl.col("state") != "open"))
    if mine.is_empty():
        st.caption(t("Nothing waits for you. All tasks of the office are under All."))
    tasks_ticks.show("mine", look.by_standing(look.with_about(pl.concat([mine, today]), user), person=False), by=user)
elif view == "akce":
    if open_tasks.is_empty():
        st.caption(t("No task is open. Set tasks by a template on the page of an event."))
    groups = look.by_subject(look.with_about(open_tasks, user))
    tasks_ticks.show("by-event", groups[: look.MOST_GROUPS], by=user)
    if len(groups) > look.MOST_GROUPS:
        st.caption(look.further(len(groups) - look.MOST_GROUPS))
elif view == "list":
    tasks_forms.week_sheet(staff, user)
else:
    closed_too = st.checkbox(t("Also those closed in the last 60 days"), key="i-splnene", bind="query-params")
    found = cached.read(queries.tasks, clock.today() - LATELY, by=user) if closed_too else open_tasks
    person = pl.col("assignee_name").fill_null(t(look.NOBODY))
    show_list(
        "tasks.all",
        look.with_about(found, user).with_columns(person=person),
        look.columns(),
        search=("title", "number", "about", "note", "with_whom"),
        filters=(Filter("standing", t("State"), "pills"), Filter("person", t("Who does it")),
                 Filter("about", t("What for"))),
        sort="due_on",
        row_page="pages/tasks/task.py",
        empty=Empty(t("No task is open. Set tasks by a template on the page of an event."), new if edits else None),
        by=user,
        count=lambda n: tn("{n} task", "{n} tasks", n),
        title=t("Tasks"),
        edit=Edit(("title", "due_on", "with_whom", "note"),
                  lambda db, task_id, changes, by: actions.change(db, task_id, changes, by=by)) if edits else None,
    )  # fmt: skip
    if edits:
        tasks_forms.hand_over(staff, user)
