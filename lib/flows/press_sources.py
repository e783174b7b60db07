"""What the press room is filled in from: a release from an event, the month of events for television."""

import datetime as dt
from typing import Any

import polars as pl

from lib import clock, sender, settings, store
from lib.access import User, needs
from lib.czech import dates
from lib.events import Event, event, queries, rules
from lib.i18n import speaking, t
from lib.press.documents import Shown
from lib.press.documents import month_for_television as _paper
from lib.press.rules.releases import LONGEST_TITLE, Release
from lib.store import Database


@needs("press.read")
def release(db: Database, event_id: int | None, kind: str, *, by: User) -> Release:
    """A release or an invitation to begin with: the town, the contact for the media, and what an event says."""
    place = str(settings.value(db, "town.name"))
    contact = str(settings.value(db, "press.contact")).removeprefix("-")
    if event_id is None:
        return Release("", kind, place=place, contact=contact)
    one = event(db, event_id, by=by)
    with speaking("cs"):
        when = dates.long_date(one.day) + (f", {dates.time(one.starts_at)}" if one.starts_at else "")
    invited: dict[str, Any] = {"happens": when, "venue": one.venue or ""} if kind == "invitation" else {}
    return Release(
        one.title[:LONGEST_TITLE], kind, perex=one.summary, body=one.description, place=place, contact=contact,
        photo_credit=one.picture_credit, facts=_facts(one, when), event_id=one.id, **invited,
    )  # fmt: skip


def _facts(one: Event, when: str) -> str:
    with speaking("cs"):
        pairs = [(t("When"), when), (t("Where"), one.venue), (t("Organiser"), one.organiser),
                 (t("Admission"), one.admission), (t("Patronage"), one.patronage)]  # fmt: skip
    return "\n".join(f"{label}: {value}" for label, value in pairs if value)


@needs("press.read")
def events_of_month(db: Database, month: dt.date, *, by: User) -> pl.DataFrame:
    """Public events of a month that are to be held: columns of `lib.events.queries.events`."""
    first = month.replace(day=1)
    last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    found = queries.between(db, first, last, by=by)
    return found.filter(pl.col("public") & ~pl.col("state").is_in([*rules.NOT_HELD, "proposed"]))


@needs("press.read")
def month_for_television(db: Database, month: dt.date, *, by: User) -> bytes:
    """The events of a month for television as a PDF: when, what, where, whom to call, who of the leadership comes."""
    found = events_of_month(db, month, by=by)
    shown = [_shown(db, int(event_id), by) for event_id in found["id"]]
    today = clock.today()
    return _paper(month, shown, sender.letterhead(db, today), today)


def _shown(db: Database, event_id: int, by: User) -> Shown:
    one = event(db, event_id, by=by)
    with speaking("cs"):
        when = dates.short_date(one.day) + (f"\n{dates.span(one.starts_at, one.ends_at)}" if one.starts_at else "")
        asked = store.scalar(
            db, "select number from tv_request where event_id = ? and number is not null order by id desc", (event_id,)
        )
        coming = queries.attendees(db, event_id, by=by).filter(pl.col("answer") == "confirmed")
        return Shown(
            when,
            one.title,
            one.summary,
            one.venue or "",
            one.contact or one.organiser or "",
            ", ".join(coming["office"]),
            t("our request {number}", number=asked) if asked else "",
        )
