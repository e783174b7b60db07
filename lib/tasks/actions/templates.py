"""Templates of tasks: made, copied, changed, removed. Tasks that were made from them stay as they are."""

from collections.abc import Sequence

from lib import audit, clock, store
from lib.access import ROLES, User, needs
from lib.errors import BadInput, Refused
from lib.store import Database
from lib.tasks import rules
from lib.tasks.actions.keeping import check_assignee
from lib.tasks.queries import whole
from lib.tasks.rules import Item

_INSERT = (
    "insert into task_template_item (template_id, position, title, unit, offset, day, role, assignee, with_whom)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE = (
    "update task_template_item set position = ?, title = ?, unit = ?, offset = ?, day = ?, role = ?, assignee = ?,"
    " with_whom = ? where id = ? and template_id = ?"
)


@needs("tasks.edit")
def new_template(db: Database, name: str, anchor: str = "event", note: str = "", *, by: User) -> int:
    """Begin a template without items and give its id."""
    name = _checked_name(db, name, anchor, None)
    found = db.conn.execute(
        "insert into task_template (name, anchor, note, created_at) values (?, ?, ?, ?) returning id",
        (name, anchor, note.strip(), clock.stamp()),
    ).fetchone()
    audit.record(db, by, "tasks.new_template", f"task_template:{found[0]}", {"name": name})
    return int(found[0])


@needs("tasks.edit")
def save_template(db: Database, template_id: int, *, name: str, anchor: str, note: str = "", by: User) -> None:
    """Change the name of a template, what it counts from and its note."""
    before = whole(db, template_id)
    name = _checked_name(db, name, anchor, template_id)
    db.conn.execute(
        "update task_template set name = ?, anchor = ?, note = ? where id = ?",
        (name, anchor, note.strip(), template_id),
    )
    detail = {"name": [before.name, name], "anchor": [before.anchor, anchor]}
    audit.record(db, by, "tasks.save_template", f"task_template:{template_id}", detail)


def _checked_name(db: Database, name: str, anchor: str, own_id: int | None) -> str:
    tidied = " ".join(name.split())
    if not tidied:
        raise BadInput("Write the name of the template.", field="name")
    if anchor not in rules.ANCHORS:
        raise BadInput("Choose what the template counts from.", field="anchor")
    if store.scalar(db, "select 1 from task_template where name = ? and id is not ?", (tidied, own_id)):
        raise Refused("There already is a template {name}. Choose another name.", name=tidied, field="name")
    return tidied


@needs("tasks.edit")
def copy_template(db: Database, template_id: int, name: str, *, by: User) -> int:
    """Make a new template with the items of this one and give its id."""
    source = whole(db, template_id)
    copy_id = new_template(db, name, source.anchor, source.note, by=by)
    save_items(db, copy_id, [(None, item) for _, item in source.items], by=by)
    return copy_id


@needs("tasks.edit")
def save_items(db: Database, template_id: int, items: Sequence[tuple[int | None, Item]], *, by: User) -> None:
    """Make these the items of a template, in this order; one without an id is new, one that is missing is removed.

    Tasks that were made stay as they are. All or nothing: BadInput names the item that cannot be kept.
    """
    before = dict(whole(db, template_id).items)
    checked = [(item_id, rules.checked_item(item, ROLES)) for item_id, item in items]
    for item_id, item in checked:
        if item_id not in before or item.assignee != before[item_id].assignee:
            check_assignee(db, item.assignee)
    for gone in set(before) - {item_id for item_id, _ in checked}:
        db.conn.execute("delete from task_template_item where id = ?", (gone,))
    for position, (item_id, item) in enumerate(checked, 1):
        when = item.when
        values = (position, item.title, when.unit, when.offset, when.day, item.role, item.assignee, item.with_whom)
        if item_id in before:
            db.conn.execute(_UPDATE, (*values, item_id, template_id))
        else:
            db.conn.execute(_INSERT, (template_id, *values))
    detail = {"before": len(before), "after": len(checked), "items": [item.title for _, item in checked]}
    audit.record(db, by, "tasks.save_items", f"task_template:{template_id}", detail)


@needs("tasks.edit")
def remove_template(db: Database, template_id: int, *, by: User) -> None:
    """Remove a template; the tasks that were made from it stay."""
    found = whole(db, template_id)
    db.conn.execute("delete from task_template where id = ?", (template_id,))
    audit.record(db, by, "tasks.remove_template", f"task_template:{template_id}", {"name": found.name})
