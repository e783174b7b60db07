"""Entering an event with everything that hangs on it, in one transaction: tasks, coverage, gifts."""

from collections.abc import Sequence
from typing import Literal

from lib import coverage as covering
from lib import stock, tasks
from lib.access import User, needs
from lib.events import Entry, actions
from lib.store import Database


@needs("events.edit")
def enter(
    db: Database,
    entry: Entry,
    *,
    task_template: int | str | None = None,
    coverage: Sequence[str] = (),
    gifts: Sequence[tuple[int, int]] = (),
    state: Literal["proposed", "confirmed"] = "proposed",
    by: User,
) -> int:
    """Enter an event and give its id; all of it or nothing.

    `task_template` is the id, code or name of a template of tasks: they are planned from the first day. `coverage` are
    the kinds that are wanted (text, photo, …). `gifts` are (item id, pieces) to be promised from the cupboard;
    Refused when they cannot be.
    """
    event_id = actions.add(db, entry, state=state, by=by)
    if task_template:
        tasks.from_template(
            db, task_template, subject=f"event:{event_id}", anchor=entry.starts_on, assignee=entry.responsible, by=by
        )
    for kind in coverage:
        covering.want(db, event_id, kind, by=by)
    for item_id, quantity in gifts:
        stock.reserve(db, item_id, quantity, event_id=event_id, by=by)
    return event_id
