"""One event whole: its words, those who attend, what was changed on it, and the steps it may take."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import store
from lib.access import SYSTEM, User, needs
from lib.events import rules, wording
from lib.events.entry import Attendee, Entry
from lib.i18n import t
from lib.store import Database

WHOLE = """
select event.id, code, uid, sequence, title, event.kind, starts_on, ends_on, starts_at, ends_at,
    venue.name as venue, party.name as organiser, description, audience, admission, attended_by, state, event.note,
    updated_at, calendar, public, all_day, summary, co_organisers, contact, for_children, patronage, web, publish_to,
    paper_issue, picture, picture_alt, picture_credit, responsible, deputy, venue_id, organiser_id,
    party.ico as organiser_ico, series_id, occurs_on, detached
from event left join venue on venue.id = venue_id left join party on party.id = organiser_id
"""
OUT = """public and state <> 'proposed' and not (state = 'cancelled' and exists (
        select 1 from event_change as off where off.event_id = event.id
        and off.changes ->> '$.state[0]' = 'proposed' and off.changes ->> '$.state[1]' = 'cancelled'
    ) and not exists (
        select 1 from event_change as step where step.event_id = event.id
        and step.changes ->> '$.state[0]' not in ('proposed', 'cancelled')
    ))"""
"""What the public may know of: a proposal never, not even one that was called off before it was anything more."""
ATTENDEES = {
    "holder_id": pl.Int64,
    "name": pl.String,
    "office": pl.String,
    "answer": pl.String,
    "speaks": pl.Boolean,
    "deputy_id": pl.Int64,
    "deputy": pl.String,
    "note": pl.String,
}
CHANGES = {
    "id": pl.Int64,
    "at": pl.String,
    "login": pl.String,
    "name": pl.String,
    "sequence": pl.Int64,
    "what": pl.String,
    "reason": pl.String,
    "moved_from": pl.Date,
    "changes": pl.String,
}


@dataclass(frozen=True)
class Event:
    """One event; dates are ISO text, times `HH:MM` of the wall clock or None. `sequence` rises with every change."""

    id: int
    code: str | None
    uid: str
    sequence: int
    title: str
    kind: str
    starts_on: str
    ends_on: str
    starts_at: str | None
    ends_at: str | None
    venue: str | None
    organiser: str | None
    description: str
    audience: str
    admission: str
    attended_by: str
    state: str
    note: str
    updated_at: str
    calendar: str = "town"
    public: bool = True
    all_day: bool = False
    summary: str = ""
    co_organisers: str = ""
    contact: str = ""
    for_children: bool | None = None
    patronage: str = ""
    web: str = ""
    publish_to: tuple[str, ...] = ()
    paper_issue: str = ""
    picture: str | None = None
    picture_alt: str = ""
    picture_credit: str = ""
    responsible: str | None = None
    deputy: str | None = None
    venue_id: int | None = None
    organiser_id: int | None = None
    organiser_ico: str | None = None
    series_id: int | None = None
    occurs_on: str | None = None
    detached: bool = False

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.starts_on)

    @property
    def last_day(self) -> dt.date:
        return dt.date.fromisoformat(self.ends_on)


@dataclass(frozen=True)
class Step:
    """A state that may follow: what the button says, whether a reason must be given, whether it takes a step back."""

    to: str
    label: str
    needs_reason: bool
    back: bool


@needs("events.read")
def event(db: Database, event_id: int, *, by: User) -> Event:
    """One event, or NotFound."""
    found = [*whole(db, [event_id])]
    return store.existing(
        found[0] if found else None, "This event does not exist. It may have been removed with an import."
    )


def whole(db: Database, event_ids: Iterable[int]) -> list[Event]:
    """Many whole events in order of their id; for the room's own actions and feeds, which have checked who asks."""
    wanted = json.dumps(list(event_ids))
    found = store.rows(db, WHOLE + " where event.id in (select value from json_each(?)) order by event.id", (wanted,))
    return [_event(row) for row in found]


