"""Posts by the thousand, in every stage of the board, for measuring it."""

import datetime as dt

from lib import clock, store

STAGES = ("idea", "planned", "writing", "review", "approved")
CHANNELS = ("facebook", "instagram", "munipolis")
FIRST = dt.date(2026, 1, 1)


def fill(count: int) -> None:
    """So many posts over two years: a third without a day, a third with three messages to channels each."""
    at = clock.stamp()
    with store.write() as db:
        for code in CHANNELS:
            db.conn.execute(
                "insert or ignore into channel (code, kind, name) values (?, ?, ?)", (code, code, code.title())
            )
        events = [
            (f"bench-{n}@kancelar", f"Akce {n}", "town", _day(n), _day(n), "confirmed", 1, at, at)
            for n in range(count // 5)
        ]
        store.insert_many(
            db,
            "event",
            ("uid", "title", "kind", "starts_on", "ends_on", "state", "public", "created_at", "updated_at"),
            events,
        )
        first = store.scalar(db, "select min(id) from event where uid = 'bench-0@kancelar'")
        columns = ("event_id", "title", "body", "stage", "plan_on", "place", "created_by", "created_at", "updated_by",
                   "updated_at", "owner")  # fmt: skip
        stories = [
            (first + n // 5, f"Příspěvek {n}", "Text příspěvku. " * 40, STAGES[n % 5],
             None if n % 3 == 0 else _day(n), n % 7, "bench", at, "bench", at, "bench")
            for n in range(count)
        ]  # fmt: skip
        store.insert_many(db, "story", columns, stories)
        start = store.scalar(db, "select min(id) from story where title = 'Příspěvek 0'")
        for number, n in enumerate((n for n in range(count) if n % 3 == 1), 1):
            _send(db, start + n, n, number, at)


def _send(db: store.Database, story_id: int, n: int, number: int, at: str) -> None:
    for place, channel in enumerate(CHANNELS):
        state = "published" if n % 2 else "queued"
        moment = f"{_day(n)}T09:00"
        row = db.conn.execute(
            "insert into outbox (channel, key, payload, state, publish_at, created_by, created_at)"
            " values (?, ?, '{}', ?, ?, 'bench', ?) returning id",
            (channel, f"bench-{number}-{place}", state, f"{moment}:00Z", at),
        ).fetchone()
        db.conn.execute(
            "insert into post (story_id, channel, content_hash, message_id, wall_time, by_login, at, told)"
            " values (?, ?, ?, ?, ?, 'bench', ?, 1)",
            (story_id, channel, "0" * 64, row[0], moment, at),
        )


def _day(n: int) -> str:
    return (FIRST + dt.timedelta(days=n * 7 % 730)).isoformat()
