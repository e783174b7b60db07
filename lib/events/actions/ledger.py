"""The ledger of an event: what each deed changed, and what the second of two people is told."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from lib import clock, store
from lib.access import SYSTEM, User
from lib.errors import Conflict
from lib.events import wording
from lib.events.entry import Attendee, Entry
from lib.events.queries.one import Event, attending, entry_of
from lib.store import Database

_NOTE_BEFORE = """
select changes ->> '$.note[0]' from event_change note
where event_id = :event and sequence = :sequence and by_login <> :login and changes ->> '$.note[1]' is not null
    and (sequence = 0 or exists (select 1 from event_change raised where raised.event_id = note.event_id
        and raised.sequence = note.sequence and raised.id < note.id))
order by id limit 1
"""
"""The note as it was before colleagues wrote notes since the last change that raised SEQUENCE."""


_RAISE_SERIES = """
update event_series set sequence = max(event_series.sequence + 1, event.sequence), updated_at = ?
from event where event.id = ? and event_series.id = event.series_id
"""
"""Never below its dates: one that is again like the others is told of by the series alone."""


def values(db: Database, one: Event) -> dict[str, Any]:
    """Every field of an event as the ledger keeps it (JSON), for comparing before with after."""
    entry = entry_of(one, attending(db, one.id))
    plain = {field.name: getattr(entry, field.name) for field in dataclasses.fields(Entry)}
    return plain | {
        "state": one.state,
        "starts_on": entry.starts_on.isoformat(),
        "ends_on": entry.last_day.isoformat(),
        "publish_to": list(entry.publish_to),
        "attendees": [_attendee(db, attendee) for attendee in entry.attendees],
    }


def _attendee(db: Database, one: Attendee) -> dict[str, Any]:
    name = store.scalar(db, "select name from office_holder where id = ?", (one.holder_id,))
    return {"name": name, **dataclasses.asdict(one)}


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field → [before, after] of those that differ."""
    return {name: [was, after[name]] for name, was in before.items() if was != after[name]}


def write(
    db: Database,
    event_id: int,
    what: str,
    changes: Mapping[str, Any],
    *,
    reason: str = "",
    moved_from: str | None = None,
    raises: bool = True,
    by: User,
) -> None:
    """Write into the ledger what was done. Unless told not to, it raises SEQUENCE: calendars take the event anew, and
    its series, whose entry in a calendar says which of its dates are otherwise (RFC 5545, 3.8.7.4)."""
    now = clock.stamp()
    if raises:
        db.conn.execute("update event set sequence = sequence + 1, updated_at = ? where id = ?", (now, event_id))
        raise_series(db, event_id, now)
    db.conn.execute(
        "insert into event_change (event_id, at, by_login, sequence, what, reason, changes, moved_from)"
        " select id, ?, ?, sequence, ?, ?, ?, ? from event where id = ?",
        (now, by.login, what, reason.strip(), json.dumps(changes, ensure_ascii=False), moved_from, event_id),
    )


def raise_series(db: Database, event_id: int, now: str) -> None:
    """Calendars take the series of an event anew too; nothing when it does not repeat."""
    db.conn.execute(_RAISE_SERIES, (now, event_id))


def refuse_stale(db: Database, now: Event, started_from: int) -> None:
    """Nothing, or a Conflict that names who changed what after the person began."""
    if now.sequence == started_from:
        return
    found = db.conn.execute(
        "select by_login, coalesce(user.name, by_login), changes from event_change left join user on login = by_login"
        " where event_id = ? and sequence > ? order by event_change.id",
        (now.id, started_from),
    ).fetchall()
    said = [
        f"{SYSTEM.name if login == SYSTEM.login else name} – {wording.changes(json.loads(text))}"
        for login, name, text in found
    ]
    raise Conflict(
        "“{title}” was changed in the meantime: {changes}. What you typed stays here; compare it and save again.",
        title=now.title,
        changes=". ".join(said),
    )


def keeping_note(db: Database, now: Event, entry: Entry, by: User) -> Entry:
    """The entry with the note that a colleague wrote while the form was open, unless the person wrote another one.

    `set_note` raises no SEQUENCE, because a note is not public; so the form cannot be told by it.
    """
    was = store.scalar(db, _NOTE_BEFORE, {"event": now.id, "sequence": now.sequence, "login": by.login})
    return entry if was is None or was != entry.note.strip() else dataclasses.replace(entry, note=now.note)
