"""What ARES says of an IČO: asked once for a new advertiser, remembered with the day, taken from a paste offline.

Nobody waits inside a transaction: the store is read, ARES is asked, the answer is written.
"""

import datetime as dt
from dataclasses import dataclass

from lib import access, clock, settings, store
from lib.access import User, needs
from lib.connectors import ares
from lib.connectors.ares import Subject
from lib.contacts import actions
from lib.contacts import queries as contacts
from lib.czech import dates
from lib.errors import Refused, Unavailable
from lib.store import Database

UNKNOWN_FOR = dt.timedelta(days=1)
"""A new subject gets into ARES within a day: for so long “not known” is believed."""
AGAIN_AFTER = dt.timedelta(days=1)
"""ARES copies the registers once a day; asking more often tells nothing new."""


@dataclass(frozen=True)
class Found:
    """A subject and the day of which the answer is. `hidden` when it has a DIČ that is a birth number: it is told once
    and not kept, a later look shows none."""

    subject: Subject
    on: dt.date
    hidden: bool = False


def look_up(ico: str, *, again: bool = False, by: User) -> Found:
    """The subject of an IČO, from what is kept or from ARES within three seconds; `again` asks anew, once a day.

    NotFound when ARES does not know it, Unavailable when it cannot be asked now, Refused when it was asked today.
    """
    with store.read() as db:
        access.require(db, by, "contacts.edit")
        kept = contacts.ares_answer(db, ico, by=by)
        online, url = settings.value(db, "ares.online"), settings.value(db, "ares.url")
    if kept:
        age, known = clock.now() - kept.fetched_at, "ico" in kept.content
        if again and age < AGAIN_AFTER:
            raise Refused("ARES was asked on {day}; it tells nothing new within a day.",
                          day=dates.date(kept.fetched_at.astimezone(clock.PRAGUE).date()))  # fmt: skip
        if not again and (known or age < UNKNOWN_FOR):
            return _found(kept.content, kept.fetched_at)
    if not online:
        raise Unavailable("ARES is turned off in the settings. Paste its answer, or fill the card in by hand.")
    answer = ares.ask(url, ico)
    with store.write() as db:
        actions.keep_answer(db, ico, answer, by=by)
    return _found(answer, clock.now())


@needs("contacts.read")
def known(db: Database, ico: str, *, by: User) -> Found | None:
    """What ARES said of an IČO some time ago, None when nothing."""
    kept = contacts.ares_answer(db, ico, by=by)
    return _found(kept.content, kept.fetched_at) if kept and "ico" in kept.content else None


@needs("contacts.edit")
def take_pasted(db: Database, text: str, ico: str | None, *, by: User) -> Found:
    """Keep an answer of ARES that was copied on another computer; BadInput when it is none, or of another IČO."""
    answer = ares.pasted(text, ico)
    actions.keep_answer(db, answer["ico"], answer, by=by)
    return _found(answer, clock.now())


@needs("contacts.read")
def address_of(db: Database, ico: str, *, by: User) -> str:
    """The address at which a computer with internet shows the answer for an IČO."""
    return f"{settings.value(db, 'ares.url')}/{ico}"


def _found(content: ares.Answer, fetched_at: dt.datetime) -> Found:
    subject = ares.read(content)
    return Found(subject, fetched_at.astimezone(clock.PRAGUE).date(), content.get("dic") == "" and not subject.dic)
