"""Inviting: what the invitation says, who got it, answers, who came, who has to be told about a change."""

import dataclasses
import json
from collections.abc import Sequence
from typing import Literal

from lib import audit, clock, store
from lib.access import User, needs
from lib.errors import BadInput, Refused
from lib.events import outlets
from lib.guests import rules
from lib.guests.actions.cards import update
from lib.guests.actions.salutations import refuse_unconfirmed
from lib.guests.queries import Details, existing
from lib.i18n import t
from lib.store import Database

OUTLET = "guests"


@needs("guests.edit")
def save_details(db: Database, details: Details, *, by: User) -> None:
    """Keep what the invitation to an event says."""
    values = dataclasses.asdict(details) | {"transferable": int(details.transferable)}
    db.conn.execute(
        f"insert or replace into guest_list ({', '.join(values)}) values ({', '.join('?' * len(values))})",
        tuple(values.values()),
    )
    audit.record(db, by, "guests.details", f"event:{details.event_id}")


@needs("guests.edit")
def invite(db: Database, guest_ids: Sequence[int], way: str, *, by: User) -> int:
    """Record that invitations went out (a key of `rules.WAYS`) and give how many were new. Refused while a salutation
    of any of them is not confirmed: nobody is addressed by a guess."""
    guests = [existing(db, guest_id) for guest_id in guest_ids]
    if not guests:
        raise BadInput("Choose whom to invite.", field="guests")
    if way not in rules.WAYS:
        raise BadInput("Say how the invitations go out.", field="way")
    refuse_unconfirmed(guests)
    new = [one for one in guests if one.state == "listed"]
    for one in new:
        update(db, one.id, {"state": "invited", "invited_at": clock.stamp(), "invited_by_way": way})
    for event_id in {one.event_id for one in guests}:
        outlets.tell(db, event_id, OUTLET, t("Invitations to guests"), by)
        ids = [one.id for one in new if one.event_id == event_id]
        audit.record(db, by, "guests.invite", f"event:{event_id}", {"guests": ids, "way": way})
    return len(new)


@needs("guests.edit")
def answer(
    db: Database, guest_id: int, said: Literal["accepted", "excused"], *, coming: int | None = None, by: User
) -> None:
    """Record a guest's answer; `coming` counts the guest too (all who were invited when not said)."""
    now = existing(db, guest_id)
    if now.state == "listed":
        raise Refused("{name} was not invited yet. Record the invitation first.", name=now.name)
    people = 0 if said == "excused" else now.companions + 1 if coming is None else coming
    if said == "accepted":
        rules.check_coming(people, now.companions)
    update(db, guest_id, {"state": said, "answered_at": clock.stamp(), "coming": people})
    audit.record(db, by, "guests.answer", f"guest:{guest_id}", {"answer": said, "coming": people})


@needs("guests.edit")
def take_answer_back(db: Database, guest_id: int, *, by: User) -> None:
    """An answer recorded by mistake: the guest is waited for again."""
    now = existing(db, guest_id)
    if now.state in ("listed", "invited"):
        raise Refused("{name} has not answered yet.", name=now.name)
    update(db, guest_id, {"state": "invited", "answered_at": None, "coming": 0})
    audit.record(db, by, "guests.answer_back", f"guest:{guest_id}")


@needs("guests.edit")
def take_invitation_back(db: Database, guest_id: int, *, by: User) -> None:
    """An invitation recorded by mistake: it has not gone out. Refused when the guest has answered."""
    now = existing(db, guest_id)
    if now.state != "invited":
        raise Refused("{name} does not wait for an answer. Take the answer back first.", name=now.name)
    update(db, guest_id, {"state": "listed", "invited_at": None, "invited_by_way": "", "to_tell": ""})
    audit.record(db, by, "guests.invite_back", f"guest:{guest_id}")


@needs("guests.edit")
def attended(db: Database, event_id: int, came: Sequence[int], *, by: User) -> None:
    """After the event: these guests came; of the others who were invited and did not excuse themselves, nobody did."""
    ids = json.dumps(list(came))
    db.conn.execute(
        "update guest set state = case when id in (select value from json_each(:came)) then 'came' else 'absent' end"
        " where event_id = :event and (id in (select value from json_each(:came))"
        " or state in ('invited', 'accepted', 'came', 'absent')) and state <> 'listed'",
        {"event": event_id, "came": ids},
    )
    audit.record(db, by, "guests.attended", f"event:{event_id}", {"came": len(came)})


@needs("events.edit")
def to_be_told(db: Database, event_id: int, what: str, *, by: User) -> int:
    """The event moved or is called off: whoever was invited and did not excuse himself has to be told. Gives how many.

    Whoever may change an event causes this, so it needs no right to see the guests; it gives no names.
    """
    told = db.conn.execute(
        "update guest set to_tell = ? where event_id = ? and state in ('invited', 'accepted')", (what.strip(), event_id)
    ).rowcount
    if told:
        audit.record(db, by, "guests.to_be_told", f"event:{event_id}", {"guests": told})
    return int(told)


@needs("events.edit")
def to_tell_count(db: Database, event_id: int, *, by: User) -> int:
    """How many guests would have to be told if the event changed."""
    sql = "select count(*) from guest where event_id = ? and state in ('invited', 'accepted')"
    return int(store.scalar(db, sql, (event_id,)))


@needs("guests.edit")
def told(db: Database, event_id: int, guest_ids: Sequence[int], *, by: User) -> None:
    """These guests know about the change; when nobody is left to be told, the invitations are up to date."""
    db.conn.execute(
        "update guest set to_tell = '' where event_id = ? and id in (select value from json_each(?))",
        (event_id, json.dumps(list(guest_ids))),
    )
    left = store.scalar(db, "select count(*) from guest where event_id = ? and to_tell <> ''", (event_id,))
    if not left:
        outlets.tell(db, event_id, OUTLET, t("Invitations to guests"), by)
    audit.record(db, by, "guests.told", f"event:{event_id}", {"guests": len(guest_ids)})
