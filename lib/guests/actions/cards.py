"""The cards of guests: put on the list one by one, pasted, taken over from another event, corrected, removed."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from lib import audit, clock, store
from lib.access import User, needs
from lib.czech.sorting import fold
from lib.errors import BadInput, Refused
from lib.guests import rules
from lib.guests.actions.salutations import known_or_suggested
from lib.guests.queries import Guest, existing
from lib.guests.rules import Card
from lib.store import Database

_CARD = tuple(field.name for field in dataclasses.fields(Card))


@needs("guests.edit")
def add(db: Database, event_id: int, card: Card, *, by: User) -> int:
    """Put a guest on the list of an event and give the id; Refused when the same name of the same organisation is
    there. A salutation that somebody confirmed for the same person before is taken over."""
    card = rules.tidy(card)
    _refuse_twice(db, event_id, card)
    said, confirmed_by = known_or_suggested(db, card)
    values = _values(card) | {
        "event_id": event_id, "salutation": said, "salutation_by": confirmed_by, "created_at": clock.stamp(),
    }  # fmt: skip
    store.insert_many(db, "guest", list(values), [list(values.values())])
    guest_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "guests.add", f"guest:{guest_id}", {"event": event_id})
    return guest_id


@dataclass(frozen=True)
class Added:
    """What came of pasted lines: how many guests were put on the list, and who was there already."""

    added: int
    known: tuple[str, ...]


@needs("guests.edit")
def add_many(db: Database, event_id: int, text: str, *, category: str = "others", by: User) -> Added:
    """Put the guests of pasted lines (see `rules.pasted`) on the list; who is there already stays as he is.

    All or nothing: BadInput with a sentence for each line that cannot be read, so that nobody is lost between.
    """
    pasted = rules.read(text, category)
    if pasted.unclear:
        raise BadInput(
            "Nobody was added yet. Mend these lines and add all again. {lines}",
            lines=" ".join(pasted.unclear),
            field="lines",
        )
    if not pasted.cards:
        raise BadInput("Paste at least one line: name; organisation; office; e-mail.", field="lines")
    known = [card.name for _, card in pasted.cards if _taken(db, event_id, card, by)]
    return Added(len(pasted.cards) - len(known), tuple(known))


def _taken(db: Database, event_id: int, card: Card, by: User) -> bool:
    """Whether the guest was on the list already; otherwise it is there now."""
    known = _twin(db, event_id, card) is not None
    if not known:
        add(db, event_id, card, by=by)
    return known


@needs("guests.edit")
def copy_list(db: Database, from_event: int, to_event: int, *, by: User) -> int:
    """Take over the guests of another event (last year's) who are not on this list yet; gives how many."""
    found = store.rows(
        db, "select id from guest where event_id = ? and forgotten_on is null order by rank, id", (from_event,)
    )
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
        values["salutation"], values["salutation_by"] = known_or_suggested(db, card)
    update(db, guest_id, values)
    audit.record(db, by, "guests.change", f"guest:{guest_id}")


@needs("guests.edit")
def remove(db: Database, guest_id: int, *, by: User) -> None:
    """Take a guest off the list; Refused for one who was invited already: he is excused instead."""
    now = existing(db, guest_id)
    if now.state != "listed":
        raise Refused("{name} was invited already. Record the answer instead of removing.", name=now.name)
    db.conn.execute("delete from guest where id = ?", (guest_id,))
    audit.record(db, by, "guests.remove", f"guest:{guest_id}", {"event": now.event_id})


def card_of(one: Guest) -> Card:
    """The guest's card, to be changed or copied."""
    return Card(**{name: getattr(one, name) for name in _CARD})


def update(db: Database, guest_id: int, values: dict[str, Any]) -> None:
    """Set columns of a guest; for the room's own actions."""
    db.conn.execute(
        f"update guest set {', '.join(f'{name} = ?' for name in values)} where id = ?", (*values.values(), guest_id)
    )


def _values(card: Card) -> dict[str, Any]:
    return dataclasses.asdict(card) | {"woman": None if card.woman is None else int(card.woman)}


def _twin(db: Database, event_id: int, card: Card) -> int | None:
    found = store.rows(db, "select id, name, organisation from guest where event_id = ?", (event_id,))
    same = (fold(card.name), fold(card.organisation))
    return next((row["id"] for row in found if (fold(row["name"]), fold(row["organisation"])) == same), None)


def _refuse_twice(db: Database, event_id: int, card: Card) -> None:
    if _twin(db, event_id, card) is not None:
        raise Refused("{name} is on the list already.", name=card.name, field="name")
