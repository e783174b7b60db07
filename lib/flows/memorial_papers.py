"""The papers of a memorial act, filled from the event, the act and the office's settings."""

from lib import clock, sender
from lib.access import User, needs
from lib.czech import dates
from lib.events import Event, event, queries
from lib.i18n import N, speaking, t
from lib.memorial import documents
from lib.memorial import queries as memorial
from lib.memorial.documents import Script
from lib.memorial.queries import Kept
from lib.store import Database

KINDS = {"script": N("Script by the minute"), "contacts": N("Contact sheet")}
FILES = {"script": "scenar", "contacts": "kontakty"}


@needs("memorial.read")
def paper(db: Database, event_id: int, kind: str, *, by: User) -> bytes:
    """One of `KINDS` as a PDF: as the act is now, with who signed it off and what changed since."""
    one, now = event(db, event_id, by=by), memorial.kept(db, event_id, by=by)
    changed = tuple(memorial.changed_since_lock(db, event_id, by=by))
    with speaking("cs"):
        said = Script(
            title=one.title,
            when=_when(one),
            place=_place(db, one, by),
            starts_at=one.starts_at,
            act=now.act,
            day=one.day,
            letterhead=sender.letterhead(db),
            printed=clock.today(),
            signed=_signed(now),
            changed=changed,
        )
    return documents.contacts(said) if kind == "contacts" else documents.script(said)


def _when(one: Event) -> str:
    day = dates.long_date(one.day)
    return f"{day}, {dates.time(one.starts_at)}" if one.starts_at else day


def _place(db: Database, one: Event, by: User) -> str:
    if one.venue_id is None:
        return one.venue or ""
    venue = queries.venue(db, one.venue_id, by=by)
    return ", ".join(filter(None, (venue.name, venue.address)))


def _signed(now: Kept) -> str:
    if now.lock is None:
        return ""
    day = dates.moment(now.lock.at)
    return t("Signed off: {name}, {at}, version {version}.", name=now.lock.by_name, at=day, version=now.lock.version)
