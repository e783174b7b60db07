"""The public page of one event: what a citizen wants to know, and the same for search engines.

Open without a session and without a script; only events that are public are found here.
"""

import datetime as dt
import json
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lib import clock, files, settings, store
from lib.clock import PRAGUE
from lib.czech import dates
from lib.errors import OfficeError
from lib.events import rules, wording
from lib.feeds import schema_org
from lib.feeds.published import Published
from lib.flows import public_events
from lib.flows.public_events import Before, PublicEvent
from lib.i18n import t
from lib.store import Database
from lib.web import serving, templating

OPEN = "/akce-verejne/"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
"""No script at all: JSON-LD is data, which a browser does not run."""
KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}


def address(event_id: int) -> str:
    """Where the public page of an event is."""
    return f"{OPEN}{event_id}"


async def page(request: Request) -> Response:
    """The page; 404 for an event that is not public."""
    return await run_in_threadpool(_page, request)


async def picture(request: Request) -> Response:
    """The picture of a public event."""
    return await run_in_threadpool(_picture, request)


def _page(request: Request) -> Response:
    with store.read() as db:
        event = _asked(request, db)
        said = published(request, db, event)
        before = public_events.before(db, event)
        office = settings.value(db, "town.office")
    rendered = templating.rendered(
        "public_event.html",
        event.title,
        event=event,
        lines=_lines(event),
        notice=_notice(event, before),
        office=office,
        picture=_shown_picture(event),
        calendar=f"/feeds/akce/{event.id}.ics",
        add=t("Add to calendar") if event.state not in rules.NOT_HELD else "",
        more=t("More on the web"),
        machine=_in_script(schema_org.event(said)),
    )
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "public, max-age=300", "Vary": "Host"}
    return HTMLResponse(rendered, headers=headers)


def _picture(request: Request) -> Response:
    with store.read() as db:
        event = _asked(request, db)
    if event.picture is None:
        raise HTTPException(404)
    kind = KINDS.get(event.picture.rpartition(".")[2], "application/octet-stream")
    try:
        return serving.picture(request, event.picture, kind)
    except OfficeError:
        raise HTTPException(404) from None


def unknown(request: Request) -> Response:
    """No such event; without this a citizen would be asked to sign in."""
    raise HTTPException(404)


def _asked(request: Request, db: Database) -> PublicEvent:
    found = public_events.one(db, request.path_params["event_id"])
    if found is None:
        raise HTTPException(404)
    return found


def published(request: Request, db: Database, event: PublicEvent) -> Published:
    """The event as machines are told of it."""
    begins, ends = _span(event)
    before = public_events.before(db, event)
    shown = _shown_picture(event)
    return Published(
        url=serving.url(request, address(event.id)),
        title=event.title,
        about=event.summary,
        begins=begins,
        ends=ends,
        before=_moment(before.day, before.at) if before else None,
        state={"cancelled": "called off", "postponed": "postponed"}.get(event.state, "held"),  # type: ignore[arg-type]
        venue=event.venue or "",
        address=event.address or "",
        town=settings.value(db, "town.name"),
        geo=event.geo,
        accessible=event.accessible,
        organiser=event.organiser or "",
        organiser_ico=event.organiser_ico or "",
        admission=event.admission,
        audience=event.audience,
        for_children=event.for_children,
        contact=event.contact,
        web=event.web,
        picture=serving.url(request, shown) if shown else "",
        created=clock.parse(event.created_at),
        changed=clock.parse(event.updated_at),
    )


def _moment(day: dt.date, at: str | None) -> dt.date:
    if at is None:
        return day
    return dt.datetime.combine(day, dt.time.fromisoformat(at), PRAGUE)


def _span(event: PublicEvent) -> tuple[dt.date, dt.date | None]:
    """Days of an event of whole days, else moments; the end only when somebody said it."""
    if event.all_day or event.starts_at is None:
        return event.starts_on, event.ends_on
    night = event.starts_on == event.ends_on and event.ends_at is not None and event.ends_at <= event.starts_at
    last = event.ends_on + dt.timedelta(days=night)
    if event.ends_at == "24:00":
        return _moment(event.starts_on, event.starts_at), _moment(event.ends_on + dt.timedelta(days=1), "00:00")
    ends = _moment(last, event.ends_at) if event.ends_at else None
    return _moment(event.starts_on, event.starts_at), ends if ends or last == event.starts_on else last


def _lines(event: PublicEvent) -> list[tuple[str, str]]:
    """What is known of the event: label and text."""
    place = ", ".join(part for part in (event.venue, event.address, event.town_part) if part)
    organisers = ", ".join(part for part in (event.organiser, event.co_organisers) if part)
    access = {True: t("The place is wheelchair accessible."), False: t("The place is not wheelchair accessible.")}
    said = (
        (t("When"), _when(event)),
        (t("Where"), place),
        (t("Organiser"), organisers),
        (t("Patronage"), event.patronage),
        (t("For whom"), event.audience),
        (t("Admission"), wording.admission(event.admission)),
        (t("Accessibility"), access.get(event.accessible, "") if event.accessible is not None else ""),
        (t("Contact"), event.contact),
    )
    return [(label, text) for label, text in said if text]


def _when(event: PublicEvent) -> str:
    """`so 28. 11. 2026, 9:00–15:00`; an evening that ends after midnight belongs to its first day."""
    over = event.ends_on - event.starts_on
    times = dates.span(event.starts_at, event.ends_at) if event.starts_at else ""
    if event.all_day:
        times = t("whole day") if not over else ""
    evening = over.days == 1 and event.starts_at and event.ends_at and event.ends_at <= event.starts_at
    days = dates.short_date(event.starts_on) if evening or not over else dates.span(event.starts_on, event.ends_on)
    return ", ".join(filter(None, (days, times)))


def _notice(event: PublicEvent, before: Before | None) -> str:
    """What is otherwise than it was said, "" when all holds."""
    if event.state == "cancelled":
        return t("This event is cancelled.")
    if event.state == "postponed":
        return t("This event is postponed. The new date is not known yet.")
    if before is None:
        return ""
    when = rules.when(before.day, before.day, before.at, None) if before.at else dates.short_date(before.day)
    return t("This event was moved. It was to be held on {when}.", when=when)


def _shown_picture(event: PublicEvent) -> str:
    """Where the picture is, "" when there is none or its file is lost."""
    try:
        return f"{address(event.id)}/obrazek" if event.picture and files.path(event.picture).is_file() else ""
    except OfficeError:
        return ""


def _in_script(said: dict[str, Any]) -> Markup:
    """JSON that may stand inside a script element: nothing in it can close the element."""
    return Markup(json.dumps(said, ensure_ascii=False).replace("<", "\\u003c"))


ROUTES = [
    Route(f"{OPEN}{{event_id:id}}", page),
    Route(f"{OPEN}{{event_id:id}}/obrazek", picture),
    Route(f"{OPEN}{{unknown:path}}", unknown),
]
