"""How tasks look: the words of how they stand, their rows and groups, the facts and the history of one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from lib import access, clock
from lib.access import User
from lib.czech import dates
from lib.flows import task_list
from lib.i18n import N, t, tn
from lib.tasks.queries import Task
from lib.ui import cached
from lib.ui.badges import State, Tone
from lib.ui.columns import Column
from lib.ui.tasks_ticks import Group, Row

STANDINGS: dict[str, tuple[str, Tone]] = {
    "late": (N("overdue task"), "late"),
    "today": (N("due today"), "due"),
    "week": (N("by Sunday"), "info"),
    "later": (N("later on"), "planned"),
    "done": (N("finished task"), "done"),
    "dropped": (N("dropped task"), "planned"),
}
"""Code of `rules.standing` → its word and tone."""
MOST_GROUPS = 30
"""Events shown with their tasks at once, the most urgent ones; the list has the rest."""
NOBODY = N("not given to anybody")


def states() -> dict[str, State]:
    """How a task stands → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in STANDINGS.items()}


def with_about(found: pl.DataFrame, user: User) -> pl.DataFrame:
    """Tasks with `about`: what they belong to, in words."""
    subjects = tuple(sorted(found["subject"].unique().to_list()))
    return task_list.with_about(found, cached.read(task_list.about, subjects, by=user))


def figures(found: pl.DataFrame) -> str:
    """`2 po termínu, 5 do neděle, 24 otevřených` for the head of the page."""
    stands = found["standing"].to_list()
    late, near = stands.count("late"), stands.count("today") + stands.count("week")
    return ", ".join(
        [
            tn("{n} overdue task", "{n} overdue tasks", late),
            tn("{n} due by Sunday", "{n} due by Sunday", near),
            tn("{n} open in all", "{n} open in all", len([one for one in stands if one in _OPEN])),
        ]
    )


_OPEN = ("late", "today", "week", "later")


def by_standing(found: pl.DataFrame, *, person: bool, about: bool = True) -> list[Group]:
    """Groups: overdue, today, by Sunday, later, then what was closed."""
    groups = [(t(STANDINGS[code][0]).capitalize(), found.filter(pl.col("standing") == code)) for code in _OPEN]
    groups.append((t("Closed"), found.filter(pl.col("state") != "open")))
    return [
        Group(t("{group} ({n})", group=title, n=part.height), rows(part, person=person, about=about))
        for title, part in groups
        if not part.is_empty()
    ]


def by_subject(found: pl.DataFrame) -> list[Group]:
    """A group for each event or other thing, the one with the most urgent task first; those of nothing at the end."""
    order = found.filter(pl.col("subject") != "")["subject"].unique(maintain_order=True).to_list()
    groups = []
    for subject in [*order, ""]:
        part = found.filter(pl.col("subject") == subject)
        if not part.is_empty():
            title = part["about"][0] or t("Without an event")
            groups.append(Group(title[:1].upper() + title[1:], rows(part, person=True, about=False), event_id(subject)))
    return groups


def further(groups: int) -> str:
    """How many events are not shown."""
    return tn("{n} more event has tasks, see All.", "{n} more events have tasks, see All.", groups)


def event_id(subject: str) -> int | None:
    """The event that a subject is, or None."""
    return int(subject.removeprefix("event:")) if subject.startswith("event:") else None


def rows(found: pl.DataFrame, *, person: bool, about: bool = True) -> list[Row]:
    """Tasks as rows; `person` says whose they are."""
    words = states()
    return [_row(row, words, person, about) for row in found.iter_rows(named=True)]


def _row(row: Mapping[str, Any], words: Mapping[str, State], person: bool, about: bool) -> Row:
    closed = row["state"] != "open"
    day = row["closed_on"] if closed else row["due_on"]
    said = [dates.short_date(day), row["assignee_name"] or t(NOBODY) if person else ""]
    said += [row.get("about") or "" if about else "", row["result"], row["number"]]
    pill = words[row["standing"]] if closed or row["standing"] in ("late", "today") else None
    return Row(row["id"], row["title"], " · ".join(filter(None, said)), pill, closed)


def columns() -> list[Column]:
    """The columns of the list of all tasks."""
    return [
        Column("title", t("Task")),
        Column("due_on", t("Due"), "date"),
        Column("standing", t("State"), "state", states()),
        Column("person", t("Who does it")),
        Column("about", t("What for")),
        Column("number", t("Number"), on_phone=False),
        Column("with_whom", t("With whom"), shown=False),
        Column("note", t("Note"), shown=False),
        Column("result", t("Result"), shown=False),
        Column("set_by_name", t("Set by"), shown=False),
        Column("set_on", t("Set on"), "date", shown=False),
        Column("closed_on", t("Closed on"), "date", shown=False),
        Column("control_on", t("Control"), "date", shown=False),
    ]


def facts(task: Task, about: str) -> dict[str, str | None]:
    """What is known of a task."""
    late = task.planned_on and task.planned_on < task.due_on and task.planned_on <= task.set_on
    return {
        t("Due"): dates.short_date(task.due),
        t("By the template"): _day(task.planned_on) if task.planned_on and task.planned_on != task.due_on else None,
        t("Late from the start"): t("the planned day had passed when the task was set") if late else None,
        t("Who does it"): task.assignee_name or t(NOBODY),
        t("With whom"): task.with_whom,
        t("What for"): None if event_id(task.subject) else about,
        t("Set by"): t("{name}, {day}", name=_name(task.set_by_name), day=_day(task.set_on)),
        t("Control"): _day(task.control_on),
        t("Closed by"): task.closed_by_name
        and t("{name}, {day}", name=_name(task.closed_by_name), day=_day(task.closed_on)),
        t("Reason") if task.state == "dropped" else t("Result"): task.result,
        t("Note"): task.note,
    }


def _name(name: str) -> str:
    return access.SYSTEM.name if name == access.SYSTEM.login else name


def _day(text: str | None) -> str | None:
    return dates.short_date(dt.date.fromisoformat(text)) if text else None


def moved(moves: Sequence[tuple[int, dt.date, dt.date]]) -> str:
    """What planning anew did, in a sentence."""
    if not moves:
        return t("All tasks have their day already.")
    first = min(new for _, _, new in moves)
    return tn(
        "{n} task has a new day, {day}.", "{n} tasks have a new day, the first one {day}.", len(moves),
        day=dates.short_date(first),
    )  # fmt: skip


def made(n: int) -> str:
    """What using a template did, in a sentence."""
    none = t("All tasks of the template are here already.")
    return tn("{n} task is set.", "{n} tasks are set.", n) if n else none


def next_day() -> dt.date:
    """The day that a new task offers."""
    return dates.next_working_day(clock.today())


def default_template(kind: str) -> str:
    """The code of the template that fits a kind of event."""
    return {"memorial": "memorial", "ceremony": "welcoming"}.get(kind, "town_event")
