"""One task: set, changed, handed to somebody else, finished with a result, dropped with a reason, opened again."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from lib import audit, clock, series, store
from lib.access import User, needs
from lib.errors import BadInput, Refused
from lib.store import Database
from lib.tasks import rules
from lib.tasks.queries import Task, existing
from lib.tasks.rules import Entry


@needs("tasks.edit")
def add(
    db: Database,
    title: str,
    *,
    subject: str = "",
    due_on: dt.date,
    assignee: str | None = None,
    with_whom: str = "",
    note: str = "",
    control_on: dt.date | None = None,
    by: User,
) -> int:
    """Set a task, give it the next number of the year and give its id. `subject` is `event:12` or nothing."""
    entry = rules.tidy(Entry(title, due_on, assignee, with_whom, note, control_on), subject)
    check_assignee(db, assignee)
    task_id = insert(db, entry, subject, by)
    detail = {"title": entry.title, "due_on": due_on.isoformat(), "assignee": assignee}
    audit.record(db, by, "tasks.add", f"task:{task_id}", detail)
    return task_id


def insert(db: Database, entry: Entry, subject: str, by: User, **planned: Any) -> int:
    """The row of a task with its number; `planned` are the columns that a template fills. For the room's actions."""
    today = clock.today()
    values: dict[str, Any] = {
        **dataclasses.asdict(entry),
        "due_on": entry.due_on.isoformat(),
        "control_on": entry.control_on and entry.control_on.isoformat(),
        "series": rules.SERIES,
        "year": today.year,
        "seq": series.take(db, rules.SERIES, today.year),
        "subject": subject,
        "set_by": by.login,
        "set_on": today.isoformat(),
        "created_at": clock.stamp(),
        **planned,
    }
    store.insert_many(db, "task", list(values), [list(values.values())])
    return int(store.scalar(db, "select last_insert_rowid()"))


def check_assignee(db: Database, login: str | None) -> None:
    """BadInput unless it is nobody or somebody with an open account."""
    if login and not store.scalar(db, "select 1 from user where login = ? and active", (login,)):
        raise BadInput("{login} has no open account. Choose somebody else.", login=login, field="assignee")


@needs("tasks.edit")
def edit(db: Database, task_id: int, entry: Entry, *, by: User) -> dict[str, list[Any]]:
    """Change an open task and give what changed, field → [before, after].

    A due day changed by hand is `fixed`: moving the event leaves it, until somebody asks otherwise.
    """
    before = _open(db, task_id)
    wanted = rules.tidy(entry)
    if wanted.assignee != before.assignee:
        check_assignee(db, wanted.assignee)
    after = dataclasses.asdict(wanted) | {
        "due_on": wanted.due_on.isoformat(),
        "control_on": wanted.control_on and wanted.control_on.isoformat(),
    }
    changes = {name: [getattr(before, name), value] for name, value in after.items() if getattr(before, name) != value}
    if changes:
        _set(db, task_id, {name: after[name] for name in changes} | _fixed(before, changes))
        audit.record(db, by, "tasks.edit", f"task:{task_id}", changes)
    return changes


def _fixed(before: Task, changes: dict[str, list[Any]]) -> dict[str, int]:
    if before.planned_on is None or "due_on" not in changes:
        return {}
    return {"fixed": int(changes["due_on"][1] != before.planned_on)}


@needs("tasks.edit")
def change(db: Database, task_id: int, changes: Mapping[str, Any], *, by: User) -> dict[str, list[Any]]:
    """`edit` of some fields of `Entry`, days as ISO text: what a list edited in place gives."""
    before = _open(db, task_id)
    fields = {name: getattr(before, name) for name in Entry.__dataclass_fields__} | {
        name: "" if value is None and name in ("title", "with_whom", "note") else value
        for name, value in changes.items()
    }
    if not fields["due_on"]:
        raise BadInput("Write until when it is to be done.", field="due_on")
    for name in ("due_on", "control_on"):
        fields[name] = fields[name] and dt.date.fromisoformat(fields[name])
    return edit(db, task_id, Entry(**fields), by=by)


@needs("tasks.edit")
def assign(db: Database, task_id: int, login: str | None, *, by: User) -> None:
    """Hand an open task to somebody, or to nobody yet."""
    before = _open(db, task_id)
    check_assignee(db, login)
    if login != before.assignee:
        _set(db, task_id, {"assignee": login})
        audit.record(db, by, "tasks.edit", f"task:{task_id}", {"assignee": [before.assignee, login]})


@needs("tasks.edit")
def hand_over(db: Database, from_login: str | None, to_login: str | None, *, by: User) -> int:
    """Hand all open tasks of a person (None: those that nobody has) to another one and say how many."""
    if from_login == to_login:
        raise BadInput("Choose two different people.", field="to_login")
    check_assignee(db, to_login)
    found = store.rows(db, "select id from task where state = 'open' and assignee is ?", (from_login,))
    for row in found:
        assign(db, row["id"], to_login, by=by)
    return len(found)


@needs("tasks.edit")
def finish(db: Database, task_id: int, result: str = "", *, by: User) -> None:
    """Tick a task off, with what came of it."""
    _open(db, task_id)
    _close(db, task_id, "done", result, by)


@needs("tasks.edit")
def drop(db: Database, task_id: int, reason: str, *, by: User) -> None:
    """Decide that a task will not be done, and why."""
    if not reason.strip():
        raise BadInput("Say why the task will not be done.", field="reason")
    _open(db, task_id)
    _close(db, task_id, "dropped", reason, by)


def _close(db: Database, task_id: int, state: str, result: str, by: User) -> None:
    closed = {"state": state, "result": result.strip(), "closed_by": by.login, "closed_on": clock.today().isoformat()}
    _set(db, task_id, closed)
    deed = "tasks.finish" if state == "done" else "tasks.drop"
    audit.record(db, by, deed, f"task:{task_id}", {"result": result.strip()})


@needs("tasks.edit")
def reopen(db: Database, task_id: int, *, by: User) -> None:
    """Take the finishing or the dropping back; the result stays in the record of changes."""
    before = existing(db, task_id)
    if before.state == "open":
        raise Refused("The task {number} is open already.", number=before.number)
    _set(db, task_id, {"state": "open", "result": "", "closed_by": None, "closed_on": None})
    audit.record(db, by, "tasks.reopen", f"task:{task_id}", {"was": before.state, "result": before.result})


def _open(db: Database, task_id: int) -> Task:
    """The task, or Refused when somebody has closed it."""
    found = existing(db, task_id)
    if found.state == "done":
        raise Refused("{who} has finished the task {number} already.", who=found.closed_by_name, number=found.number)
    if found.state == "dropped":
        raise Refused("{who} has dropped the task {number}.", who=found.closed_by_name, number=found.number)
    return found


def _set(db: Database, task_id: int, values: dict[str, Any]) -> None:
    marks = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(f"update task set {marks} where id = ?", (*values.values(), task_id))
