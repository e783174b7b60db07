"""Who of the leadership attends an event, what they answered, and what they must know there."""

import re
from dataclasses import replace

from lib import audit, contacts, events, store
from lib.access import User, needs
from lib.diary.queries import Briefing, block
from lib.diary.rules import check_times
from lib.errors import BadInput, Refused
from lib.events import rules as event_rules
from lib.events.actions import ledger
from lib.events.actions.writing import write_attendees
from lib.events.entry import Attendee
from lib.events.queries.one import attending
from lib.store import Database

TEXTS = ("meets", "meets_phone", "says", "gift", "parking", "dress", "driver")


@needs("events.edit")
def set_attendee(db: Database, event_id: int, attendee: Attendee, *, by: User) -> None:
    """Put somebody of the leadership on an event, or change what they answered; the event's ledger says so."""
    attend(db, event_id, attendee, by)


@needs("events.edit")
def remove_attendee(db: Database, event_id: int, holder_id: int, *, by: User) -> None:
    """Take somebody off an event; what was prepared for them there is kept for a change of mind."""
    _write(db, event_id, tuple(one for one in attending(db, event_id) if one.holder_id != holder_id), by)


def attend(db: Database, event_id: int, attendee: Attendee, by: User) -> None:
    """`set_attendee` for the room's own actions, which have checked who asks."""
    _check(db, attendee)
    others = tuple(one for one in attending(db, event_id) if one.holder_id != attendee.holder_id)
    together = sorted((*others, replace(attendee, note=attendee.note.strip())), key=lambda one: one.holder_id)
    _write(db, event_id, tuple(together), by)


@needs("events.edit")
def brief(db: Database, briefing: Briefing, *, by: User) -> None:
    """Keep what the office-holder must know at an event or a meeting. A private entry of the diary has no briefing."""
    holder = contacts.known_holder(db, briefing.holder_id)
    subject = f"event:{events.event(db, briefing.event_id, by=by).id}" if briefing.event_id else ""
    if briefing.block_id:
        if block(db, briefing.block_id, by=by).private:
            raise Refused("A private entry has no briefing. Write a note to it instead.")
        subject = f"block:{briefing.block_id}"
    leaves_at = _leaving(briefing.leaves_at)
    kept = {"leaves_at": leaves_at, **{name: getattr(briefing, name).strip() for name in TEXTS}}
    where = (briefing.holder_id, briefing.event_id, briefing.block_id)
    db.conn.execute("delete from diary_briefing where holder_id = ? and event_id is ? and block_id is ?", where)
    if any(kept.values()):
        store.insert_many(
            db, "diary_briefing", ("holder_id", "event_id", "block_id", *kept), [(*where, *kept.values())]
        )
    audit.record(db, by, "diary.brief", subject, {"holder": holder.office})


def _leaving(time: str | None) -> str | None:
    text = (time or "").strip()
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})", text)
    if text and not found:
        raise BadInput("{time} is no time of the day. Write it like 9:00.", time=text, field="leaves_at")
    hhmm = f"{int(found[1]):02d}:{found[2]}" if found else None
    check_times(hhmm, None)
    return hhmm


def _check(db: Database, attendee: Attendee) -> None:
    contacts.known_holder(db, attendee.holder_id)
    if attendee.answer not in event_rules.ANSWERS:
        raise BadInput("Choose an answer from the list.", field="answer")
    if (attendee.answer == "deputy") != (attendee.deputy_id is not None):
        raise BadInput("Choose who stands in.", field="deputy")
    if attendee.deputy_id == attendee.holder_id:
        raise BadInput("Nobody stands in for himself. Choose somebody else.", field="deputy")


def _write(db: Database, event_id: int, attendees: tuple[Attendee, ...], by: User) -> None:
    before = ledger.values(db, events.event(db, event_id, by=by))
    write_attendees(db, event_id, attendees)
    changed = ledger.difference(before, ledger.values(db, events.event(db, event_id, by=by)))
    if changed:
        ledger.write(db, event_id, "edited", changed, by=by)
        audit.record(db, by, "diary.attend", f"event:{event_id}", {"changes": changed})
