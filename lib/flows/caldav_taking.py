"""What the shared calendar says put into our events: an entry of theirs becomes a proposal, a change a change.

What it cannot mean for us is refused with a sentence and waits for a person: rules that we do not repeat by, another
first day of a series, a date that would be taken away although something hangs on it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lib import clock
from lib.access import User
from lib.errors import Refused
from lib.events import actions, queries
from lib.events import series as repeating
from lib.events.entry import Entry
from lib.events.rules import NOT_HELD
from lib.flows import cancel_event, move_event, public_events
from lib.flows.caldav_words import Said, Theirs, applied, own
from lib.i18n import t
from lib.sheets.ics.occurrences import AHEAD
from lib.store import Database


def enter(db: Database, theirs: Theirs, by: User) -> str:
    """An entry of theirs as a proposal of ours; its subject. Nobody publishes by writing into a calendar."""
    first = theirs.master
    entry = applied(Entry(first.title, first.first), None, first)
    event_id = actions.add(db, entry, state="proposed", by=by)
    return _series_from(db, event_id, theirs, by) if theirs.rule else f"event:{event_id}"


def take(db: Database, subject: str, theirs: Theirs, by: User) -> str:
    """Change ours to what theirs says otherwise; the subject, which is another one when an event became a series."""
    kind, number = subject.split(":")
    if kind == "series":
        _take_series(db, int(number), theirs, by)
        return subject
    _take_date(db, int(number), theirs.master, by)
    return _series_from(db, int(number), theirs, by) if theirs.rule else subject


def call_off(db: Database, subject: str, by: User) -> None:
    """Theirs is gone and a person says that so be it: what is still ahead is called off with all that hangs on it."""
    kind, number = subject.split(":")
    ids = [int(number)] if kind == "event" else [row["id"] for row in _ahead(db, int(number), by)]
    for event_id in ids:
        cancel_event.cancel(db, event_id, _reason(), by=by)


def _reason() -> str:
    return t("Changed in the shared calendar")


def _series_from(db: Database, event_id: int, theirs: Theirs, by: User) -> str:
    series_id = actions.repeat(db, event_id, theirs.rule, by=by)
    _take_dates(db, series_id, theirs, by)
    return f"series:{series_id}"


def _take_date(db: Database, event_id: int, theirs: Said, by: User, *, scope: Any = "one") -> None:
    event = queries.event(db, event_id, by=by)
    ours = own(event)
    if theirs.off:
        if event.state not in NOT_HELD:
            cancel_event.cancel(db, event_id, _reason(), by=by)
        return
    if event.state == "cancelled" and public_events.one(db, event_id) is not None:
        raise Refused("It is called off here and held in the shared calendar. Take the step back here, or keep ours.")
    before = queries.entry(db, event_id, by=by)
    entry = applied(before, ours, theirs)
    if entry != before:
        move_event.edit(
            db, event_id, entry, started_from=event.sequence, reason=_reason(), scope=scope, by=by
        )  # fmt: skip


def _take_series(db: Database, series_id: int, theirs: Theirs, by: User) -> None:
    """Its rule, then its words and hours, then each date that is otherwise."""
    series = queries.series(db, series_id, by=by)
    if not theirs.rule or theirs.master.first != series.first_day:
        raise Refused("The first day or the end of repeating was changed in the shared calendar. Change it here.")
    wanted = str(repeating.read(theirs.rule, theirs.master.starts_at))
    rows = queries.occurrences(db, series_id, by=by).rows(named=True)
    if wanted != series.rule:
        actions.change_rule(db, rows[0]["id"], wanted, _reason(), by=by)
    usual = next((row for row in _ahead(db, series_id, by) if not row["detached"]), None)
    if usual is not None:
        ours = own(queries.event(db, usual["id"], by=by))
        shift = ours.first - theirs.master.first
        there = replace(theirs.master, first=ours.first, last=theirs.master.last + shift, off=False)
        _take_date(db, usual["id"], there, by, scope="all")
    _take_dates(db, series_id, theirs, by)


def _take_dates(db: Database, series_id: int, theirs: Theirs, by: User) -> None:
    until = clock.today() + AHEAD - dt.timedelta(days=1)
    for row in _ahead(db, series_id, by):
        there = theirs.dates.get(row["occurs_on"])
        if there is not None:
            _take_date(db, row["id"], there, by)
        elif row["occurs_on"] < until:
            actions.remove_occurrence(db, row["id"], _reason(), by=by)


def _ahead(db: Database, series_id: int, by: User) -> list[Mapping[str, Any]]:
    """The dates of a series that are still to come and not called off."""
    rows = queries.occurrences(db, series_id, by=by).rows(named=True)
    return [row for row in rows if row["starts_on"] >= clock.today() and row["state"] not in NOT_HELD]
