"""Tasks with their numbers, and the templates from which they are made."""

import tomllib
from pathlib import Path

from lib import clock
from lib.store import Database, Migrations

migrations = Migrations("tasks")
SHIPPED = Path(__file__).parent / "wording" / "templates.toml"
"""The templates that every office starts with (m001 reads them); the office edits its own copy in the store."""

TEMPLATE = """create table task_template (
    id integer primary key autoincrement,
    code text unique,
    name text not null unique collate nocase check (length(trim(name)) > 0),
    anchor text not null default 'event' check (anchor in ('event', 'issue', 'month', 'year', 'day')),
    note text not null default '',
    created_at text not null
) strict"""
ITEM = """create table task_template_item (
    id integer primary key autoincrement,
    template_id integer not null references task_template (id) on delete cascade,
    position integer not null,
    title text not null check (length(trim(title)) > 0),
    unit text not null check (unit in ('calendar', 'working', 'month')),
    offset integer not null check (offset between -800 and 800),
    day integer check (day between 1 and 31),
    role text,
    assignee text references user (login),
    with_whom text not null default '',
    check ((unit = 'month') = (day is not null))
) strict"""
TASK = """create table task (
    id integer primary key autoincrement,
    series text not null,
    year integer not null,
    seq integer not null check (seq > 0),
    title text not null check (length(trim(title)) > 0),
    subject text not null default '',
    assignee text references user (login),
    with_whom text not null default '',
    set_by text not null,
    set_on text not null check (set_on is date(set_on)),
    due_on text not null check (due_on is date(due_on)),
    control_on text check (control_on is date(control_on)),
    state text not null default 'open' check (state in ('open', 'done', 'dropped')),
    result text not null default '',
    closed_by text,
    closed_on text check (closed_on is date(closed_on)),
    note text not null default '',
    item_id integer references task_template_item (id) on delete set null,
    unit text check (unit in ('calendar', 'working', 'month')),
    offset integer,
    day integer check (day between 1 and 31),
    planned_on text check (planned_on is date(planned_on)),
    fixed integer not null default 0 check (fixed in (0, 1)),
    created_at text not null,
    unique (series, year, seq),
    check ((state = 'open') = (closed_on is null)),
    check ((unit is null) = (offset is null) and (unit is null) = (planned_on is null)),
    check ((unit is 'month') = (day is not null))
) strict"""
INDEXES = (
    "create index task_template_item_of on task_template_item (template_id, position)",
    "create index task_open on task (due_on, id) where state = 'open'",
    "create index task_closed on task (closed_on) where state <> 'open'",
    # A template used twice for one thing must not double its tasks, whoever presses the button at the same moment.
    "create unique index task_once on task (subject, item_id) where item_id is not null",
    "create index task_subject on task (subject) where subject <> ''",
    "create index task_item on task (item_id) where item_id is not null",
)


@migrations()
def m001_tasks(db: Database) -> None:
    """A task remembers the offset by which it was planned: its template may change, the task is still re-planned.

    `planned_on` is the day by the template, `due_on` the day that holds (later when the planned one had passed, or
    changed by hand: `fixed`).
    """
    for statement in (TEMPLATE, ITEM, TASK, *INDEXES):
        db.conn.execute(statement)
    for template in tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["template"]:
        _ship(db, template)


def _ship(db: Database, template: dict[str, object]) -> None:
    """One template of the file; an item is `[offset, text]`, `[offset, text, role]` or by months `[months, day, …]`."""
    head = (template["code"], template["name"], template["anchor"], template.get("note", ""), clock.stamp())
    made = db.conn.execute(
        "insert into task_template (code, name, anchor, note, created_at) values (?, ?, ?, ?, ?) returning id", head
    ).fetchone()
    for position, item in enumerate(template["items"], 1):  # type: ignore[arg-type, var-annotated]
        by_month = "day" in item
        db.conn.execute(
            "insert into task_template_item (template_id, position, title, unit, offset, day, role)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            (
                made[0], position, item["text"], "month" if by_month else "calendar",
                item["month"] if by_month else item["at"], item.get("day"), item.get("who"),
            ),
        )  # fmt: skip
