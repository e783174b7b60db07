"""People of the media: added, pasted, corrected."""

from lib import audit, store
from lib.access import User, needs
from lib.errors import BadInput, Refused
from lib.press.actions.writing import insert, update
from lib.press.queries.contacts import kept
from lib.press.rules import contacts as rules
from lib.press.rules.contacts import Card
from lib.store import Database


@needs("press.edit")
def add(db: Database, card: Card, *, by: User) -> int:
    """Keep a new contact and give its id; Refused for an e-mail that somebody has already."""
    said = rules.tidy(card)
    if said.email and store.scalar(db, "select 1 from media_contact where email = ? collate nocase", (said.email,)):
        raise Refused("The e-mail {email} is among the contacts already.", email=said.email, field="email")
    contact_id = insert(db, "media_contact", vars(said))
    audit.record(db, by, "press.add_contact", f"media_contact:{contact_id}", {"medium": said.medium, "name": said.name})
    return contact_id


@needs("press.edit")
def correct(db: Database, contact_id: int, card: Card, version: int, *, by: User) -> None:
    """Correct a contact; an end of validity takes it out of what is offered, not out of what was sent."""
    kept(db, contact_id)
    said = rules.tidy(card)
    update(db, "media_contact", contact_id, vars(said), version)
    detail = {"medium": said.medium, "name": said.name}
    audit.record(db, by, "press.correct_contact", f"media_contact:{contact_id}", detail)


@needs("press.edit")
def paste(db: Database, text: str, *, by: User) -> int:
    """Keep the contacts of pasted lines and give how many are new; those whose e-mail is known are passed over.

    BadInput with the sentences of all lines that were not understood; nothing is kept then.
    """
    found = rules.read(text)
    if found.unclear:
        raise BadInput("Not all lines were understood. {lines}", lines=" ".join(found.unclear), field="lines")
    if not found.cards:
        raise BadInput("Paste at least one line: medium; name; role; e-mail; phone; topics.", field="lines")
    known = {str(row["email"]).lower() for row in store.rows(db, "select email from media_contact where email <> ''")}
    new = 0
    for card in found.cards:
        if not card.email or card.email.lower() not in known:
            add(db, card, by=by)
            known.add(card.email.lower())
            new += 1
    return new
