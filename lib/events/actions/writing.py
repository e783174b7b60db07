"""Writing one event into the store: its columns, its place and organiser, those who attend."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from lib import clock, contacts, store, uids
from lib.access import User
from lib.errors import BadInput
from lib.events.actions import ledger
from lib.events.actions.places import venue_id_of
from lib.events.entry import Attendee, Entry
from lib.events.queries.one import Event, attending, event
from lib.store import Database

_AS_THEY_ARE = (
    "title", "kind", "calendar", "starts_at", "ends_at", "summary", "description", "audience", "admission", "contact",
    "co_organisers", "patronage", "web", "paper_issue", "picture", "picture_alt", "picture_credit", "responsible",
    "deputy", "note",
)  # fmt: skip


COPIED = (
    *(name for name in _AS_THEY_ARE if name not in ("note", "paper_issue")),
    "all_day", "public", "for_children", "publish_to", "venue_id", "organiser_id",
)  # fmt: skip
"""What an occurrence takes over from the one before it."""


def insert(db: Database, entry: Entry, state: str, by: User) -> int:
    """Store a tidy entry as a new event and give its id."""
    now, event_id = clock.stamp(), store.next_id(db, "event")
    values = columns(db, entry, None, by) | {
        "id": event_id, "uid": f"akce-{event_id}@{uids.home(db)}", "state": state, "created_at": now,
        "updated_at": now,
    }  # fmt: skip
    store.insert_many(db, "event", list(values), [list(values.values())])
    write_attendees(db, event_id, entry.attendees)
    return event_id


def rewrite(
    db: Database, now: Event, entry: Entry, reason: str, by: User, *, what: str = "edited", detach: bool = True
) -> dict[str, list[Any]]:
    """Store a tidy entry over an event and write its ledger; gives field → [before, after] of what is new.

    A new first day makes it a move, and a postponed event is confirmed again. An occurrence is `detached` from its
    series when it was changed alone. The audit is the caller's.
    """
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
        if detach:
            db.conn.execute("update event set detached = 1 where id = ? and series_id is not null", (now.id,))
        came_from = now.starts_on if moved else None
        ledger.write(db, now.id, "moved" if moved else what, changed, reason=reason, moved_from=came_from, by=by)
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


def copies(db: Database, model: Event, days: Iterable[dt.date], series_id: int, by: User) -> int:
    """Enter occurrences of a series on the days, like the model; gives how many. Those who attend are asked anew."""
    now, first, home = clock.stamp(), store.next_id(db, "event"), uids.home(db)
    lasts, state = model.last_day - model.day, "proposed" if model.state == "proposed" else "confirmed"
    rows = [
        (number, f"akce-{number}@{home}", state, day.isoformat(), (day + lasts).isoformat(), series_id,
         day.isoformat(), now, now, model.id)
        for number, day in enumerate(days, first)
    ]  # fmt: skip
    own = "id, uid, state, starts_on, ends_on, series_id, occurs_on, created_at, updated_at"
    words = ", ".join(COPIED)
    db.conn.executemany(
        f"insert into event ({own}, {words}) select ?, ?, ?, ?, ?, ?, ?, ?, ?, {words} from event where id = ?", rows
    )
    db.conn.executemany(
        "insert into event_attendee (event_id, holder_id, speaks)"
        " select ?, holder_id, speaks from event_attendee where event_id = ?",
        [(row[0], model.id) for row in rows],
    )
    added = [(row[0], now, by.login, 0, "added", "{}") for row in rows]
    store.insert_many(db, "event_change", ("event_id", "at", "by_login", "sequence", "what", "changes"), added)
    return len(rows)


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
