"""Entering an event, editing and moving it. Whoever saves second is told what the first has changed."""

import dataclasses
import datetime as dt
import json
from typing import Any, Literal

from lib import clock, contacts, store
from lib.access import User, needs
from lib.errors import BadInput, Refused
from lib.events import wording
from lib.events.actions import ledger
from lib.events.actions.ledger import refuse_stale
from lib.events.actions.places import venue_id_of
from lib.events.entry import Attendee, Entry, tidy
from lib.events.queries.one import Event, attending, entry_of, event
from lib.store import Database

Scope = Literal["one", "following", "all"]
_AS_THEY_ARE = (
    "title", "kind", "calendar", "starts_at", "ends_at", "summary", "description", "audience", "admission", "contact",
    "co_organisers", "patronage", "web", "paper_issue", "picture", "picture_alt", "picture_credit", "responsible",
    "deputy", "note",
)  # fmt: skip


@needs("events.edit")
def add(db: Database, entry: Entry, *, state: Literal["proposed", "confirmed"] = "proposed", by: User) -> int:
    """Enter an event and give its id; an unknown venue or organiser is added. BadInput stands beside its field."""
    event_id = insert(db, tidy(entry), state, by)
    ledger.record(db, event_id, "added", {}, by=by, deed="events.add", detail={"title": entry.title.strip()})
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

    Conflict says who changed what since. A new first day is a move: a postponed event is confirmed again.
    """
    now = event(db, event_id, by=by)
    refuse_stale(db, now, started_from)
    rewrite(db, now, tidy(entry), reason, by)


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
    rewrite(db, now, tidy(moved), reason, by)


def insert(db: Database, entry: Entry, state: str, by: User, *, series: tuple[int, str] | None = None) -> int:
    """Store a tidy entry as a new event (of a series: its id and the day it stands for); gives its id."""
    now, event_id = clock.stamp(), store.next_id(db, "event")
    series_id, occurs_on = series or (None, None)
    values = columns(db, entry, None, by) | {
        "id": event_id, "uid": f"akce-{event_id}@kancelar", "state": state, "series_id": series_id,
        "occurs_on": occurs_on, "created_at": now, "updated_at": now,
    }  # fmt: skip
    store.insert_many(db, "event", list(values), [list(values.values())])
    write_attendees(db, event_id, entry.attendees)
    return event_id


def rewrite(db: Database, now: Event, entry: Entry, reason: str, by: User) -> dict[str, list[Any]]:
    """Store a tidy entry over an event and write the ledger; gives field → [before, after] of what is new."""
    before = ledger.values(db, now)
    moved = entry.starts_on != now.day
    values = columns(db, entry, now, by) | ({"state": "confirmed"} if moved and now.state == "postponed" else {})
    db.conn.execute(
        f"update event set {', '.join(f'{name} = ?' for name in values)} where id = ?", (*values.values(), now.id)
    )
    if entry.attendees != attending(db, now.id):
        write_attendees(db, now.id, entry.attendees)
    changed = ledger.difference(before, ledger.values(db, event(db, now.id, by=by)))
    if changed:
        db.conn.execute("update event set detached = 1 where id = ? and series_id is not null", (now.id,))
        what, deed = ("moved", "events.move") if moved else ("edited", "events.edit")
        ledger.record(
            db, now.id, what, changed, reason=reason, moved_from=now.starts_on if moved else None, by=by, deed=deed
        )
    return changed


def columns(db: Database, entry: Entry, now: Event | None, by: User) -> dict[str, Any]:
    """What the columns of an event hold for a tidy entry; venue and organiser that did not change keep their record."""
    for field in ("responsible", "deputy"):
        _refuse_stranger(db, field, getattr(entry, field))
    same_organiser = now and (now.organiser or "", now.organiser_ico or "") == (entry.organiser, entry.organiser_ico)
    kept = {name: getattr(entry, name) for name in _AS_THEY_ARE}
    return kept | {
        "starts_on": entry.starts_on.isoformat(),
        "ends_on": entry.last_day.isoformat(),
        "all_day": int(entry.all_day),
        "public": int(bool(entry.public)),
        "for_children": None if entry.for_children is None else int(entry.for_children),
        "publish_to": json.dumps(entry.publish_to),
        "venue_id": now.venue_id if now and now.venue == entry.venue else venue_id_of(db, entry.venue),
        "organiser_id": now.organiser_id if now and same_organiser else _organiser(db, entry, by),
    }


def write_attendees(db: Database, event_id: int, attendees: tuple[Attendee, ...]) -> None:
    """Those of the leadership who attend, in place of those who did."""
    for one in attendees:
        for holder_id in filter(None, (one.holder_id, one.deputy_id)):
            if store.scalar(db, "select 1 from office_holder where id = ?", (holder_id,)) is None:
                raise BadInput("Choose from the list who of the leadership attends.", field="attendees")
    db.conn.execute("delete from event_attendee where event_id = ?", (event_id,))
    store.insert_many(
        db,
        "event_attendee",
        ("event_id", "holder_id", "answer", "speaks", "deputy_id", "note"),
        ((event_id, one.holder_id, one.answer, int(one.speaks), one.deputy_id, one.note) for one in attendees),
    )


def _organiser(db: Database, entry: Entry, by: User) -> int | None:
    if not entry.organiser:
        return None
    return contacts.find_or_add(db, entry.organiser, entry.organiser_ico or None, by=by)


def _refuse_stranger(db: Database, field: str, login: str | None) -> None:
    if login and store.scalar(db, "select 1 from user where login = ?", (login,)) is None:
        raise BadInput("Choose a colleague who has an account here.", field=field)


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
