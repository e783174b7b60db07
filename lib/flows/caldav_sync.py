"""The shared calendar (CalDAV) and ours kept the same, both ways: made, changed, called off and deleted on either side.

Ours are the public events; theirs becomes a proposal. Changed on one side, the other follows; changed on both, or
deleted there, a person decides. Optional: it works where `shared-calendar.json` lies among the data.
"""

import re
import sys
import traceback
from collections.abc import Mapping
from dataclasses import replace

from lib import clock, config, store, uids
from lib.access import SYSTEM
from lib.connectors.caldav import CalendarThere, ChangedThere, Resource, read_account
from lib.errors import OfficeError, Refused, Unavailable
from lib.events.queries.one import OUT
from lib.flows import caldav_decide
from lib.flows import caldav_links as links
from lib.flows import caldav_taking as taking
from lib.flows import caldav_words as words
from lib.flows.caldav_links import Link
from lib.flows.caldav_words import Unit
from lib.flows.sheet_sync import UNEXPECTED

ACCOUNT = "shared-calendar.json"
MOST_GONE = 3
"""More entries than people delete between two turns: a calendar that is empty all at once was emptied by a mistake."""


def is_on() -> bool:
    """Whether the office has turned the shared calendar on."""
    return (config.current().data / ACCOUNT).exists()


def sync_due() -> None:
    """What the worker does: nothing without the file, else one turn. Trouble is written down, never raised."""
    problem: OfficeError | None = None
    try:
        account = read_account(config.current().data / ACCOUNT)
        if account is None:
            return
        with CalendarThere(account) as there:
            sync(there)
    except OfficeError as error:
        problem = error
    except Exception:
        traceback.print_exc(file=sys.stderr)
        problem = OfficeError(UNEXPECTED)
    with store.write() as db:
        links.ran(db, problem)


def sync(there: CalendarThere) -> None:
    """One turn: what is linked is settled, what is new there is taken on, what is new here is given."""
    versions = there.versions()
    with store.read() as db:
        known, ours = links.links(db), words.units(db)
    had = sum(bool(link.href) for link in known)
    if not versions and had > MOST_GONE:
        raise Refused(
            "The shared calendar had {count} entries and is empty now. Nothing was changed; look at it.", count=had
        )
    seen = {link.href: link.etag for link in known if link.href}
    fetched = {one.href: one for one in there.fetch(href for href, etag in versions.items() if seen.get(href) != etag)}
    for link in known:
        _settle(there, link, ours.get(link.subject), versions.get(link.href), fetched)
    for href, resource in fetched.items():
        if href not in seen:
            _take_on(resource, ours)
    with store.read() as db:
        linked = {link.subject for link in links.links(db)}
    for subject, unit in ours.items():
        if subject not in linked:
            _give(there, unit)


def _settle(
    there: CalendarThere, link: Link, unit: Unit | None, etag: str | None, fetched: Mapping[str, Resource]
) -> None:
    """Bring one link into order; what cannot be without a person waits."""
    theirs = fetched.get(link.href)
    if link.subject.startswith(links.LEFT):
        _settle_left(link, etag, theirs)
        return
    with store.read() as db:
        mark = words.mark_of(db, link.subject)
        over = unit is None and words.is_over(db, link.subject)
    if over:
        return
    if mark is None or _hidden(link, unit):
        _withdraw(there, link, etag)
    elif not link.href:
        return
    elif link.waits:
        _refresh(link, etag, theirs)
    elif etag is None:
        _wait(link, "deleted") if unit is None or unit.entries[0].status != "CANCELLED" else _keep(links.unlinked(link))
    elif theirs and mark != link.mark and not _same(unit, theirs):
        _wait(replace(link, etag=theirs.etag, theirs=theirs.data), "changed")
    elif theirs:
        _take(link, theirs)
    elif mark != link.mark and unit is not None:
        _push(there, link, unit)


def _settle_left(link: Link, etag: str | None, theirs: Resource | None) -> None:
    """An entry that was none of our business is looked at again when it changed."""
    if etag is None or theirs is not None:
        with store.write() as db:
            links.drop(db, link.subject)
    if theirs is not None:
        _take_on(theirs, {})


def _hidden(link: Link, unit: Unit | None) -> bool:
    """Whether an event of ours that was given is not for the public any more."""
    if unit is not None or not _ours(link.uid):
        return False
    kind, number = link.subject.split(":")
    column = "id" if kind == "event" else "series_id"
    with store.read() as db:
        sql = f"select count(*) from event where {column} = ? and {OUT}"
        return not store.scalar(db, sql, (number,))


