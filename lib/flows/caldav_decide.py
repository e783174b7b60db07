"""Whose version holds where the office and the shared calendar differ: a person says, and it is done or will be."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lib.access import User, needs
from lib.errors import OfficeError, Refused
from lib.events import queries, rules
from lib.flows import caldav_links as links
from lib.flows import caldav_taking as taking
from lib.flows import caldav_words as words
from lib.flows.caldav_links import Link
from lib.i18n import N, t
from lib.store import Database

NO_EVENT = N("The entry of the shared calendar is no longer an event that Kancelář can read.")


@dataclass(frozen=True)
class Shown:
    """One thing to decide as people see it: what it is about and why, and what each side says."""

    subject: str
    title: str
    waits: str
    why: str
    differs: tuple[tuple[str, str, str], ...] = ()
    """What, what they say, what we say."""


@needs("events.read")
def waiting(db: Database, *, by: User) -> list[Shown]:
    """Everything that waits for a person."""
    return [_shown(db, link, by) for link in links.waiting(db, by=by)]


def _shown(db: Database, link: Link, by: User) -> Shown:
    ours, theirs = _ours(db, link, by), _theirs(link)
    known = ours or theirs
    title = known.title if known else link.uid
    differs = tuple(_differences(ours, theirs)) if ours and theirs else ()
    return Shown(link.subject, title, link.waits or "", link.text, differs)


def _ours(db: Database, link: Link, by: User) -> words.Said | None:
    kind, _, number = link.subject.partition(":")
    if kind == "series":
        found = queries.occurrences(db, int(number), by=by)["id"]
        number = str(found[0]) if len(found) else ""
    return words.own(queries.event(db, int(number), by=by)) if kind in ("event", "series") and number else None


def _theirs(link: Link) -> words.Said | None:
    try:
        there = words.read(link.theirs) if link.theirs else None
    except OfficeError:
        return None
    return there.master if there else None


def _differences(ours: words.Said, theirs: words.Said) -> Iterator[tuple[str, str, str]]:
    pairs = [(t("Title"), theirs.title, ours.title), (t("Venue"), theirs.place, ours.place)]
    there_when, here_when = (rules.when(one.first, one.last, one.starts_at, one.ends_at) for one in (theirs, ours))
    pairs += [(t("When"), there_when, here_when), (t("Summary"), theirs.about, ours.about)]
    for what, there, here in pairs:
        if there != here:
            yield what, there or "–", here or "–"


@needs("events.edit")
def decide(db: Database, subject: str, side: Literal["ours", "theirs"], *, by: User) -> None:
    """A person says whose version holds. Ours is given with the worker's next turn; theirs is taken now.

    Refused when nothing waits; what theirs cannot mean for us is refused as before.
    """
    link = next((one for one in links.links(db) if one.subject == subject), None)
    if link is None or not link.waits:
        raise Refused("Somebody has settled this already.")
    calm = replace(link, waits=None, theirs="", sentence="", params="{}")
    if side == "ours":
        links.drop(db, subject) if link.waits == "deleted" else links.keep(db, replace(calm, mark=""))
    elif link.waits == "deleted":
        taking.call_off(db, subject, by)
        links.keep(db, links.unlinked(calm))
    elif subject.startswith(links.LEFT):
        _enter_now(db, link, by)
    else:
        take_into(db, link, link.theirs, link.etag, by)
    links.remember_decision(db, link, side, by)


def _enter_now(db: Database, link: Link, by: User) -> None:
    there = words.read(link.theirs)
    if there is None:
        raise Refused(NO_EVENT)
    links.drop(db, link.subject)
    subject = taking.enter(db, there, by)
    links.keep(db, Link(subject, there.uid, link.href, link.etag, words.mark_of(db, subject) or ""))


def take_into(db: Database, link: Link, data: str, etag: str, by: User) -> None:
    """Change ours to what theirs says and remember that both are the same now."""
    there = words.read(data)
    if there is None:
        raise Refused(NO_EVENT)
    subject = taking.take(db, link.subject, there, by)
    links.drop(db, link.subject)
    links.keep(db, Link(subject, link.uid, link.href, etag, words.mark_of(db, subject) or ""))
