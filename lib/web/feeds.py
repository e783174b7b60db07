"""The office's public feeds: posts as RSS and Atom, events as iCalendar, the picture cards of what is out.

Open without a session, so they show only what is public: posts that were published and not withdrawn, frozen as they
went out, and the public events without what colleagues wrote to them.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import clock, config, feeds, files, publishing, settings, store
from lib.errors import OfficeError
from lib.events import rules as event_rules
from lib.i18n import N, t
from lib.publishing import Out
from lib.publishing import queries as posts
from lib.store import Database

CANCELLED_STAY = dt.timedelta(days=30)
"""How far back the calendar goes: a cancelled event must stay until every reader has asked again (channels §11)."""
NEVER = "1970-01-01T00:00:00Z"
NOT_HELD = {"cancelled": N("Cancelled: {title}"), "postponed": N("Postponed: {title}")}
"""Said in the title too: many calendars show a cancelled event like any other."""

RSS, ATOM, ICS = "application/rss+xml", "application/atom+xml", "text/calendar"
Feeder = Callable[[Request, Database], tuple[bytes, str]]


def rss(request: Request, db: Database) -> tuple[bytes, str]:
    """Posts that are out, as RSS 2.0."""
    head, entries = _posts(request, db)
    return feeds.rss(head, entries), clock.stamp(head.updated)


def atom(request: Request, db: Database) -> tuple[bytes, str]:
    """Posts that are out, as Atom."""
    head, entries = _posts(request, db)
    return feeds.atom(head, entries), clock.stamp(head.updated)


def events(request: Request, db: Database) -> tuple[bytes, str]:
    """The public calendar from thirty days back on."""
    found = publishing.public_events(db, clock.today() - CANCELLED_STAY)
    name = t("Events: {town}", town=settings.value(db, "town.name"))
    written = feeds.calendar(name, _url(request, request.url.path), map(_calendar_event, found.iter_rows(named=True)))
    # An event that was removed leaves no date behind, so the last deed of anybody counts as the last change.
    return written, store.scalar(db, "select at from audit order by id desc limit 1") or NEVER


def event(request: Request, db: Database) -> tuple[bytes, str]:
    """One public event, however old, for a button “add to my calendar”."""
    found = publishing.public_events(db, dt.date.min).filter(id=request.path_params["event_id"])
    for row in found.iter_rows(named=True):
        written = feeds.calendar(row["title"], _url(request, request.url.path), [_calendar_event(row)])
        return written, row["updated_at"]
    raise HTTPException(404)


def card(request: Request) -> Response:
    """The picture card of a post that is out; nobody guesses those of drafts."""
    name = f"{request.path_params['sha']}.png"
    with store.read() as db:
        if not posts.is_out(db, name):
            raise HTTPException(404)
    return Response(files.read(name), media_type="image/png", headers={"Cache-Control": "public, max-age=3600"})


def unknown(request: Request) -> Response:
    """No such feed; without this the reader of feeds would be given a page of the app."""
    raise HTTPException(404)


def _served(feeder: Feeder, kind: str) -> Callable[[Request], Any]:
    """An endpoint that answers 304 when the reader has the same already."""

    def answer(request: Request) -> Response:
        with store.read() as db:
            content, changed = feeder(request, db)
        headers = {
            "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
            "Last-Modified": format_datetime(clock.parse(changed), usegmt=True),
            "Cache-Control": "public, max-age=300",
            "Vary": "Host",
        }
        if _has_it(request, headers["ETag"], clock.parse(changed)):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=f"{kind}; charset=utf-8", headers=headers)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return endpoint


def _has_it(request: Request, etag: str, changed: dt.datetime) -> bool:
    """If-None-Match decides; If-Modified-Since only where it is missing (RFC 9110, 13.2.2)."""
    known = request.headers.get("if-none-match")
    if known is not None:
        return known.strip() == "*" or etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (TypeError, ValueError):
        return False
    return since.tzinfo is not None and changed <= since


def _posts(request: Request, db: Database) -> tuple[feeds.Feed, list[feeds.Entry]]:
    town = posts.town(db)
    head = feeds.Feed(
        guid=f"tag:{town.host},2026:prispevky",
        title=t("{town}: news from the town hall", town=town.name),
        description=t("What the town's office publishes."),
        site=town.web,
        own_url=_url(request, request.url.path),
        author=settings.value(db, "town.office"),
        updated=clock.parse(posts.last_change(db) or NEVER),
    )
    return head, [_entry(request, post) for post in publishing.out(db)]


def _entry(request: Request, post: Out) -> feeds.Entry:
    published, updated = clock.parse(post.published_at), clock.parse(post.updated_at)
    return feeds.Entry(post.guid, post.title, post.perex, post.text, published, updated, _picture(request, post))


def _picture(request: Request, post: Out) -> feeds.Picture | None:
    """The card, or nothing when its file is missing: a lost picture must not stop the feed."""
    if post.picture is None:
        return None
    try:
        length = files.path(post.picture).stat().st_size
    except OfficeError:
        return None
    return feeds.Picture(_url(request, f"/feeds/karta/{post.picture}"), "image/png", length, post.alt)


def _calendar_event(row: Mapping[str, Any]) -> feeds.CalendarEvent:
    return feeds.CalendarEvent(
        uid=row["uid"],
        sequence=row["sequence"],
        title=t(NOT_HELD.get(row["state"], "{title}"), title=row["title"]),
        first=row["starts_on"],
        last=row["ends_on"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        place=row["venue"] or "",
        organiser=t("Organiser: {organiser}", organiser=row["organiser"]) if row["organiser"] else "",
        category=t(event_rules.KINDS[row["kind"]]),
        status="CANCELLED" if row["state"] in NOT_HELD else "CONFIRMED",
        changed=clock.parse(row["updated_at"]),
    )


def _url(request: Request, path: str) -> str:
    """An absolute address: of the installation's public name, else of the host that was asked."""
    public = config.current().public_url
    return f"{public.rstrip('/')}{path}" if public else str(request.url.replace(path=path, query=""))


ROUTES = [
    Route("/feeds/prispevky.rss", _served(rss, RSS)),
    Route("/feeds/prispevky.atom", _served(atom, ATOM)),
    Route("/feeds/akce.ics", _served(events, ICS)),
    Route("/feeds/akce/{event_id:int}.ics", _served(event, ICS)),
    Route("/feeds/karta/{sha}.png", card),
    Route("/feeds/{unknown:path}", unknown),
]
