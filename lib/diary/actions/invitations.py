"""The way of an invitation: came → offered → accepted, excused or a deputy → the answer was sent.

What was decided shows at once where it belongs: on the event as an attendance, without an event as an entry of the
diary. A decision may change, also after the answer went out; then a new answer waits.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from lib import audit, clock, contacts, events, store
from lib.access import User, needs
from lib.diary import queries
from lib.diary.actions.attendance import attend, remove_attendee
from lib.diary.actions.blocks import add_block, remove_block
from lib.diary.queries import Invitation
from lib.diary.rules import DECISIONS, Card, Entry, tidy_card
from lib.errors import BadInput, Refused
from lib.events import actions as event_actions
from lib.events.entry import Attendee
from lib.events.entry import Entry as EventEntry
from lib.store import Database

ANSWER = {"accepted": "confirmed", "excused": "excused", "deputy": "deputy", "offered": "asked"}
"""State of the invitation → what the person answered about the event."""


@needs("diary.edit")
def record(db: Database, card: Card, *, holder_id: int | None = None, event_id: int | None = None, by: User) -> int:
    """Write down an invitation that came; offered at once when it is said to whom. Gives its id."""
    values = {**_stored(tidy_card(card)), "event_id": event_id, "created_at": clock.stamp()}
    store.insert_many(db, "invitation", tuple(values), [tuple(values.values())])
    invitation_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "diary.invitation", f"invitation:{invitation_id}", {"title": card.title})
    if holder_id is not None:
        offer(db, invitation_id, holder_id, by=by)
    return invitation_id


@needs("diary.edit")
def correct(db: Database, invitation_id: int, card: Card, *, by: User) -> None:
    """Correct what was written down; an accepted one keeps its place in the diary on the new day."""
    before = queries.invitation(db, invitation_id, by=by)
    _update(db, invitation_id, _stored(tidy_card(card)))
    audit.record(db, by, "diary.correct_invitation", f"invitation:{invitation_id}", {"before": before.title})
    _place(db, invitation_id, by)


@needs("diary.edit")
def offer(db: Database, invitation_id: int, holder_id: int, *, by: User) -> None:
    """Ask an office-holder; a decision that somebody made before is forgotten."""
    holder = contacts.known_holder(db, holder_id)
    before = queries.invitation(db, invitation_id, by=by)
    if before.event_id and before.holder_id and before.holder_id != holder_id:
        remove_attendee(db, before.event_id, before.holder_id, by=by)
    _update(db, invitation_id, {"holder_id": holder_id, "state": "offered", "deputy_id": None, **_UNSENT})
    audit.record(db, by, "diary.offer", f"invitation:{invitation_id}", {"office": holder.office})
    _place(db, invitation_id, by)


@needs("diary.edit")
def decide(db: Database, invitation_id: int, decision: str, *, deputy_id: int | None = None, by: User) -> None:
    """Keep what the person decided: accepted, excused, or a deputy goes. The answer to the host then waits."""
    now = queries.invitation(db, invitation_id, by=by)
    if decision not in DECISIONS:
        raise BadInput("Choose whether the invitation is accepted, excused, or a deputy goes.", field="decision")
    if now.holder_id is None:
        raise Refused("Offer the invitation to somebody first.")
    if decision == "deputy" and (deputy_id is None or deputy_id == now.holder_id):
        raise BadInput("Choose who stands in.", field="deputy")
    deputy = deputy_id if decision == "deputy" else None
    _update(db, invitation_id, {"state": decision, "deputy_id": deputy, **_UNSENT})
    audit.record(db, by, "diary.decide", f"invitation:{invitation_id}", {"decision": decision})
    _place(db, invitation_id, by)


@needs("diary.edit")
def answered(db: Database, invitation_id: int, reply: str, *, on: dt.date | None = None, by: User) -> None:
    """The answer went out (today, when not said): its words, the day and who sent it are kept."""
    now = queries.invitation(db, invitation_id, by=by)
    if now.state not in DECISIONS:
        raise Refused("Nobody has decided yet. Accept the invitation, excuse, or choose who stands in.")
    day = on or clock.today()
    if day > clock.today():
        raise BadInput("An answer cannot have been sent in the future.", field="sent_on")
    sent = {"sent_on": day.isoformat(), "sent_by": by.login, "reply": reply.strip()}
    _update(db, invitation_id, sent)
    audit.record(db, by, "diary.answered", f"invitation:{invitation_id}", {"sent_on": day.isoformat()})


@needs("diary.edit")
def link(db: Database, invitation_id: int, event_id: int, *, by: User) -> None:
    """The invitation is to an event that the calendar already has; what was decided moves onto it."""
    events.event(db, event_id, by=by)
    _update(db, invitation_id, {"event_id": event_id})
    audit.record(db, by, "diary.link_invitation", f"invitation:{invitation_id}", {"event": event_id})
    _place(db, invitation_id, by)


@needs("diary.edit")
def make_event(db: Database, invitation_id: int, *, by: User) -> int:
    """An event out of an invitation, in the calendar of the leadership and not public; gives its id."""
    now = queries.invitation(db, invitation_id, by=by)
    if now.event_id:
        raise Refused("The calendar already has this event.")
    entry = EventEntry(
        now.title, now.day, "other", "leadership", starts_at=now.starts_at, ends_at=now.ends_at, venue=now.place,
        organiser=now.sender, contact=", ".join(filter(None, (now.email, now.phone))), public=False,
    )  # fmt: skip
    event_id = event_actions.add(db, entry, state="confirmed", by=by)
    link(db, invitation_id, event_id, by=by)
    return event_id


def _place(db: Database, invitation_id: int, by: User) -> None:
    """Let the calendar and the diary say what the invitation does."""
    now = queries.invitation(db, invitation_id, by=by)
    private = now.block_id is not None and bool(queries.block(db, now.block_id, by=by).private)
    if now.block_id:
        remove_block(db, now.block_id, by=by)
    if now.holder_id is None:
        return
    if now.event_id:
        attend(db, now.event_id, Attendee(now.holder_id, ANSWER[now.state], deputy_id=now.deputy_id), by)
    elif now.state in ("accepted", "deputy"):
        _update(db, invitation_id, {"block_id": add_block(db, replace(_entry(now), private=private), by=by)})


def _entry(now: Invitation) -> Entry:
    """What the diary of whoever goes says while the calendar does not have the event."""
    return Entry(
        now.deputy_id or now.holder_id or 0, now.day, "meeting", now.title, starts_at=now.starts_at,
        ends_at=now.ends_at, place=now.place, with_whom=now.sender, note=now.note,
    )  # fmt: skip


_UNSENT = {"sent_on": None, "sent_by": None, "reply": ""}


def _stored(card: Card) -> dict[str, object]:
    days = {name: getattr(card, name) for name in ("starts_on", "received_on", "answer_by")}
    return {**vars(card), **{name: day and day.isoformat() for name, day in days.items()}}


def _update(db: Database, invitation_id: int, values: Mapping[str, object]) -> None:
    columns = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(f"update invitation set {columns} where id = ?", (*values.values(), invitation_id))
