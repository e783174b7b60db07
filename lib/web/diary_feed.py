"""The calendar of one office-holder for a phone: events and the diary, by a secret link and without signing in.

The secret in the address is the permission; the store knows only its hash, so a stolen backup opens nothing. Whatever
comes as a secret is hashed and looked up the same way, and every link that does not work answers alike.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import clock, feeds, store, uids
from lib.contacts import actions as contacts
from lib.contacts.queries import Holder, holder_of_feed
from lib.diary import queries, rules
from lib.events import rules as event_rules
from lib.feeds import CalendarEvent
from lib.i18n import speaking, t
from lib.store import Database

BACK = dt.timedelta(days=60)
AHEAD = dt.timedelta(days=730)
HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
_OFF = {"cancelled", "postponed"}
_NO_SOURCE = b"\r\nSOURCE;VALUE=URI:\r\n"


async def diary(request: Request) -> Response:
    """The person's calendar; 404 for a link that was never made, was renewed, was turned off, or whose term is over."""
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    hashed = contacts.feed_hash(request.path_params["secret"])
    with store.read() as db:
        holder = holder_of_feed(db, hashed)
        if holder is None or not holder.held(clock.today()):
            raise HTTPException(404)
        content = written(db, holder)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=HEADERS)


@speaking("cs")
def written(db: Database, holder: Holder) -> bytes:
    """The calendar from two months back to two years ahead. Private entries have CLASS:PRIVATE and are titled
    “Obsazeno” unless the link was made to show them."""
    today = clock.today()
    own = queries.own_blocks(db, holder.id, today - BACK, in_full=bool(holder.feed_private))
    there = queries.attendances(db, today - BACK, today + AHEAD, holder.id)
    home = uids.home(db)
    blocks = [_block(row, home) for row in own.iter_rows(named=True)]
    shown = [*_events(there.iter_rows(named=True)), *blocks]
    # Its address is left out: whoever is sent a copy of the calendar must not get the secret with it.
    content = feeds.calendar(f"{holder.office}: {holder.name}", "", shown).replace(_NO_SOURCE, b"\r\n", 1)
    for block_id in own.filter(private=True)["id"]:
        # Said beside the UID: a line of the calendar never begins with typed text, so nothing else is met.
        uid = f"\r\nUID:{_uid(block_id, home)}\r\n".encode()
        content = content.replace(uid, uid + b"CLASS:PRIVATE\r\n", 1)
    return content


def _events(rows: Iterator[dict[str, Any]]) -> Iterator[CalendarEvent]:
    for row in rows:
        off = row["state"] in _OFF
        sure = row["answer"] != "asked" and row["state"] != "proposed"
        title = t("Called off: {title}", title=row["title"]) if off else row["title"]
        yield CalendarEvent(
            uid=row["uid"], sequence=row["sequence"], title=title, first=row["starts_on"], last=row["ends_on"],
            starts_at=row["starts_at"], ends_at=row["ends_at"],
            place=", ".join(filter(None, (row["venue"], row["address"]))), organiser=_said(row),
            category=t(event_rules.KINDS[row["kind"]]),
            status="CANCELLED" if off else "CONFIRMED" if sure else "TENTATIVE",
            changed=clock.parse(row["updated_at"]),
        )  # fmt: skip


def _said(row: dict[str, Any]) -> str:
    stands_in = t("Stands in for: {office}", office=row["for_office"]) if row["for_office"] else ""
    return "\n".join(filter(None, (stands_in, t("Gives a speech") if row["speaks"] else "", row["contact"])))


def _block(row: dict[str, Any], home: str) -> CalendarEvent:
    title = row["title"] or t(rules.KINDS[row["kind"]])
    return CalendarEvent(
        uid=_uid(row["id"], home), sequence=row["sequence"], title=title[:1].upper() + title[1:],
        first=row["starts_on"], last=row["ends_on"], starts_at=row["starts_at"], ends_at=row["ends_at"],
        place=row["place"], organiser="\n".join(filter(None, (row["with_whom"], row["note"]))),
        category=t(rules.KINDS[row["kind"]]), status="CONFIRMED", changed=clock.parse(row["updated_at"]),
    )  # fmt: skip


def _uid(block_id: int, home: str) -> str:
    return f"diar-{block_id}@{home}"


ROUTES = [Route("/feeds/diar/{secret}.ics", diary)]
