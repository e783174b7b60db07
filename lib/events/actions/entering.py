"""Entering an event, editing and moving it. Whoever saves second is told what the first has changed."""

import dataclasses
import datetime as dt
from typing import Any, Literal

from lib import audit
from lib.access import User, needs
from lib.errors import BadInput, Refused
from lib.events import wording
from lib.events.actions import ledger
from lib.events.actions.ledger import keeping_note, refuse_stale
from lib.events.actions.spreading import edit_series
from lib.events.actions.writing import insert, rewrite
from lib.events.entry import Entry, tidy
from lib.events.queries.one import attending, entry_of, event
from lib.store import Database

Scope = Literal["one", "following", "all"]


@needs("events.edit")
def add(db: Database, entry: Entry, *, state: Literal["proposed", "confirmed"] = "proposed", by: User) -> int:
    """Enter an event and give its id; an unknown venue or organiser is added. BadInput stands beside its field."""
    event_id = insert(db, tidy(entry), state, by)
    ledger.write(db, event_id, "added", {}, raises=False, by=by)
    audit.record(db, by, "events.add", f"event:{event_id}", {"title": entry.title.strip(), "state": state})
    return event_id


@needs("events.edit")
def edit(
    db: Database,
    event_id: int,
    entry: Entry,
    *,
    started_from: int,
    reason: str = "",
    scope: Scope = "one",
    by: User,
) -> None:
    """Change an event to what the entry says. `started_from` is the `sequence` that the person saw.

    Conflict says who changed what since. A new first day is a move: a postponed event is confirmed again. `scope` says
    which occurrences of a series are meant (`spreading`).
    """
    now = event(db, event_id, by=by)
    refuse_stale(db, now, started_from)
    wanted = tidy(keeping_note(db, now, entry, by))
    if scope != "one" and now.series_id is not None:
        edit_series(db, now, wanted, scope, reason, by)
        return
    changed = rewrite(db, now, wanted, reason, by)
    _remember(db, event_id, changed, reason, by)


@needs("events.edit")
def move(
    db: Database,
    event_id: int,
    *,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    starts_at: str | None = None,
    ends_at: str | None = None,
    venue: str | None = None,
    reason: str,
    started_from: int,
    by: User,
) -> None:
    """Move an event: one record, one UID; the ledger keeps where it was. What is None stays as long as it was.

    It stays confirmed; a postponed event is confirmed again, because it has its day now. Refused when it was called
    off or held; BadInput without a reason when the public calendar already has it; Conflict as `edit`.
    """
    now = event(db, event_id, by=by)
    refuse_stale(db, now, started_from)
    if now.state not in ("proposed", "confirmed", "postponed"):
        raise Refused(
            "“{title}” is {state} and cannot be moved. Take that step back first.",
            title=now.title,
            state=wording.state(now.state),
        )
    if now.public and now.state != "proposed" and not reason.strip():
        raise BadInput("Say why it is moved: the public calendar already has it.", field="reason")
    before = entry_of(now, attending(db, event_id))
    moved = _placed(before, starts_on, ends_on, starts_at, ends_at)
    if venue is not None:
        moved = dataclasses.replace(moved, venue=venue)
    changed = rewrite(db, now, tidy(moved), reason, by)
    _remember(db, event_id, changed, reason, by)


def _remember(db: Database, event_id: int, changed: dict[str, Any], reason: str, by: User) -> None:
    if changed:
        deed = "events.move" if "starts_on" in changed else "events.edit"
        audit.record(db, by, deed, f"event:{event_id}", {"reason": reason.strip(), "changes": changed})


def _placed(
    before: Entry, starts_on: dt.date, ends_on: dt.date | None, starts_at: str | None, ends_at: str | None
) -> Entry:
    """The entry on other days and hours; without a new end it lasts as long as before, by the wall clock."""
    moved = dataclasses.replace(before, starts_on=starts_on, ends_on=ends_on or starts_on + _days(before))
    if starts_at is None and ends_at is None:
        return moved
    moved = dataclasses.replace(moved, all_day=False, starts_at=starts_at or before.starts_at, ends_at=ends_at)
    if ends_at or not (starts_at and before.starts_at and before.ends_at):
        return moved
    lasts = _moment(before.last_day, before.ends_at) - _moment(before.starts_on, before.starts_at)
    end = _moment(starts_on, starts_at) + lasts
    return dataclasses.replace(moved, ends_on=ends_on or end.date(), ends_at=f"{end:%H:%M}")


def _days(entry: Entry) -> dt.timedelta:
    return entry.last_day - entry.starts_on


def _moment(day: dt.date, hhmm: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(hhmm))
