"""An event to enter, and short ways to enter, read and change one."""

import datetime as dt
from typing import Any

from lib import store
from lib.access import SYSTEM, User
from lib.events import Entry, Event, actions, queries

SATURDAY = dt.date(2026, 12, 12)
TREE: dict[str, Any] = {
    "title": "Rozsvícení stromu", "starts_on": SATURDAY, "starts_at": "17:00", "ends_at": "18:30",
    "venue": "náměstí Svobody", "organiser": "Technické služby Brázdov",
}  # fmt: skip


def like(**changes: Any) -> Entry:
    """The lighting of the tree with something else about it."""
    return Entry(**(TREE | changes))


def entered(by: User = SYSTEM, state: Any = "proposed", **changes: Any) -> int:
    """Enter it; gives its id."""
    with store.write() as db:
        return actions.add(db, like(**changes), state=state, by=by)


def one(event_id: int) -> Event:
    with store.read() as db:
        return queries.event(db, event_id, by=SYSTEM)


def entry(event_id: int) -> Entry:
    with store.read() as db:
        return queries.entry(db, event_id, by=SYSTEM)


def ledger(event_id: int) -> list[dict[str, Any]]:
    """What was changed, newest first."""
    with store.read() as db:
        return queries.changes(db, event_id, by=SYSTEM).to_dicts()


def holder(name: str = "Jana Nová", office: str = "starostka", rank: int = 10) -> int:
    with store.write() as db:
        row = db.conn.execute(
            "insert into office_holder (name, office, rank, valid_from, created_at)"
            " values (?, ?, ?, '2022-10-20', '2022-10-20T08:00:00Z') returning id",
            (name, office, rank),
        ).fetchone()
    return int(row[0])
