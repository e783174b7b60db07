"""Tasks: one, those of a thing, those that wait, those of a week, and what happened to one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import audit, clock, store
from lib.access import User, needs
from lib.store import Database
from lib.tasks import rules

_SELECT = """
select task.id, series || ' ' || seq || '/' || year as number, title, subject, assignee,
    doer.name as assignee_name, with_whom, set_by, coalesce(setter.name, set_by) as set_by_name, set_on, due_on, state,
    result, coalesce(closer.name, closed_by) as closed_by_name, closed_on, note, control_on, item_id, planned_on, fixed
from task left join user as doer on doer.login = assignee left join user as setter on setter.login = set_by
    left join user as closer on closer.login = closed_by
"""
_ORDER = " order by state <> 'open', due_on, task.id"
TASKS = {
    "id": pl.Int64,
    "number": pl.String,
    "title": pl.String,
    "subject": pl.String,
    "assignee": pl.String,
    "assignee_name": pl.String,
    "with_whom": pl.String,
    "set_by": pl.String,
    "set_by_name": pl.String,
    "set_on": pl.Date,
    "due_on": pl.Date,
    "state": pl.String,
    "result": pl.String,
    "closed_by_name": pl.String,
    "closed_on": pl.Date,
    "note": pl.String,
    "control_on": pl.Date,
    "item_id": pl.Int64,
    "planned_on": pl.Date,
    "fixed": pl.Int64,
}


@dataclass(frozen=True)
class Task:
    """One task; days are ISO text, `planned_on` is the day by its template, `standing` a code of `rules.standing`."""

    id: int
    number: str
    title: str
    subject: str
    assignee: str | None
    assignee_name: str | None
    with_whom: str
    set_by: str
    set_by_name: str
    set_on: str
    due_on: str
    state: str
    result: str
    closed_by_name: str | None
    closed_on: str | None
    note: str
    control_on: str | None
    item_id: int | None
    planned_on: str | None
    fixed: int

    @property
    def due(self) -> dt.date:
        return dt.date.fromisoformat(self.due_on)

    @property
    def standing(self) -> str:
        return rules.standing(self.state, self.due, clock.today())


@needs("tasks.read")
def task(db: Database, task_id: int, *, by: User) -> Task:
    """One task, or NotFound."""
    return existing(db, task_id)


def existing(db: Database, task_id: int) -> Task:
    """`task` for the room's own actions, which have already checked who asks."""
    return store.existing(store.one(db, Task, _SELECT + " where task.id = ?", (task_id,)), "This task does not exist.")


@needs("tasks.read")
def of(db: Database, subject: str, *, by: User) -> pl.DataFrame:
    """All tasks of a thing (`event:12`), open ones first, each by its day, with `standing`."""
    return _frame(db, "subject = ? and subject <> ''", (subject,))


@needs("tasks.read")
def open_tasks(db: Database, *, by: User) -> pl.DataFrame:
    """Everything that is to be done, overdue first."""
    return _frame(db, "state = 'open'")


@needs("tasks.read")
def tasks(db: Database, closed_since: dt.date, *, by: User) -> pl.DataFrame:
    """Open tasks, overdue first, then those closed on that day or later."""
    return _frame(db, "state = 'open' or (state <> 'open' and closed_on >= ?)", (closed_since.isoformat(),))


@needs("tasks.read")
def week(db: Database, monday: dt.date, login: str | None = None, *, by: User) -> pl.DataFrame:
    """What the list of tasks of a week says, for everybody or for one person.

    Open tasks due until its Sunday (the overdue ones too), or to be controlled in it, and those closed in it.
    """
    last = monday + dt.timedelta(days=6)
    days = {"first": monday.isoformat(), "last": last.isoformat(), "login": login}
    when = (
        "((state = 'open' and (due_on <= :last or control_on between :first and :last))"
        " or (state <> 'open' and closed_on between :first and :last))"
    )
    found = _frame(db, f"{when} and (:login is null or assignee = :login)", days)
    return found.sort(pl.col("assignee_name").fill_null("\uffff"), "due_on", "id")


@needs("tasks.read")
def due(db: Database, until: dt.date, login: str | None = None, *, by: User) -> pl.DataFrame:
    """Open tasks due until a day, overdue first; of one person, or (None) of everybody and of nobody."""
    params = {"until": until.isoformat(), "login": login}
    return _frame(db, "state = 'open' and due_on <= :until and (:login is null or assignee = :login)", params)


def _frame(db: Database, where: str, params: Any = ()) -> pl.DataFrame:
    found = store.frame(db, f"{_SELECT} where {where}{_ORDER}", TASKS, params)
    today = clock.today()
    pairs = found.select("state", "due_on").iter_rows()
    stands = [rules.standing(state, day, today) for state, day in pairs]
    return found.with_columns(standing=pl.Series(stands, dtype=pl.String))


@needs("tasks.read")
def staff(db: Database, *, by: User) -> dict[str, str]:
    """Login → name of everybody who can have a task, by name."""
    found = db.conn.execute("select login, name from user where active order by name collate czech")
    return dict(found.fetchall())


@needs("tasks.read")
def history(db: Database, task_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who did what with a task, newest first, with the moves of its event: as `audit.history`."""
    one = existing(db, task_id)
    own = audit.history(db, f"task:{task_id}")
    moves = [entry for entry in _of_subject(db, one.subject) if _touches(entry["detail"], task_id)]
    return sorted([*own, *moves], key=lambda entry: entry["at"], reverse=True)


def _of_subject(db: Database, subject: str) -> Sequence[dict[str, Any]]:
    found = audit.history(db, subject) if subject else []
    return [entry for entry in found if entry["what"].startswith("tasks.")]


def _touches(detail: dict[str, Any] | None, task_id: int) -> bool:
    return any(task_id in (row if isinstance(row, list) else [row]) for row in (detail or {}).get("tasks", []))
