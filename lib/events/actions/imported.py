"""Events of shared spreadsheets: added, changed and taken back in bulk; a colleague's note on one of them.

A spreadsheet knows nothing of calendars, so an event lies in the usual one of its kind and is public as its kind
usually is, until somebody says otherwise. What a spreadsheet changes is in the ledger like a person's change; what it
adds is in the record of the import.
"""

import json
from collections.abc import Sequence

import polars as pl

from lib import audit, clock, contacts, store, uids
from lib.access import User, needs
from lib.errors import Refused
from lib.events import rules
from lib.events.actions import ledger
from lib.events.actions.places import venue_id_of
from lib.events.queries.hanging import hanging
from lib.events.queries.one import event, whole
from lib.store import Database

COLUMNS = (
    "code", "title", "kind", "starts_on", "ends_on", "starts_at", "ends_at", "venue_id", "organiser_id",
    "description", "audience", "admission", "attended_by", "state", "note",
)  # fmt: skip
TEXTS = ("description", "audience", "admission", "attended_by", "note")
USUAL = ("usual_calendar", "usual_public")
NAMED = 3
_INSERT = (
    f"insert into event ({', '.join(COLUMNS)}, calendar, public, uid, created_at, updated_at)"
    f" values ({', '.join('?' * 20)})"
)
_CASES = " ".join(f"when '{kind}' then '{calendar}'" for kind, calendar in rules.CALENDAR_OF.items())
_OLD_CALENDAR = f"case kind {_CASES} else 'town' end"
_OLD_PUBLIC = f"(kind not in {rules.NOT_PUBLIC})"
_UPDATE = (
    f"update event set {', '.join(f'{column} = ?' for column in COLUMNS)},"
    f" calendar = case when calendar = {_OLD_CALENDAR} then ? else calendar end,"
    f" public = case when public = {_OLD_PUBLIC} then ? else public end,"
    " detached = series_id is not null, updated_at = ?, sequence = sequence + 1 where id = ?"
)
_WORDS = """
select event.id, title, event.kind, calendar, public, starts_on, ends_on, starts_at, ends_at, venue.name, party.name,
    party.ico, description, audience, admission, attended_by, state, event.note, sequence
from event left join venue on venue.id = venue_id left join party on party.id = organiser_id
where event.id in (select value from json_each(?)) order by event.id
"""
_FIELDS = (
    "title", "kind", "calendar", "public", "starts_on", "ends_on", "starts_at", "ends_at", "venue", "organiser",
    "organiser_ico", "description", "audience", "admission", "attended_by", "state", "note",
)  # fmt: skip


@needs("sheets.sync")
def insert_imported(db: Database, rows: pl.DataFrame, *, by: User) -> list[int]:
    """Add events from a spreadsheet (columns of `sheet.OFFICE`); gives their ids in the order of the rows."""
    now, first, home = clock.stamp(), store.next_id(db, "event"), uids.home(db)
    stored = _as_stored(db, rows, by)
    values = [(*row, f"akce-{number}@{home}", now, now) for number, row in enumerate(stored, first)]
    db.conn.executemany(_INSERT, values)
    return list(range(first, first + len(values)))


@needs("sheets.sync")
def update_imported(db: Database, rows: pl.DataFrame, *, by: User) -> None:
    """Change events to what a spreadsheet says now; calendars that took the feed get a higher SEQUENCE."""
    now, ids = clock.stamp(), json.dumps(rows["record_id"].to_list())
    before = db.conn.execute(_WORDS, (ids,)).fetchall()
    stored = _as_stored(db, rows, by)
    db.conn.executemany(
        _UPDATE, [(*row, now, record_id) for row, record_id in zip(stored, rows["record_id"], strict=True)]
    )
    for record_id in rows["record_id"]:
        ledger.raise_series(db, record_id, now)
    after = db.conn.execute(_WORDS, (ids,)).fetchall()
    lines = [_line(was, is_now, now, by) for was, is_now in zip(before, after, strict=True)]
    columns = ("event_id", "at", "by_login", "sequence", "what", "changes", "moved_from")
    store.insert_many(db, "event_change", columns, lines)


def _line(was: tuple[object, ...], now: tuple[object, ...], at: str, by: User) -> tuple[object, ...]:
    """A line of the ledger: what differs between two readings of an event."""
    changed = {
        name: [_plain(name, old), _plain(name, new)]
        for name, old, new in zip(_FIELDS, was[1:-1], now[1:-1], strict=True)
        if old != new
    }
    moved_from = changed["starts_on"][0] if "starts_on" in changed else None
    what = "moved" if moved_from else "edited"
    return now[0], at, by.login, now[-1], what, json.dumps(changed, ensure_ascii=False), moved_from


def _plain(name: str, value: object) -> object:
    return bool(value) if name == "public" else value


@needs("sheets.sync")
def remove_imported(db: Database, event_ids: Sequence[int], *, by: User) -> None:
    """Take back events that an import added. Refused when people have hung their work on one of them."""
    held = whole(db, hanging(db, event_ids))
    if held:
        raise Refused(
            "Tasks, coverage, guests, gifts or posts hang on {count} events of this import: {titles}. The import"
            " cannot be taken back; call off the events that will not be.",
            count=len(held),
            titles=", ".join(one.title for one in held[:NAMED]) + (" …" if len(held) > NAMED else ""),
        )
    db.conn.executemany("delete from event where id = ?", [(event_id,) for event_id in event_ids])


@needs("events.edit")
def set_note(db: Database, event_id: int, note: str, *, by: User) -> None:
    """Keep a colleague's note on an event. Notes are not public, so SEQUENCE stays; the ledger knows the old one."""
    before, after = event(db, event_id, by=by).note, note.strip()
    if before == after:
        return
    db.conn.execute("update event set note = ?, updated_at = ? where id = ?", (after, clock.stamp(), event_id))
    ledger.write(db, event_id, "edited", {"note": [before, after]}, raises=False, by=by)
    audit.record(db, by, "events.note", f"event:{event_id}", {"before": before, "after": after})


def _as_stored(db: Database, rows: pl.DataFrame, by: User) -> list[tuple[object, ...]]:
    """Per row the values of COLUMNS, then the usual calendar and publicity of its kind."""
    venues = {name: venue_id_of(db, name) for name in rows["venue"].drop_nulls().unique(maintain_order=True)}
    pairs = list(rows.select("organiser", "organiser_ico").iter_rows())
    parties = contacts.find_or_add_many(db, [pair for pair in pairs if pair[0]], by=by)
    filled = rows.with_columns(
        ends_on=pl.coalesce("ends_on", "starts_on"), **{name: pl.col(name).fill_null("") for name in TEXTS}
    ).with_columns(pl.col("starts_on", "ends_on").dt.to_string("%Y-%m-%d"))
    stored = filled.with_columns(
        venue_id=pl.Series([venues.get(name) for name in rows["venue"]], dtype=pl.Int64),
        organiser_id=pl.Series([parties.get(pair) for pair in pairs], dtype=pl.Int64),
        usual_calendar=pl.col("kind").replace_strict(rules.CALENDAR_OF, default="town", return_dtype=pl.String),
        usual_public=(~pl.col("kind").is_in(rules.NOT_PUBLIC)).cast(pl.Int64),
    )
    return list(stored.select(*COLUMNS, *USUAL).iter_rows())
