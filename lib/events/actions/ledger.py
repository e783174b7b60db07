"""The ledger of an event: what each deed changed, and what the second of two people is told."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from lib import audit, clock, store
from lib.access import SYSTEM, User
from lib.errors import Conflict
from lib.events import wording
from lib.events.entry import Attendee, Entry
from lib.events.queries.one import Event, attending, entry_of
from lib.store import Database


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


def record(
    db: Database,
    event_id: int,
    what: str,
    changes: Mapping[str, Any],
    *,
    reason: str = "",
    moved_from: str | None = None,
    by: User,
    deed: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write what was done into the ledger and the audit. A change of what was there raises SEQUENCE."""
    now = clock.stamp()
    if what != "added":
        db.conn.execute("update event set sequence = sequence + 1, updated_at = ? where id = ?", (now, event_id))
    db.conn.execute(
        "insert into event_change (event_id, at, by_login, sequence, what, reason, changes, moved_from)"
        " select id, ?, ?, sequence, ?, ?, ?, ? from event where id = ?",
        (now, by.login, what, reason.strip(), json.dumps(changes, ensure_ascii=False), moved_from, event_id),
    )
    told = {"reason": reason.strip(), "changes": changes} if detail is None else dict(detail)
    audit.record(db, by, deed, f"event:{event_id}", told)


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
