"""The feeds of public events: iCalendar as a whole, by calendar and one by one, RSS, Atom, open data."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route

from lib import clock, feeds, settings
from lib.events import rules
from lib.feeds import CalendarEvent, ofn
from lib.flows import public_events
from lib.flows.public_events import PublicEvent
from lib.i18n import N, t
from lib.publishing import queries as posts
from lib.store import Database
from lib.web import public_event, serving
from lib.web.serving import served

CANCELLED_STAY = dt.timedelta(days=30)
"""How far back the calendar goes: a cancelled event must stay until every reader has asked again (channels §11)."""
CALENDARS = {
    "mesto": "town", "dum-kultury": "culture_house", "obrady": "ceremonies", "pietni-akty": "memorial",
    "vedeni": "leadership",
}  # fmt: skip
"""The end of the address → the calendar."""
NOT_HELD = {"cancelled": N("Cancelled: {title}"), "postponed": N("Postponed: {title}")}
"""Said in the title too: many calendars show a cancelled event like any other."""
MOST_NEWS = 100
RSS, ATOM, ICS, JSON_LD = "application/rss+xml", "application/atom+xml", "text/calendar", "application/ld+json"


def events(request: Request, db: Database) -> tuple[bytes, str]:
    """The public calendar from thirty days back on, or one of the calendars."""
    asked = request.path_params.get("calendar")
    if asked is not None and asked not in CALENDARS:
        raise HTTPException(404)
    chosen = CALENDARS[asked] if asked else None
    name = t("Events: {town}", town=settings.value(db, "town.name"))
    name = f"{name} – {t(rules.CALENDARS[chosen])}" if chosen else name
    written = feeds.calendar(name, serving.url(request, request.url.path), _in_calendar(request, db, chosen))
    return written, serving.last_deed(db)


def event(request: Request, db: Database) -> tuple[bytes, str]:
    """One public event, or one date of a series, however old, for a button “add to my calendar”."""
    found = _asked(request, db)
    own_url = serving.url(request, request.url.path)
    return feeds.calendar(found.title, own_url, [_single(request, found)]), found.updated_at


def rss(request: Request, db: Database) -> tuple[bytes, str]:
    """Coming events as RSS 2.0, the nearest first."""
    head, entries = _news(request, db)
    return feeds.rss(head, entries), clock.stamp(head.updated)


def atom(request: Request, db: Database) -> tuple[bytes, str]:
    """Coming events as Atom, the nearest first."""
    head, entries = _news(request, db)
    return feeds.atom(head, entries), clock.stamp(head.updated)


def open_data(request: Request, db: Database) -> tuple[bytes, str]:
    """The public calendar as open data."""
    found = public_events.since(db, clock.today() - CANCELLED_STAY)
    told = ofn.events(public_event.published(request, db, one) for one in found)
    return _written(told), serving.last_deed(db)


def open_data_of_one(request: Request, db: Database) -> tuple[bytes, str]:
    """One public event as open data."""
    found = _asked(request, db)
    return _written(ofn.event(public_event.published(request, db, found))), found.updated_at


def _written(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _asked(request: Request, db: Database) -> PublicEvent:
    found = public_events.one(db, request.path_params["event_id"])
    if found is None:
        raise HTTPException(404)
    return found


def _in_calendar(request: Request, db: Database, chosen: str | None) -> Iterator[CalendarEvent]:
    """Single events, then series: one entry each with its rule, and one for each date that is otherwise."""
    since = clock.today() - CANCELLED_STAY
    found = public_events.since(db, since)
    yield from (_single(request, one) for one in found if one.series_id is None and chosen in (None, one.calendar))
    series = public_events.series_since(db, since)
    geo = {one.venue: one.geo for one in found}
    pages = {one.series_id: one.id for one in reversed(found)}
    masters = {row["series_id"]: row for row in series.masters.iter_rows(named=True)}
    masters = {number: row for number, row in masters.items() if chosen in (None, row["calendar"])}
    for number, row in masters.items():
        yield _calendar_event(
            row, _page(request, pages.get(number)), geo.get(row["venue"]), state="confirmed", rule=row["rule"],
            without=tuple(row["exdates"]),
        )  # fmt: skip
    for row in series.overrides.iter_rows(named=True):
        if master := masters.get(row["series_id"]):
            changed = {**row, "sequence": max(row["sequence"], master["sequence"])}
            at = None if master["all_day"] else master["starts_at"]
            yield _calendar_event(
                changed, _page(request, row["id"]), geo.get(row["venue"]), state=row["state"],
                instead_of=row["occurs_on"], instead_at=at,
            )  # fmt: skip


def _single(request: Request, one: PublicEvent) -> CalendarEvent:
    return _calendar_event(vars(one), _page(request, one.id), one.geo, state=one.state)


def _page(request: Request, event_id: int | None) -> str:
    return serving.url(request, public_event.address(event_id)) if event_id is not None else ""


def _calendar_event(
    row: Mapping[str, Any], url: str, geo: tuple[float, float] | None, *, state: str, **repeated: Any
) -> CalendarEvent:
    return CalendarEvent(
        uid=row["uid"],
        sequence=row["sequence"],
        title=t(NOT_HELD.get(state, "{title}"), title=row["title"]),
        first=row["starts_on"],
        last=row["ends_on"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        place=row["venue"] or "",
        organiser=t("Organiser: {organiser}", organiser=row["organiser"]) if row["organiser"] else "",
        category=t(rules.KINDS[row["kind"]]),
        status="CANCELLED" if state in NOT_HELD else "CONFIRMED",
        changed=clock.parse(row["updated_at"]),
        all_day=bool(row["all_day"]),
        about=row["summary"],
        url=url,
        geo=geo,
        **repeated,
    )


def _news(request: Request, db: Database) -> tuple[feeds.Feed, list[feeds.Entry]]:
    town = posts.town(db)
    found = public_events.since(db, clock.today())[:MOST_NEWS]
    head = feeds.Feed(
        guid=f"tag:{town.host},2026:akce",
        title=t("{town}: events", town=town.name),
        description=t("What is on in the town."),
        site=town.web,
        own_url=serving.url(request, request.url.path),
        author=settings.value(db, "town.office"),
        updated=clock.parse(serving.last_deed(db)),
    )
    return head, [_entry(request, one, town.host) for one in found]


def _entry(request: Request, one: PublicEvent, host: str) -> feeds.Entry:
    title = t(NOT_HELD.get(one.state, "{title}"), title=one.title)
    when = rules.when(one.starts_on, one.ends_on, one.starts_at, one.ends_at)
    said = [", ".join(filter(None, (when, one.venue))), one.summary, one.admission]
    return feeds.Entry(
        guid=f"tag:{host},2026:akce-{one.id}",
        title=f"{title} ({when})",
        summary="",
        text="\n\n".join(filter(None, said)),
        published=clock.parse(one.created_at),
        updated=clock.parse(one.updated_at),
        link=_page(request, one.id),
    )


ROUTES = [
    Route("/feeds/akce.ics", served(events, ICS)),
    Route("/feeds/akce.rss", served(rss, RSS)),
    Route("/feeds/akce.atom", served(atom, ATOM)),
    Route("/feeds/akce-{calendar}.ics", served(events, ICS)),
    Route("/feeds/akce/{event_id:id}.ics", served(event, ICS)),
    Route("/feeds/ofn/akce.jsonld", served(open_data, JSON_LD)),
    Route("/feeds/ofn/akce/{event_id:id}.jsonld", served(open_data_of_one, JSON_LD)),
]
