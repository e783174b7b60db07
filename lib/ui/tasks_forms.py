"""Forms of tasks: a task in writing, finishing and dropping, handing over, using a template, the list of a week."""

import datetime as dt
from collections.abc import Mapping, Sequence

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.events import queries as events
from lib.flows import task_list
from lib.i18n import t, tn
from lib.tasks import actions, queries
from lib.tasks.queries import Task
from lib.tasks.rules import Entry
from lib.ui import cached
from lib.ui import tasks as look
from lib.ui.columns import Column
from lib.ui.forms import Form
from lib.ui.lists import draw_table

DATE = "DD.MM.YYYY"


def ask_entry(form: Form, staff: Mapping[str, str], task: Task | None, user: User) -> Entry:
    """The fields of a task: what, until when, who; the rest under More details."""
    title = form.ask("title", st.text_input, t("What is to be done"), value=task.title if task else "")
    first = task.due if task else look.next_day()
    due = form.ask("due_on", st.date_input, t("Until when"), value=first, format=DATE)
    assignee = person(form, staff, task.assignee if task else user.login)
    with st.expander(t("More details")):
        with_whom = form.ask("with_whom", st.text_input, t("With whom"), value=task.with_whom if task else "")
        kept = dt.date.fromisoformat(task.control_on) if task and task.control_on else None
        control = form.ask("control_on", st.date_input, t("Control at a meeting on"), value=kept, format=DATE)
        note = form.ask("note", st.text_area, t("Note"), value=task.note if task else "", height=96)
    return Entry(title, due or first, assignee, with_whom, note, control)


def person(form: Form, staff: Mapping[str, str], first: str | None) -> str | None:
    """Somebody of the office, or nobody yet; who has it now is offered even with a closed account."""
    logins: list[str] = [*staff, *([first] if first and first not in staff else [])]
    return form.ask(
        "assignee", st.selectbox, t("Who does it"), options=logins, placeholder=t("not given to anybody"),
        format_func=lambda login: staff.get(login, login), index=logins.index(first) if first else None,
    )  # fmt: skip


def subject(form: Form, user: User) -> str:
    """What a new task belongs to: the event of the address (`?akce=12`), or one that is chosen, or nothing."""
    given = st.query_params.get("akce", "")
    if given.isdecimal():
        of = f"event:{int(given)}"
        st.caption(cached.read(task_list.about, (of,), by=user)[of])
        return of
    today = clock.today()
    near = cached.read(events.between, today - dt.timedelta(30), today + dt.timedelta(365), by=user)
    titles = {
        row["id"]: t("{title}, {day}", title=row["title"], day=dates.date(row["starts_on"]))
        for row in near.iter_rows(named=True)
    }
    chosen = form.ask(
        "subject", st.selectbox, t("For which event"), options=list(titles), format_func=titles.__getitem__,
        index=None, placeholder=t("none"),
    )  # fmt: skip
    return f"event:{chosen}" if chosen else ""


def way_back(of: str) -> dict[str, str]:
    """Where a new task leads: to the tasks of its event, or to the list."""
    event_id = look.event_id(of)
    return {"id": str(event_id), "cast": "ukoly"} if event_id and "akce" in st.query_params else {}


def finish(task: Task, user: User) -> None:
    """What came of it, and the button."""
    form = Form(f"task.finish.{task.id}")
    with form.body():
        result = form.ask(
            "result", st.text_area, t("Result"), height=72, placeholder=t("What came of the task (optional)")
        )
        if form.submit(t("Finish the task"), icon=":material/check:"):
            form.save(
                lambda db: actions.finish(db, task.id, result, by=user),
                said=lambda _: t("The task {number} is finished.", number=task.number),
            )


def drop(task: Task, user: User) -> None:
    """Why it will not be done, and the button."""
    form = Form(f"task.drop.{task.id}")
    with st.expander(t("It will not be done"), icon=":material/block:"), form.body():
        reason = form.ask("reason", st.text_input, t("Reason"))
        if form.submit(t("Drop the task")):
            form.save(
                lambda db: actions.drop(db, task.id, reason, by=user),
                said=lambda _: t("The task {number} is dropped.", number=task.number),
            )