def _event(row: dict[str, Any]) -> Event:
    flags = {name: bool(row[name]) for name in ("public", "all_day", "detached")}
    children = None if row["for_children"] is None else bool(row["for_children"])
    publish_to = tuple(json.loads(row["publish_to"]))
    return Event(**{**row, **flags, "for_children": children, "publish_to": publish_to})


@needs("events.read")
def entry(db: Database, event_id: int, *, by: User) -> Entry:
    """An event as a form shows it, to be edited, or NotFound."""
    return entry_of(event(db, event_id, by=by), attending(db, event_id))


def entry_of(one: Event, attendees: tuple[Attendee, ...]) -> Entry:
    """The entry of a whole event. An end before the start of one day (spreadsheets say `20–2`) is of the next day."""
    night = one.starts_on == one.ends_on and bool(one.starts_at and one.ends_at and one.ends_at <= one.starts_at)
    texts = {name: getattr(one, name) or "" for name in ("venue", "organiser", "organiser_ico")}
    days = {"starts_on": one.day, "ends_on": one.last_day + dt.timedelta(days=night)}
    kept = {field.name: getattr(one, field.name) for field in dataclasses.fields(Entry) if hasattr(one, field.name)}
    return Entry(**{**kept, **texts, **days, "attendees": attendees})


def attending(db: Database, event_id: int) -> tuple[Attendee, ...]:
    """Those of the leadership who were asked to an event; for the room's own actions."""
    found = store.rows(
        db,
        "select holder_id, answer, speaks, deputy_id, note from event_attendee where event_id = ? order by holder_id",
        (event_id,),
    )
    return tuple(Attendee(**{**row, "speaks": bool(row["speaks"])}) for row in found)


@needs("events.read")
def attendees(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """Those of the leadership who attend, by rank: holder_id, name, office, answer, speaks, deputy_id, deputy, note."""
    return store.frame(
        db,
        "select holder_id, holder.name, holder.office, answer, speaks, deputy_id, deputy.name, event_attendee.note"
        " from event_attendee join office_holder holder on holder.id = holder_id"
        " left join office_holder deputy on deputy.id = deputy_id"
        " where event_id = ? order by holder.rank, holder.name collate CZECH",
        ATTENDEES,
        (event_id,),
    )


@needs("events.read")
def changes(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The ledger of an event, newest first: id, at, login, name, sequence, what, reason, moved_from, changes (JSON),
    `said` (what was changed in the reader's words)."""
    found = store.frame(
        db,
        "select event_change.id, at, by_login, coalesce(user.name, by_login), sequence, what, reason, moved_from,"
        " changes from event_change left join user on login = by_login where event_id = ?"
        " order by event_change.id desc",
        CHANGES,
        (event_id,),
    )
    said = [wording.changes(json.loads(text)) for text in found["changes"]]
    names = pl.col("name").replace(SYSTEM.login, SYSTEM.name)
    return found.with_columns(names, said=pl.Series(said, dtype=pl.String))


@needs("events.read")
def steps(db: Database, event_id: int, *, by: User) -> tuple[Step, ...]:
    """The steps that an event may take now, the usual one first, the step back last."""
    one = event(db, event_id, by=by)
    ahead = [Step(to, t(wording.STEPS[to]), to in rules.WHY, False) for to in rules.STEPS[one.state]]
    before = state_before(db, one)
    back = [Step(before, t("Take the step back: {state}", state=wording.state(before)), True, True)] if before else []
    return (*ahead, *back)


def state_before(db: Database, one: Event) -> str | None:
    """The state to which a wrong step is taken back, None of a proposal; for the room's own actions."""
    if one.state != "cancelled":
        return rules.BACK.get(one.state)
    was = store.scalar(
        db,
        "select changes ->> '$.state[0]' from event_change where event_id = ?"
        " and changes ->> '$.state[1]' = 'cancelled' order by id desc limit 1",
        (one.id,),
    )
    return was or "confirmed"
