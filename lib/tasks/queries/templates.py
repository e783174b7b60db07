"""Templates of tasks, and what using one would do."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.errors import NotFound
from lib.store import Database
from lib.tasks import rules
from lib.tasks.rules import Item, Offset

TEMPLATES = {
    "id": pl.Int64,
    "code": pl.String,
    "name": pl.String,
    "anchor": pl.String,
    "note": pl.String,
    "items": pl.Int64,
    "tasks": pl.Int64,
}
_TEMPLATES = """
select id, code, name, anchor, note,
    (select count(*) from task_template_item where template_id = task_template.id) as items,
    (select count(*) from task join task_template_item as item on item.id = item_id where template_id =
        task_template.id) as tasks
from task_template"""
PREVIEW = {
    "item_id": pl.Int64,
    "title": pl.String,
    "planned_on": pl.Date,
    "due_on": pl.Date,
    "late": pl.Boolean,
    "exists": pl.Boolean,
}


@dataclass(frozen=True)
class Template:
    """A template; `items` are (id, item) in their order."""

    id: int
    code: str | None
    name: str
    anchor: str
    note: str
    items: tuple[tuple[int, Item], ...]


@needs("tasks.read")
def templates(db: Database, *, by: User) -> pl.DataFrame:
    """All templates by name: id, code, name, anchor, note, how many items and how many tasks were made from them."""
    return store.frame(db, f"{_TEMPLATES} order by name collate czech", TEMPLATES)


@needs("tasks.read")
def template(db: Database, template_id: int, *, by: User) -> Template:
    """A template with its items, or NotFound."""
    return whole(db, template_id)


def whole(db: Database, template: int | str) -> Template:
    """`template` for the room's own actions; a text is its code, its name or its id in digits."""
    found = store.rows(
        db,
        "select id, code, name, anchor, note from task_template where id = :key or code = :key or name = :key",
        {"key": int(template) if str(template).isdecimal() else template},
    )
    if not found:
        raise NotFound("This template of tasks does not exist.")
    return Template(**found[0], items=_items(db, found[0]["id"]))


def _items(db: Database, template_id: int) -> tuple[tuple[int, Item], ...]:
    columns = "id, title, unit, offset, day, role, assignee, with_whom"
    sql = f"select {columns} from task_template_item where template_id = ? order by position, id"
    return tuple(
        (item_id, Item(title, Offset(unit, offset, day), role, assignee, with_whom))
        for item_id, title, unit, offset, day, role, assignee, with_whom in db.conn.execute(sql, (template_id,))
    )


@needs("tasks.read")
def preview(db: Database, template: int | str, subject: str, anchor: dt.date, *, by: User) -> pl.DataFrame:
    """What using a template would do: item_id, title, planned_on, due_on, `late` (the planned day has passed, due
    today), `exists` (the thing has this task already)."""
    has = known(db, subject)
    rows = [
        (item_id, item.title, day := rules.due_day(anchor, item.when), rules.first_due(day, clock.today()),
         day < clock.today(), item_id in has)
        for item_id, item in whole(db, template).items
    ]  # fmt: skip
    return pl.DataFrame(rows, PREVIEW, orient="row")


def known(db: Database, subject: str) -> set[int]:
    """The items of templates that a thing has tasks of."""
    return {one for (one,) in db.conn.execute("select item_id from task where subject = ?", (subject,)) if one}
