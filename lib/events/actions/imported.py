"""Events of shared spreadsheets: added, changed and taken back in bulk."""

from collections.abc import Sequence

import polars as pl

from lib import audit, clock, contacts, store
from lib.access import User, needs
from lib.events.actions.places import venue_id_of
from lib.events.queries.one import event
from lib.store import Database

COLUMNS = (
    "code", "title", "kind", "starts_on", "ends_on", "starts_at", "ends_at", "venue_id", "organiser_id",
    "description", "audience", "admission", "attended_by", "state", "note",
)  # fmt: skip
TEXTS = ("description", "audience", "admission", "attended_by", "note")
_INSERT = f"insert into event ({', '.join(COLUMNS)}, uid, created_at, updated_at) values ({', '.join('?' * 18)})"
_UPDATE = (
    f"update event set {', '.join(f'{column} = ?' for column in COLUMNS)},"
    " updated_at = ?, sequence = sequence + 1 where id = ?"
)


@needs("sheets.sync")
def insert_imported(db: Database, rows: pl.DataFrame, *, by: User) -> list[int]:
    """Add events from a spreadsheet (columns of `sheet.OFFICE`); gives their ids in the order of the rows."""
    now, first = clock.stamp(), store.next_id(db, "event")
    values = [
        (*row, f"akce-{first + position}@kancelar", now, now) for position, row in enumerate(_as_stored(db, rows, by))
    ]
    db.conn.executemany(_INSERT, values)
    return list(range(first, first + len(values)))


@needs("sheets.sync")
def update_imported(db: Database, rows: pl.DataFrame, *, by: User) -> None:
    """Change events to what a spreadsheet says now; calendars that took the feed get a higher SEQUENCE."""
    now = clock.stamp()
    stored = _as_stored(db, rows, by)
    db.conn.executemany(
        _UPDATE, [(*row, now, record_id) for row, record_id in zip(stored, rows["record_id"], strict=True)]
    )


@needs("sheets.sync")
def remove_imported(db: Database, event_ids: Sequence[int], *, by: User) -> None:
    """Take back events that an import added."""
    db.conn.executemany("delete from event where id = ?", [(event_id,) for event_id in event_ids])


@needs("events.edit")
def set_note(db: Database, event_id: int, note: str, *, by: User) -> None:
    """Keep a colleague's note on an event."""
    before = event(db, event_id, by=by)
    db.conn.execute("update event set note = ?, updated_at = ? where id = ?", (note.strip(), clock.stamp(), event_id))
    audit.record(db, by, "events.note", f"event:{event_id}", {"before": before.note, "after": note.strip()})


def _as_stored(db: Database, rows: pl.DataFrame, by: User) -> list[tuple[object, ...]]:
    venues = {name: venue_id_of(db, name) for name in rows["venue"].drop_nulls().unique(maintain_order=True)}
    pairs = list(rows.select("organiser", "organiser_ico").iter_rows())
    parties = contacts.find_or_add_many(db, [pair for pair in pairs if pair[0]], by=by)
    filled = rows.with_columns(
        ends_on=pl.coalesce("ends_on", "starts_on"), **{name: pl.col(name).fill_null("") for name in TEXTS}
    ).with_columns(pl.col("starts_on", "ends_on").dt.to_string("%Y-%m-%d"))
    stored = filled.with_columns(
        venue_id=pl.Series([venues.get(name) for name in rows["venue"]], dtype=pl.Int64),
        organiser_id=pl.Series([parties.get(pair) for pair in pairs], dtype=pl.Int64),
    )
    return list(stored.select(COLUMNS).iter_rows())
