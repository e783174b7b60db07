"""A dry run of an import on the screen: how many, what is new, what changes and how, whose word holds in a clash."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from lib import store
from lib.access import User
from lib.errors import OfficeError
from lib.flows.sheet_plan import Plan
from lib.i18n import t, tn
from lib.sheets.diff import Side
from lib.ui import forms, sheets
from lib.ui.columns import Column, Empty
from lib.ui.lists import draw_table, show_list

MOST_ASKED = 50
"""Clashes asked about one by one; the rest goes to whoever is right in this source."""
SIDES: tuple[Side, Side] = ("sheet", "office")


def kept(key: str, parts: object, work_out: Callable[[store.Database], Plan]) -> Plan | None:
    """The dry run made for these `parts`, made once; None with a sentence on the screen when it cannot be made."""
    known = st.session_state.get(key)
    if known and known[0] == parts:
        plan: Plan = known[1]
        return plan
    try:
        with st.spinner(t("Reading and comparing the spreadsheet …")), store.read() as db:
            plan = work_out(db)
    except OfficeError as error:
        st.session_state.pop(key, None)
        forms.speak(error)
        return None
    st.session_state[key] = (parts, plan)
    return plan


def forget(key: str) -> None:
    """Make the dry run anew next time."""
    st.session_state.pop(key, None)


def known(key: str) -> Plan | None:
    """The dry run that was made, if any."""
    found = st.session_state.get(key)
    return found[1] if found else None


def show(plan: Plan, key: str, *, by: User) -> dict[int, Side]:
    """Everything that the import would do; gives the side chosen for each clash."""
    _counts(plan)
    sheets.notes(plan.notes)
    choices = _clashes(plan, key)
    changes, problems = plan.changes(), plan.problems()
    if problems.height:
        st.subheader(t("What could not be read"), anchor=False)
        sheets.problems(f"{key}.problems", problems, by=by)
    if changes.height:
        st.subheader(t("What changes"), anchor=False)
        _changes(changes, key, by)
    _rows(plan.new(), t("What is added"), f"{key}.new")
    _rows(plan.missing(), t("What the sheet has no more; the records stay"), f"{key}.missing")
    return choices


def _counts(plan: Plan) -> None:
    counts = plan.counts
    words = {
        "new": t("New"),
        "changed": t("Changed"),
        "unchanged": t("Unchanged"),
        "missing": t("Missing"),
        "problems": t("Problems"),
        "conflicts": t("Clashes"),
    }
    with st.container(horizontal=True, gap="small"):
        for name, label in words.items():
            st.metric(label, counts[name], border=True)
    if plan.nothing_to_do:
        st.info(t("The spreadsheet says what Kancelář has already. There is nothing to write."), icon=":material/info:")


def _clashes(plan: Plan, key: str) -> dict[int, Side]:
    """A question for each record that both the sheet and people changed, or that people removed."""
    cells = plan.changes().filter("conflict")
    asked = {int(record): name for record, name in cells.select("record_id", "key").unique(maintain_order=True).rows()}
    gone = {int(record): name for record, name in plan.diff.gone.select("record_id", "key").rows()}
    everything = {**asked, **gone}
    if not everything:
        return {}
    st.subheader(t("Who is right"), anchor=False)
    st.caption(t("These records were changed in the spreadsheet and in Kancelář. Choose which value stays."))
    shown = list(everything.items())[:MOST_ASKED]
    choices = {record: _side(plan, key, record, name, cells.filter(record_id=record)) for record, name in shown}
    if len(everything) > len(shown):
        rest = len(everything) - len(shown)
        st.caption(tn("{n} more clash goes to the side set for this spreadsheet.",
                      "{n} more clashes go to the side set for this spreadsheet.", rest))  # fmt: skip
    return choices


def _side(plan: Plan, key: str, record: int, name: str, cells: pl.DataFrame) -> Side:
    """One clash: what each side says, and the choice."""
    labels = {"sheet": t("from the spreadsheet"), "office": t("from Kancelář")}
    with st.container(border=True, key=f"{key}.clash.{record}"):
        st.text(name.replace("\x1f", " · "))
        if cells.is_empty():
            st.caption(t("The record was removed in Kancelář; the spreadsheet still has it."))
        for cell in cells.iter_rows(named=True):
            said = t("{field}: spreadsheet {sheet}, Kancelář {office}", field=cell["label"],
                     sheet=cell["after"] or "–", office=cell["before"] or "–")  # fmt: skip
            st.text(said)
        side = st.segmented_control(
            t("What stays"), list(SIDES), default=plan.default(), format_func=labels.__getitem__, required=True,
            key=f"{key}.side.{record}", label_visibility="collapsed",
        )  # fmt: skip
    return side or plan.default()


def _changes(changes: pl.DataFrame, key: str, by: User) -> None:
    named = changes.with_columns(pl.col("key").str.replace_all("\x1f", " · "))
    columns = [
        Column("key", t("Which record")),
        Column("label", t("Field")),
        Column("before", t("Before")),
        Column("after", t("After")),
        Column("conflict", t("Clash"), "yes_no"),
        Column("sheet", t("Sheet"), shown=False),
        Column("row", t("Row"), "whole"),
    ]
    show_list(f"{key}.changes", named, columns, search=("key", "label", "before", "after"), id_column="record_id",
              by=by, empty=Empty(t("Nothing changes.")), count=lambda n: tn("{n} change", "{n} changes", n),
              title=t("What changes"))  # fmt: skip


def _rows(rows: pl.DataFrame, heading: str, key: str) -> None:
    if rows.is_empty():
        return
    with st.expander(f"{heading} ({rows.height})"):
        draw_table(key, heading, rows.cast(pl.String), [Column(name, name) for name in rows.columns])
