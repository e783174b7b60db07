"""How guests are addressed: a suggestion, the word of whoever confirmed it, and the memory for the next letters."""

from collections.abc import Mapping, Sequence

from lib import audit, clock, store
from lib.access import User, needs
from lib.czech import salutation
from lib.czech.sorting import fold
from lib.errors import BadInput, Refused
from lib.guests.queries import Guest, existing
from lib.guests.rules import Card
from lib.store import Database


@needs("guests.edit")
def confirm_salutation(db: Database, guest_id: int, said: str, *, by: User) -> None:
    """Say that a guest is addressed like this; it is remembered for the next letters to the same person."""
    now, said = existing(db, guest_id), " ".join(said.split()).rstrip(",")
    if not said:
        raise BadInput(
            "Write how the guest is addressed, like “Vážená paní ředitelko”.", field=f"salutation.{guest_id}"
        )
    db.conn.execute("update guest set salutation = ?, salutation_by = ? where id = ?", (said, by.name, guest_id))
    db.conn.execute(
        "insert or replace into known_salutation values (?, ?, ?, ?)",
        (person(now.name, now.office, now.title_before), said, by.name, clock.stamp()),
    )
    audit.record(db, by, "guests.salutation", f"guest:{guest_id}")


@needs("guests.edit")
def confirm_salutations(db: Database, said: Mapping[int, str], *, by: User) -> int:
    """Confirm those of several guests (id → how), all or none; gives how many."""
    for guest_id, how in said.items():
        confirm_salutation(db, guest_id, how, by=by)
    return len(said)


def refuse_unconfirmed(guests: Sequence[Guest]) -> None:
    """Refused, with the names, while any salutation is only a suggestion."""
    unsure = [one.name for one in guests if one.salutation_by is None]
    if unsure:
        raise Refused(
            "Confirm how to address: {names}. Then the invitations can go out.",
            names=", ".join(unsure[:5]) + (" …" if len(unsure) > 5 else ""),
            field="guests",
        )


def known_or_suggested(db: Database, card: Card) -> tuple[str, str | None]:
    """The salutation that somebody confirmed for the person, else a suggestion that nobody has."""
    folded = person(card.name, card.office, card.title_before)
    known = store.rows(db, "select salutation, confirmed_by from known_salutation where folded = ?", (folded,))
    if known:
        return known[0]["salutation"], known[0]["confirmed_by"]
    return salutation.suggest(card.name, card.office, card.title_before, woman=card.woman), None


def person(name: str, office: str, title_before: str) -> str:
    """The same name with another office or title is addressed in another way."""
    return fold("|".join((name, office, title_before)))
