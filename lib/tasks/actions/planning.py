"""Tasks of a thing all at once: made from a template, planned anew when its day moves, dropped when it is cancelled."""

import datetime as dt

from lib import audit, clock, store
from lib.access import User, needs
from lib.errors import BadInput
from lib.store import Database
from lib.tasks import rules
from lib.tasks.actions.keeping import check_assignee, insert
from lib.tasks.queries import known, whole
from lib.tasks.rules import Entry, Item, Offset

Move = tuple[int, dt.date, dt.date]
"""Task id, the day it was due, the day it is due now."""


@needs("tasks.edit")
def from_template(
    db: Database, template: int | str, *, subject: str, anchor: dt.date, assignee: str | None = None, by: User
) -> list[int]:
    """Make the tasks of a template (its id, code or name) for a thing and give their ids.

    Items that the thing has tasks of already are left out, so using a template twice doubles nothing. What should
    have been done before today is due today; its `planned_on` says when it should have been. Items for nobody
    go to `assignee` (the person responsible for the event).
    """
    if not subject:
        raise BadInput("Say what the tasks are for.", field="subject")
    found, has = whole(db, template), known(db, subject)
    check_assignee(db, assignee)
    only = _only_ones(db)
    made = [
        _plan(db, item_id, item, subject, anchor, only.get(item.role or "") or assignee, by)
        for item_id, item in found.items
        if item_id not in has
    ]
    detail = {"template": found.name, "anchor": anchor.isoformat(), "tasks": made}
    audit.record(db, by, "tasks.from_template", subject, detail)
    return made


def _only_ones(db: Database) -> dict[str, str]:
    """Role → login, for roles that a single person has; which of two it should be is for people to say."""
    found = db.conn.execute(
        "select role, min(login) from user_role join user using (login) where active group by role having count(*) = 1"
    )
    return dict(found.fetchall())


def _plan(db: Database, item_id: int, item: Item, subject: str, anchor: dt.date, assignee: str | None, by: User) -> int:
    planned = rules.due_day(anchor, item.when)
    active = item.assignee and store.scalar(db, "select login from user where login = ? and active", (item.assignee,))
    entry = Entry(item.title, rules.first_due(planned, clock.today()), active or assignee, item.with_whom)
    when = {"unit": item.when.unit, "offset": item.when.offset, "day": item.when.day}
    checked = rules.tidy(entry, subject)
    return insert(db, checked, subject, by, item_id=item_id, planned_on=planned.isoformat(), **when)


@needs("tasks.edit")
def replan(db: Database, subject: str, anchor: dt.date, *, also_fixed: bool = False, by: User) -> list[Move]:
    """Plan the open tasks of a thing anew after its day moved, and give those whose due day changed.

    Done ones stay. A due day that somebody changed by hand stays too, unless `also_fixed`.
    """
    found = store.rows(
        db,
        "select id, unit, offset, day, due_on, planned_on, fixed from task"
        " where subject = ? and state = 'open' and unit is not null order by due_on, id",
        (subject,),
    )
    moves = []
    for row in found:
        planned = rules.due_day(anchor, Offset(row["unit"], row["offset"], row["day"]))
        old = dt.date.fromisoformat(row["due_on"])
        stays = row["fixed"] and not also_fixed
        new = old if stays else rules.moved_due(old, planned, clock.today())
        if planned.isoformat() != row["planned_on"] or new != old:
            _move(db, row["id"], planned, new, fixed=bool(stays))
        if new != old:
            moves.append((row["id"], old, new))
    if moves:
        detail = {
            "anchor": anchor.isoformat(),
            "tasks": [[one, old.isoformat(), new.isoformat()] for one, old, new in moves],
        }
        audit.record(db, by, "tasks.replan", subject, detail)
    return moves


def _move(db: Database, task_id: int, planned: dt.date, due: dt.date, *, fixed: bool) -> None:
    db.conn.execute(
        "update task set planned_on = ?, due_on = ?, fixed = ? where id = ?",
        (planned.isoformat(), due.isoformat(), int(fixed), task_id),
    )


@needs("tasks.edit")
def drop_of(db: Database, subject: str, reason: str, *, by: User) -> int:
    """Drop all open tasks of a thing that will not be, and say how many."""
    if not reason.strip():
        raise BadInput("Say why the task will not be done.", field="reason")
    found = db.conn.execute(
        "update task set state = 'dropped', result = ?, closed_by = ?, closed_on = ?"
        " where subject = ? and subject <> '' and state = 'open' returning id",
        (reason.strip(), by.login, clock.today().isoformat(), subject),
    ).fetchall()
    dropped = sorted(task_id for (task_id,) in found)
    if dropped:
        audit.record(db, by, "tasks.drop_of", subject, {"reason": reason.strip(), "tasks": dropped})
    return len(dropped)
