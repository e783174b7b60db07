"""What hangs on events in other rooms, found by the keys of their tables: a new room is known without being named."""

import json
from collections.abc import Iterable

from lib.store import Database

OWN = ("event", "event_attendee", "event_change")
_KEYS = """
select child.name, link."from" from sqlite_master child join pragma_foreign_key_list(child.name) link
where child.type = 'table' and link."table" = ? order by child.name
"""


def links(db: Database, table: str) -> list[tuple[str, str]]:
    """(table, column) of everything that refers to a table."""
    return [(str(name), str(column)) for name, column in db.conn.execute(_KEYS, (table,))]


def hanging(db: Database, event_ids: Iterable[int]) -> list[int]:
    """Those of the events on which other rooms have something: tasks, coverage, guests, gifts, posts, a diary."""
    wanted = json.dumps(list(event_ids))
    found: set[int] = set()
    for table, column in links(db, "event"):
        if table not in OWN:
            sql = f"select distinct {column} from {table} where {column} in (select value from json_each(?))"
            found |= {event_id for (event_id,) in db.conn.execute(sql, (wanted,))}
    tasks = db.conn.execute(
        "select distinct value from json_each(?) join task on task.subject = 'event:' || value", (wanted,)
    )
    return sorted(found | {event_id for (event_id,) in tasks})
