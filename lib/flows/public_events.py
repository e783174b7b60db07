"""Events as the public may see them: for the feeds, the public page and open data. No permission is asked for.

Public is what somebody marked as public (most kinds are, visits and ceremonies are not) and what is, or was before it
was called off, more than a proposal. Of the town's bodies only the assembly meets in public. What colleagues write for
themselves (description, note, who of the leadership attends) is not among the columns.
"""

import datetime as dt
import json
from dataclasses import dataclass

import polars as pl

from lib import store
from lib.events import queries
from lib.events.queries import SeriesFeed
from lib.events.queries.one import OUT
from lib.publishing.rules import is_public
from lib.store import Database

_SELECT = f"""
select event.id, uid, sequence, title, event.kind, calendar, starts_on, ends_on, starts_at, ends_at, all_day, state,
    series_id, summary, audience, for_children, admission, contact, patronage, web,
    nullif(picture, (select file from photo where file = picture and withdrawn_at is not null)) as picture, picture_alt,
    picture_credit, event.created_at, event.updated_at, venue.name as venue, venue.address, town_part, latitude,
    longitude, accessible, party.name as organiser, party.ico as organiser_ico, co_organisers
from event left join venue on venue.id = venue_id left join party on party.id = organiser_id
where {OUT}
"""
SINCE = _SELECT + " and ends_on >= ? order by starts_on, starts_at nulls first, event.id"
ONE = _SELECT + " and event.id = ?"
MOVES = """
select changes from event_change as move where event_id = ? and moved_from is not null and not exists (
    select 1 from event_change as later where later.event_id = move.event_id and later.id > move.id
    and later.changes ->> '$.state[0]' = 'proposed'
) order by id desc limit 1
"""


@dataclass(frozen=True)
class PublicEvent:
    """One event without what is nobody's business outside the office. Times are `HH:MM` of the clock in Prague."""

    id: int
    uid: str
    sequence: int
    title: str
    kind: str
    calendar: str
    starts_on: dt.date
    ends_on: dt.date
    starts_at: str | None
    ends_at: str | None
    all_day: bool
    state: str
    series_id: int | None
    summary: str
    audience: str
    for_children: bool | None
    admission: str
    contact: str
    patronage: str
    web: str
    picture: str | None
    picture_alt: str
    picture_credit: str
    created_at: str
    updated_at: str
    venue: str | None
    address: str | None
    town_part: str | None
    latitude: float | None
    longitude: float | None
    accessible: bool | None
    organiser: str | None
    organiser_ico: str | None
    co_organisers: str

    @property
    def geo(self) -> tuple[float, float] | None:
        """Latitude and longitude of the venue."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True)
class Before:
    """Where the event was before it was moved: the day, and the time if it had one."""

    day: dt.date
    at: str | None


def since(db: Database, day: dt.date) -> list[PublicEvent]:
    """Public events that are not over before a day, in their order; those called off are among them."""
    return _made(db.conn.execute(SINCE, (day.isoformat(),)).fetchall())


def one(db: Database, event_id: int) -> PublicEvent | None:
    """One public event however old, None for one that is not public or does not exist."""
    return next(iter(_made(db.conn.execute(ONE, (event_id,)).fetchall())), None)


def _made(rows: list[tuple[object, ...]]) -> list[PublicEvent]:
    made = []
    for row in rows:
        values = dict(zip(PublicEvent.__dataclass_fields__, row, strict=True))
        for name in ("starts_on", "ends_on"):
            values[name] = dt.date.fromisoformat(str(values[name]))
        for name in ("all_day", "for_children", "accessible"):
            values[name] = None if values[name] is None else bool(values[name])
        made.append(PublicEvent(**values))  # type: ignore[arg-type]
    return [event for event in made if may_be_shown(event.kind, event.title)]


def may_be_shown(kind: str, title: str) -> bool:
    """Whether an event that is marked as public may be shown: meetings of closed bodies may not (Act 128/2000)."""
    return kind != "council" or is_public(kind, title)


def series_since(db: Database, day: dt.date) -> SeriesFeed:
    """Series with an event since a day, as `events.queries.series_in_feed`, without closed meetings."""
    found = queries.series_in_feed(db, day)
    return SeriesFeed(_open(found.masters), _open(found.overrides))


def _open(found: pl.DataFrame) -> pl.DataFrame:
    pairs = zip(found["kind"], found["title"], strict=True)
    return found.filter(pl.Series([may_be_shown(kind, title) for kind, title in pairs], dtype=pl.Boolean))


def before(db: Database, event: PublicEvent) -> Before | None:
    """Where the event was before its last move, None when it was never moved since the public may know of it."""
    found = store.scalar(db, MOVES, (event.id,))
    changes = json.loads(found) if found else {}
    if "starts_on" not in changes:
        return None
    at = changes["starts_at"][0] if "starts_at" in changes else event.starts_at
    return Before(dt.date.fromisoformat(changes["starts_on"][0]), at)