def hand_over(staff: Mapping[str, str], user: User) -> None:
    """All open tasks of one person to another one."""
    form = Form("tasks.hand_over")
    with st.expander(t("Hand all tasks of somebody over"), icon=":material/group:"), form.body():
        st.caption(t("Before a holiday or an illness: every open task goes to the other person, history stays."))
        whose: list[str | None] = [None, *staff]
        giver = form.ask(
            "from_login", st.selectbox, t("Whose tasks"), options=whose,
            format_func=lambda login: staff[login] if login else t("not given to anybody"),
        )  # fmt: skip
        taker = form.ask(
            "to_login", st.selectbox, t("Who takes them"), options=list(staff), format_func=staff.__getitem__,
            index=None, placeholder=t("Choose a person"),
        )  # fmt: skip
        if form.submit(t("Hand the tasks over")):
            form.save(
                lambda db: actions.hand_over(db, giver, taker, by=user),
                said=lambda n: tn("{n} task is handed over.", "{n} tasks are handed over.", n),
            )


def use(template_id: int, of: str, anchor: dt.date, assignee: str | None, user: User) -> None:
    """What a template would make for a thing, and the button that makes it."""
    shown = cached.read(queries.preview, template_id, of, anchor, by=user)
    new = shown.filter(~pl.col("exists"))
    late = int(new["late"].sum())
    if late:
        st.caption(
            tn(
                "{n} task should have been done already: it will be due today.",
                "{n} tasks should have been done already: they will be due today.",
                late,
            )
        )
    draw_table(f"preview.{template_id}.{of}", t("What will be set"), _shown(shown), _columns())
    if new.is_empty():
        st.caption(t("All tasks of the template are here already."))
        return
    form = Form(f"tasks.use.{template_id}.{of}", live=True)
    with st.container(key=form.key("button")):
        if form.submit(tn("Set {n} task", "Set {n} tasks", new.height)):
            form.save(
                lambda db: actions.from_template(
                    db, template_id, subject=of, anchor=anchor, assignee=assignee, by=user
                ),
                said=lambda done: look.made(len(done)),
            )


def _shown(preview: pl.DataFrame) -> pl.DataFrame:
    rows = preview.select("exists", "late", "planned_on").iter_rows()
    words = [_word(exists=exists, late=late, planned=planned) for exists, late, planned in rows]
    due = pl.when(pl.col("exists")).then(None).otherwise(pl.col("due_on"))
    return preview.with_columns(word=pl.Series(words, dtype=pl.String), due_on=due)


def _word(*, exists: bool, late: bool, planned: dt.date) -> str:
    if exists:
        return t("is here already")
    return t("should have been done by {day}", day=dates.date(planned)) if late else ""


def _columns() -> Sequence[Column]:
    return Column("title", t("Task")), Column("due_on", t("Due"), "date"), Column("word", t("Note"))


def week_sheet(staff: Mapping[str, str], user: User) -> None:
    """The list of tasks of a week as a paper: which week, whose, the download and the look of it."""
    today = clock.today()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(t("Week"), today, key="tyden", bind="query-params", format=DATE, width=160)
        login = st.selectbox(
            t("Whose"), list(staff), index=None, key="kdo", bind="query-params", width=240,
            format_func=staff.__getitem__, placeholder=t("everybody, each on a page"),
        )  # fmt: skip
        one_table = st.checkbox(t("All in one table"), key="jedna", bind="query-params", disabled=bool(login))
    chosen = day if isinstance(day, dt.date) else today
    monday = chosen - dt.timedelta(days=chosen.weekday())
    paper = cached.read(task_list.sheet, monday, login, by_person=not one_table, by=user)
    name = t("list-of-tasks-{day}.pdf", day=monday.isoformat())
    st.download_button(t("Download and print"), paper, name, mime="application/pdf", type="primary",
                       icon=":material/print:", on_click="ignore")  # fmt: skip
    week = dates.span(monday, monday + dt.timedelta(days=6))
    st.pdf(paper, height=560, key="paper-wide", alt=t("List of tasks, {week}", week=week))
