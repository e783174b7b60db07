"""Templates of tasks in writing: their items as a small table of fields, their name, a copy, their use."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import ROLES, User
from lib.czech import dates
from lib.i18n import t, tn
from lib.tasks import actions, rules
from lib.tasks.queries import Template
from lib.tasks.rules import Item, Offset
from lib.ui import tasks_forms
from lib.ui.columns import Column
from lib.ui.forms import Form, confirm
from lib.ui.lists import draw_table

PAGE = "pages/tasks/templates.py"
Who = tuple[str | None, str | None]
"""Role and login, one of them or neither."""
FIELDS = {
    "id": pl.Int64,
    "order": pl.Int64,
    "title": pl.String,
    "offset": pl.Int64,
    "unit": pl.String,
    "day": pl.Int64,
    "who": pl.String,
    "with_whom": pl.String,
}


def anchors() -> dict[str, str]:
    """What a template counts from → its words."""
    return {code: t(word) for code, word in rules.ANCHORS.items()}


def units() -> dict[str, str]:
    """Unit of an offset → its words."""
    return {code: t(word) for code, word in rules.UNITS.items()}


def who(staff: Mapping[str, str]) -> dict[str, Who]:
    """What a picker says → (role, login): a role stands for the only person who has it."""
    roles = {t("role: {role}", role=t(word)): (code, None) for code, (word, _) in ROLES.items() if code != "reader"}
    return {**roles, **{name: (None, login) for login, name in staff.items()}}


def items(template: Template, staff: Mapping[str, str], user: User) -> None:
    """The items as a table of fields; rows are added at its end, chosen ones removed, numbers say their order."""
    form = Form(f"tasks.template.{template.id}", live=True)
    key, before = form.key("items"), form.key("before")
    people = who(staff)
    if key not in st.session_state:  # begun now: what a colleague has saved since is seen, what is typed stays
        st.session_state[before] = _fields(template, people)
    st.caption(
        t(
            "Days before the day are negative. What is not a working day moves to the working day before."
            " With the day of a month, When is the number of months and Day the day there."
        )
    )
    typed = st.data_editor(
        st.session_state[before], key=key, num_rows="dynamic", hide_index=True, height="content",
        column_order=["order", "title", "offset", "unit", "day", "who", "with_whom"],
        column_config=_config(people), alt=template.name, placeholder="",
    )  # fmt: skip
    with st.container(key=form.key("save")):
        if form.submit(t("Save the items")):
            form.save(
                lambda db: actions.save_items(db, template.id, _read(typed, people), by=user),
                said=lambda _: t("The template {name} is saved. Tasks already set stay.", name=template.name),
            )


def _fields(template: Template, people: Mapping[str, Who]) -> pl.DataFrame:
    labels = {pair: label for label, pair in people.items()}
    words = units()
    rows = [
        (
            item_id, 10 * place, item.title, item.when.offset, words[item.when.unit], item.when.day,
            labels.get((item.role, item.assignee)), item.with_whom,
        )
        for place, (item_id, item) in enumerate(template.items, 1)
    ]  # fmt: skip
    return pl.DataFrame(rows, FIELDS, orient="row")


def _config(people: Mapping[str, object]) -> dict[str, Any]:
    column = st.column_config
    return {
        "order": column.NumberColumn(t("Order"), width=90, step=1),
        "title": column.TextColumn(t("What is to be done"), width="large", required=True),
        "offset": column.NumberColumn(t("When"), width=80, step=1, default=0),
        "unit": column.SelectboxColumn(t("Counted in"), options=list(units().values()), default=t("calendar days")),
        "day": column.NumberColumn(t("Day"), width=80, step=1),
        "who": column.SelectboxColumn(t("Who does it"), options=list(people)),
        "with_whom": column.TextColumn(t("With whom")),
    }


def _read(typed: pl.DataFrame, people: Mapping[str, Who]) -> list[tuple[int | None, Item]]:
    """The items as they were typed, in the order of their numbers; those without a number come last."""
    codes = {word: code for code, word in units().items()}
    rows = typed.sort("order", nulls_last=True, maintain_order=True).iter_rows(named=True)
    return [(row["id"], _item(row, codes, people)) for row in rows]


def _item(row: Mapping[str, Any], codes: Mapping[str, str], people: Mapping[str, Who]) -> Item:
    role, login = people.get(row["who"], (None, None))
    when = Offset(codes.get(row["unit"], "calendar"), row["offset"] or 0, row["day"])
    return Item(row["title"] or "", when, role, login, row["with_whom"] or "")


def only_shown(template: Template, staff: Mapping[str, str]) -> None:
    """The items for whoever may only read."""
    draw_table("template.items", template.name, _fields(template, who(staff)), [
        Column("title", t("What is to be done")), Column("offset", t("When"), "whole"),
        Column("unit", t("Counted in")), Column("day", t("Day"), "whole"), Column("who", t("Who does it")),
    ])  # fmt: skip


def name_and_copy(template: Template, user: User) -> None:
    """What the template is called and counts from; a copy; the end of it."""
    form = Form(f"tasks.template.name.{template.id}")
    with st.expander(t("Name of the template"), icon=":material/edit:"), form.body():
        name, anchor, note = _ask_name(form, template.name, template.anchor, template.note)
        if form.submit(t("Save the template")):
            form.save(
                lambda db: actions.save_template(db, template.id, name=name, anchor=anchor, note=note, by=user),
                said=lambda _: t("The template is saved."),
            )
    form = Form(f"tasks.template.copy.{template.id}")
    with st.expander(t("Copy the template"), icon=":material/content_copy:"), form.body():
        new = form.ask("name", st.text_input, t("Name of the copy"), value=t("{name}, copy", name=template.name))
        if form.submit(t("Copy the template")):
            form.save(
                lambda db: actions.copy_template(db, template.id, new, by=user),
                said=lambda _: t("The copy is made. Change what is different."),
                go=PAGE,
                query=lambda copy: {"id": str(copy)},
            )
    confirm(
        t("Remove the template"), t("Remove the template {name}?", name=template.name),
        t("Tasks that were set by it stay and still move with their event."),
        lambda db: actions.remove_template(db, template.id, by=user), key="template.remove", go=PAGE,
        said=lambda _: t("The template {name} is removed.", name=template.name), icon=":material/delete:",
    )  # fmt: skip


def _ask_name(form: Form, name: str, anchor: str, note: str) -> tuple[str, str, str]:
    words = anchors()
    typed = form.ask("name", st.text_input, t("Name of the template"), value=name)
    chosen = form.ask(
        "anchor", st.selectbox, t("Days are counted from"), options=list(words), format_func=words.__getitem__,
        index=list(words).index(anchor),
    )  # fmt: skip
    return typed, chosen or "", form.ask("note", st.text_input, t("Note"), value=note)


def begin_new(user: User) -> None:
    """The form of a new template; its items are written on its page."""
    form = Form("tasks.template.new")
    with st.expander(t("New template"), icon=":material/add:"), form.body():
        name, anchor, note = _ask_name(form, "", "event", "")
        if form.submit(t("Begin the template")):
            form.save(
                lambda db: actions.new_template(db, name, anchor, note, by=user),
                said=lambda _: t("The template is ready for its items."),
                go=PAGE,
                query=lambda new: {"id": str(new)},
            )


def use(template: Template, user: User) -> None:
    """Set the tasks of a template that hangs on no event: of a month, of a year, of an issue of the paper."""
    st.subheader(t("Use the template"), anchor=False)
    if template.anchor == "event":
        st.caption(t("A template that counts from an event is used on the event's page, in the part Tasks."))
        return
    offered = {"year": dt.date(clock.today().year + 1, 1, 1), "month": _next_month()}
    first = offered.get(template.anchor, clock.today() + dt.timedelta(days=30))
    labels = {"issue": t("First day of distribution"), "month": t("Any day of the month")}
    label = labels.get(template.anchor, t("Any day of the year") if template.anchor == "year" else t("Day"))
    day = st.date_input(label, first, key=f"use.{template.id}", format="DD.MM.YYYY",
                        width=200)  # fmt: skip
    chosen = day if isinstance(day, dt.date) else first
    anchor = rules.first_day(template.anchor, chosen)
    if template.anchor in ("year", "month"):
        st.caption(t("Counted from {day}.", day=dates.date(anchor)))
    tasks_forms.use(template.id, rules.subject(template.anchor, anchor), anchor, None, user)


def _next_month() -> dt.date:
    return (clock.today().replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def count(n: int) -> str:
    """`7 šablon`."""
    return tn("{n} template", "{n} templates", n)