def _ours(name: str) -> bool:
    with store.read() as db:
        return uids.is_ours(db, name)


def _withdraw(there: CalendarThere, link: Link, etag: str | None) -> None:
    """Ours is gone, so theirs goes too, unless somebody changed it there meanwhile: then it is new to us."""
    if etag is not None and etag == link.etag:
        try:
            there.remove(link.href, link.etag)
        except ChangedThere:
            return
    with store.write() as db:
        links.drop(db, link.subject)


def _refresh(link: Link, etag: str | None, theirs: Resource | None) -> None:
    """While a person decides, the newest version of theirs is what he sees."""
    if theirs is not None:
        _wait(replace(link, etag=theirs.etag, theirs=theirs.data), "changed")
    elif etag is None and link.waits != "deleted":
        _wait(link, "deleted")


def _wait(link: Link, why: links.Waits, problem: OfficeError | None = None) -> None:
    packed = links.packed(problem)
    _keep(replace(link, waits=why, sentence=packed[0], params=packed[1]))


def _keep(link: Link) -> None:
    with store.write() as db:
        links.keep(db, link)


def _same(unit: Unit | None, theirs: Resource) -> bool:
    """Whether theirs says the same although both changed: an answer of the server got lost."""
    try:
        there = words.read(theirs.data)
    except OfficeError:
        return False
    if unit is None or there is None or len(unit.entries) > 1 or there.rule != unit.entries[0].rule:
        return False
    return there.master == words.said(unit.entries[0])


def _take(link: Link, theirs: Resource) -> None:
    try:
        with store.write() as db:
            caldav_decide.take_into(db, link, theirs.data, theirs.etag, SYSTEM)
    except Unavailable:
        raise
    except OfficeError as problem:
        _wait(replace(link, etag=theirs.etag, theirs=theirs.data), "refused", problem)


def _push(there: CalendarThere, link: Link, unit: Unit) -> None:
    """Ours changed: theirs is replaced if it is the version that we know; else the next turn sees that both did."""
    before = next((one for one in there.fetch([link.href]) if one.etag == link.etag), None)
    if before is None:
        return
    try:
        etag = there.change(link.href, link.etag, unit.written(link.uid, before.data))
    except ChangedThere:
        return
    _keep(replace(link, etag=etag, mark=unit.mark))


def _take_on(theirs: Resource, ours: Mapping[str, Unit]) -> None:
    """An entry that has no link: one of ours whose link was lost, a new one of theirs, or none of our business."""
    try:
        there = words.read(theirs.data)
    except OfficeError as problem:
        _leave(theirs, theirs.href, problem)
        return
    if there is None:
        _leave(theirs, theirs.href)
        return
    unit = next((one for one in ours.values() if one.entries[0].uid == there.uid), None)
    if unit is not None:
        link = Link(unit.subject, there.uid, theirs.href, theirs.etag, unit.mark)
        _keep(link) if _same(unit, theirs) else _wait(replace(link, theirs=theirs.data), "changed")
    elif _ours(there.uid) or max(one.last for one in there.dates.values()) < clock.today() - words.BACK:
        _leave(theirs, there.uid)
    else:
        _enter(theirs, there)


def _enter(theirs: Resource, there: words.Theirs) -> None:
    try:
        with store.write() as db:
            subject = taking.enter(db, there, SYSTEM)
            mark = words.mark_of(db, subject) or ""
            links.keep(db, Link(subject, there.uid, theirs.href, theirs.etag, mark))
    except Unavailable:
        raise
    except OfficeError as problem:
        _leave(theirs, there.uid, problem)


def _leave(theirs: Resource, uid: str, problem: OfficeError | None = None) -> None:
    link = Link(links.LEFT + uid, uid, theirs.href, theirs.etag, theirs=theirs.data if problem else "")
    _wait(link, "refused", problem) if problem else _keep(link)


def _give(there: CalendarThere, unit: Unit) -> None:
    """One of ours that they do not have. Whoever has a resource of that name already is looked at in the next turn."""
    entry = unit.entries[0]
    if entry.status == "CANCELLED":
        return
    try:
        href, etag = there.create(re.sub(r"[^A-Za-z0-9-]", "-", entry.uid) + ".ics", unit.written(entry.uid))
    except ChangedThere:
        return
    _keep(Link(unit.subject, entry.uid, href, etag, unit.mark))
