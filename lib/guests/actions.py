"""Inviting guests: their cards, salutations that somebody confirmed, invitations, answers, who came.

The record of changes names guests by number (`guest:12`): it is kept longer than their names may be.
"""

import dataclasses
import json
from collections.abc import Sequence
from typing import Any, Literal

from lib import audit, clock, store
from lib.access import User, needs
from lib.czech import salutation
from lib.czech.sorting import fold
from lib.errors import BadInput, Refused
from lib.events import outlets
from lib.guests import rules
from lib.guests.queries import Details, Guest, existing
from lib.guests.rules import Card
from lib.i18n import t
from lib.store import Database

OUTLET = "guests"
_CARD = tuple(field.name for field in dataclasses.fields(Card))


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
def add(db: Database, event_id: int, card: Card, *, by: User) -> int:
    """Put a guest on the list of an event and give the id; Refused when the same name of the same organisation is
    there. A salutation that somebody confirmed for the same person before is taken over."""
    card = rules.tidy(card)
    _refuse_twice(db, event_id, card)
    said, confirmed_by = _salutation(db, card)
    values = _values(card) | {
        "event_id": event_id, "salutation": said, "salutation_by": confirmed_by, "created_at": clock.stamp(),
    }  # fmt: skip
    store.insert_many(db, "guest", list(values), [list(values.values())])
    guest_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "guests.add", f"guest:{guest_id}", {"event": event_id})
    return guest_id


@needs("guests.edit")
def copy_list(db: Database, from_event: int, to_event: int, *, by: User) -> int:
    """Take over the guests of another event (last year's) who are not on this list yet; gives how many."""
    found = store.rows(db, "select id from guest where event_id = ? order by rank, id", (from_event,))
    added = 0
    for row in found:
        card = card_of(existing(db, row["id"]))
        if _twin(db, to_event, card) is None:
            add(db, to_event, dataclasses.replace(card, seat="", note=""), by=by)
            added += 1
    return added


@needs("guests.edit")
def change(db: Database, guest_id: int, card: Card, *, by: User) -> None:
    """Correct a guest's card. Another name, office or title needs its salutation confirmed again."""
    now, card = existing(db, guest_id), rules.tidy(card)
    values: dict[str, Any] = _values(card)
    named = ("name", "office", "title_before", "woman")
    if any(getattr(now, name) != getattr(card, name) for name in named):
        values["salutation"], values["salutation_by"] = _salutation(db, card)
    _update(db, guest_id, values)
    audit.record(db, by, "guests.change", f"guest:{guest_id}")


@needs("guests.edit")
def remove(db: Database, guest_id: int, *, by: User) -> None:
    """Take a guest off the list; Refused for one who was invited already: he is excused instead."""
    now = existing(db, guest_id)
    if now.state != "listed":
        raise Refused("{name} was invited already. Record the answer instead of removing.", name=now.name)
    db.conn.execute("delete from guest where id = ?", (guest_id,))
    audit.record(db, by, "guests.remove", f"guest:{guest_id}", {"event": now.event_id})


@needs("guests.edit")
def confirm_salutation(db: Database, guest_id: int, said: str, *, by: User) -> None:
    """Say that a guest is addressed like this; it is remembered for the next letters to the same person."""
    now, said = existing(db, guest_id), " ".join(said.split()).rstrip(",")
    if not said:
        raise BadInput("Write how the guest is addressed, like “Vážená paní ředitelko”.", field="salutation")
    _update(db, guest_id, {"salutation": said, "salutation_by": by.name})
    db.conn.execute(
        "insert or replace into known_salutation values (?, ?, ?, ?)",
        (_person(card_of(now)), said, by.name, clock.stamp()),
    )
    audit.record(db, by, "guests.salutation", f"guest:{guest_id}")


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
        _update(db, one.id, {"state": "invited", "invited_at": clock.stamp(), "invited_by_way": way})
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
    _update(db, guest_id, {"state": said, "answered_at": clock.stamp(), "coming": people})
    audit.record(db, by, "guests.answer", f"guest:{guest_id}", {"answer": said, "coming": people})


@needs("guests.edit")
def take_answer_back(db: Database, guest_id: int, *, by: User) -> None:
    """An answer recorded by mistake: the guest is waited for again."""
    now = existing(db, guest_id)
    if now.state in ("listed", "invited"):
        raise Refused("{name} has not answered yet.", name=now.name)
    _update(db, guest_id, {"state": "invited", "answered_at": None, "coming": 0})
    audit.record(db, by, "guests.answer_back", f"guest:{guest_id}")


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


def refuse_unconfirmed(guests: Sequence[Guest]) -> None:
    """Refused, with the names, while any salutation is only a suggestion."""
    unsure = [one.name for one in guests if one.salutation_by is None]
    if unsure:
        raise Refused(
            "Confirm how to address: {names}. Then the invitations can go out.",
            names=", ".join(unsure[:5]) + (" …" if len(unsure) > 5 else ""),
            field="guests",
        )


def card_of(one: Guest) -> Card:
    """The guest's card, to be changed or copied."""
    return Card(**{name: getattr(one, name) for name in _CARD})


def _values(card: Card) -> dict[str, Any]:
    return dataclasses.asdict(card) | {"woman": None if card.woman is None else int(card.woman)}


def _update(db: Database, guest_id: int, values: dict[str, Any]) -> None:
    db.conn.execute(
        f"update guest set {', '.join(f'{name} = ?' for name in values)} where id = ?", (*values.values(), guest_id)
    )


def _salutation(db: Database, card: Card) -> tuple[str, str | None]:
    """The salutation that somebody confirmed for the person, else a suggestion that nobody has."""
    known = store.rows(db, "select salutation, confirmed_by from known_salutation where folded = ?", (_person(card),))
    if known:
        return known[0]["salutation"], known[0]["confirmed_by"]
    return salutation.suggest(card.name, card.office, card.title_before, woman=card.woman), None


def _person(card: Card) -> str:
    """The same name with another office or title is addressed in another way."""
    return fold("|".join((card.name, card.office, card.title_before)))


def _twin(db: Database, event_id: int, card: Card) -> int | None:
    found = store.rows(db, "select id, name, organisation from guest where event_id = ?", (event_id,))
    same = (fold(card.name), fold(card.organisation))
    return next((row["id"] for row in found if (fold(row["name"]), fold(row["organisation"])) == same), None)


def _refuse_twice(db: Database, event_id: int, card: Card) -> None:
    if _twin(db, event_id, card) is not None:
        raise Refused("{name} is on the list already.", name=card.name, field="name")
