"""The list of tasks (úkolový list, D21): what whom waits for in a week, as a landscape table.

Records in, bytes out: nothing here reads the store or the clock.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from lib.czech import dates
from lib.i18n import speaking, t, tn
from lib.paper import Cell, Column, Document, Footer, Format, Letterhead, Table
from lib.paper.text import STRONG
from lib.tasks import rules

A4_LANDSCAPE = Format(297, 210, side=14, top=12, bottom=15)


@dataclass(frozen=True)
class Line:
    """One task as the paper says it. `about` is what it belongs to (an event), `doer` nobody when empty."""

    number: str
    set_on: dt.date
    title: str
    about: str
    doer: str
    with_whom: str
    due_on: dt.date
    state: str
    result: str
    closed_on: dt.date | None
    control_on: dt.date | None
    note: str = ""


@dataclass(frozen=True)
class TaskSheet:
    """The list of a week: its Monday, the lines in the order in which they stand, who prints it and when."""

    monday: dt.date
    lines: tuple[Line, ...]
    letterhead: Letterhead
    form_version: str
    printed: dt.date


@speaking("cs")
def task_sheet(sheet: TaskSheet, *, by_person: bool = True) -> bytes:
    """The list of tasks as a PDF, A4 landscape: one person a page, or (`by_person=False`) everybody in one table.

    The same records give the same bytes. BadInput when a character cannot be printed.
    """
    week = dates.span(sheet.monday, sheet.monday + dt.timedelta(days=6))
    footer = Footer("D21", sheet.form_version, sheet.printed)
    paper = Document(sheet.letterhead, t("List of tasks, {week}", week=week), "", footer, A4_LANDSCAPE)
    groups = [(doer, list(lines)) for doer, lines in groupby(sheet.lines, key=lambda line: line.doer)]
    if not by_person or not groups:
        _table(paper, sheet.lines, sheet.printed)
        return paper.pdf()
    for place, (doer, lines) in enumerate(groups):
        if place:
            paper.turn()
        count = tn("{n} task", "{n} tasks", len(lines))
        paper.paragraph(t("{name}: {tasks}", name=doer or t("not given to anybody"), tasks=count), STRONG)
        paper.gap(2)
        _table(paper, lines, sheet.printed)
    return paper.pdf()


def _table(paper: Document, lines: Sequence[Line], today: dt.date) -> None:
    if not lines:
        paper.paragraph(t("Nothing is to be done in this week."))
        return
    columns = [
        Column(t("No."), 20),
        Column(t("Set on"), 21),
        Column(t("What is to be done")),
        Column(t("Who does it"), 27),
        Column(t("With whom"), 26),
        Column(t("Due"), 25),
        Column(t("State"), 20),
        Column(t("Result"), 34),
        Column(t("Control"), 21),
    ]
    Table(paper, columns).draw([_row(line, today) for line in lines])


def _row(line: Line, today: dt.date) -> tuple[str | Cell, ...]:
    late = line.state == "open" and line.due_on < today
    state = t("overdue task") if late else t(rules.STATES[line.state])
    return (
        line.number,
        dates.date(line.set_on),
        Cell(line.title, ". ".join(part for part in (line.about, line.note) if part)),
        line.doer,
        line.with_whom,
        dates.short_date(line.due_on),
        Cell(state, dates.date(line.closed_on) if line.closed_on else ""),
        line.result,
        dates.date(line.control_on) if line.control_on else "",
    )
