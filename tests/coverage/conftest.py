"""Events that wait to be covered, as the calendar has them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lib import store

Event = Callable[..., int]


@pytest.fixture
def event(office: Path) -> Event:
    """`event("Advent", "2026-11-28", "17:00", "19:00", venue="náměstí")`: the id of a confirmed event."""

    def add(
        title: str = "Rozsvícení stromu",
        starts_on: str = "2026-11-28",
        starts_at: str | None = "17:00",
        ends_at: str | None = "18:30",
        *,
        ends_on: str | None = None,
        venue: str = "",
        state: str = "confirmed",
    ) -> int:
        with store.write() as db:
            if venue:
                db.conn.execute("insert or ignore into venue (name, folded) values (?, ?)", (venue, venue))
            place = store.scalar(db, "select id from venue where name = ?", (venue,))
            n = store.next_id(db, "event")
            db.conn.execute(
                "insert into event (uid, title, kind, starts_on, ends_on, starts_at, ends_at, venue_id, state,"
                " created_at, updated_at) values (?, ?, 'town', ?, ?, ?, ?, ?, ?, '', '')",
                (f"akce-{n}", title, starts_on, ends_on or starts_on, starts_at, ends_at, place, state),
            )
            return int(store.scalar(db, "select max(id) from event"))

    return add
