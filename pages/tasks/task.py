"""One task: what, for what, who and until when; finishing, dropping, changing it. Without an id a new one."""

import streamlit as st

from lib.czech import dates
from lib.flows import task_list
from lib.i18n import t
from lib.tasks import actions, queries
from lib.ui import badges, cached, tasks_forms
from lib.ui import tasks as look
from lib.ui.facts import facts, history
from lib.ui.forms import Form, act
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("tasks.read")
task_id = chosen_id()
task = cached.fresh(queries.task, task_id, by=user) if task_id else None
staff = cached.read(queries.staff, by=user)
everything = Link(t("Tasks"), "pages/tasks/tasks.py")

if task is None:
    head(t("New task"), others=(everything,))
    form = Form("tasks.new")
    with form.body():
        entry = tasks_forms.ask_entry(form, staff, None, user)
        subject = tasks_forms.subject(form, user)
        if form.submit(t("Set the task"), icon=":material/add_task:"):
            form.save(
                lambda db: actions.add(db, **vars(entry), subject=subject, by=user),
                said=lambda _: t("The task is set until {day}.", day=dates.short_date(entry.due_on)),
                go="pages/events/event.py" if "akce" in st.query_params else "pages/tasks/tasks.py",
                query=lambda _: tasks_forms.way_back(subject),
            )
    st.stop()

about = cached.read(task_list.about, (task.subject,), by=user).get(task.subject, "")
head(task.title, t("{number}, due {day}", number=task.number, day=dates.short_date(task.due)), others=(everything,))
what, next_steps = st.columns([3, 2], gap="large")
with what:
    badges.show(look.states()[task.standing])
    if event_id := look.event_id(task.subject):
        Link(about, "pages/events/event.py", ":material/event:", {"id": str(event_id), "cast": "ukoly"}).draw(
            "tertiary"
        )
    facts(look.facts(task, about))
    history(cached.fresh(queries.history, task.id, by=user))
if user.may("tasks.edit"):
    with next_steps:
        if task.state != "open":
            act(
                t("Open the task again"), lambda db: actions.reopen(db, task.id, by=user), key="reopen",
                icon=":material/undo:", said=lambda _: t("The task {number} is open again.", number=task.number),
            )  # fmt: skip
            st.stop()
        tasks_forms.finish(task, user)
        form = Form(f"task.edit.{task.id}")
        with st.expander(t("Change the task"), icon=":material/edit:"), form.body():
            entry = tasks_forms.ask_entry(form, staff, task, user)
            if form.submit(t("Save the task")):
                form.save(
                    lambda db: actions.edit(db, task.id, entry, by=user),
                    said=lambda _: t("The task {number} is changed.", number=task.number),
                )
        tasks_forms.drop(task, user)
