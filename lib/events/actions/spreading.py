"""Editing a series through one of its events: this and all that follow, or all of them.

Decided: words (`WORDS`) of “all” go to every occurrence that nobody edited alone, past ones too; hours, place, people
and the rest only to those still ahead. The day of a series changes from one occurrence on, never in “all”. “This and
all that follow” begins a new series that remembers which one it continues; “all” means the events of one series.
"""

import dataclasses
import datetime as dt
from typing import Any, Literal

from lib import audit, clock
from lib.access import User
from lib.errors import BadInput, Refused
from lib.events import rules
from lib.events import series as repeating
from lib.events.actions.occurrences import (
    change_series,
    days_as_json,
    ids_of,
    place_of,
    put_on,
    series_of,
    split,
)
from lib.events.actions.writing import rewrite
from lib.events.entry import Attendee, Entry
from lib.events.queries.one import Event, attending, entry_of, event, whole
from lib.events.queries.series import Series
from lib.store import Database

WORDS = frozenset({
    "title", "kind", "calendar", "summary", "description", "audience", "for_children", "admission", "contact",
    "organiser", "organiser_ico", "co_organisers", "patronage", "web", "picture", "picture_alt", "picture_credit",
})  # fmt: skip
OWN = frozenset({"starts_on", "ends_on", "state", "attendees"})
"""What every occurrence has its own of, or what is not copied as it stands."""


def edit_series(
    db: Database, now: Event, entry: Entry, scope: Literal["following", "all"], reason: str, by: User
) -> None:
    """Change an event and spread what changed to the other occurrences."""
    moves = entry.starts_on != now.day
    if moves and scope == "all":
        raise BadInput("The day of a series changes from one event on. Choose this one and all that follow.",
                       field="scope")  # fmt: skip
    if moves and not _ahead(now):
        raise Refused("“{title}” is not ahead any more. Move the series from one of the events to come.",
                      title=now.title)  # fmt: skip
    one = split(db, now) if scope == "following" else series_of(db, now)
    was = place_of(now)
    changed = rewrite(db, event(db, now.id, by=by), entry, reason, by, detach=False)
    reached = _spread(db, one, now, entry, changed, reason, by)
    if moves:
        _move(db, one, was, entry.starts_on, reason, by)
    if changed:
        change_series(db, one.id, **({"starts_at": entry.starts_at} if "starts_at" in changed else {}))
        detail = {"scope": scope, "reason": reason.strip(), "changes": changed, "events": reached + 1}
        audit.record(db, by, "events.edit_series", f"event:{now.id}", detail)


def _spread(db: Database, one: Series, now: Event, entry: Entry, changed: dict[str, Any], reason: str, by: User) -> int:
    """Write what changed into the other occurrences; gives how many there were."""
    lasts = entry.last_day - entry.starts_on
    longer = lasts != now.last_day - now.day
    others = [row for row in whole(db, ids_of(db, one)) if row.id != now.id and not row.detached]
    reached = 0
    for row in others:
        fields = {name for name in changed if name not in OWN and (name in WORDS or _ahead(row))}
        values = {name: getattr(entry, name) for name in fields}
        before = entry_of(row, attending(db, row.id))
        if _ahead(row) and longer:
            values["ends_on"] = before.starts_on + lasts
        if _ahead(row) and "attendees" in changed:
            values["attendees"] = _asked(before.attendees, entry.attendees)
        wanted = dataclasses.replace(before, **values)
        reached += bool(rewrite(db, row, wanted, reason, by, what="series", detach=False))
    return reached


def _move(db: Database, one: Series, was: dt.date, now: dt.date, reason: str, by: User) -> None:
    """Put a series on the days that its rule has after one of them moved; as many as there were."""
    rule = one.parsed
    moved = repeating.shifted(rule, was, now)
    if not repeating.fits(moved, now):
        raise BadInput("The repetition cannot be moved to that day. Set it anew.", field="starts_on")
    old = repeating.occurrences(rule, one.first_day, one.filled_to)
    new = repeating.first(moved, now, len(old))
    if rule.until:
        moved = repeating.ending(moved, new[-1])
    days = dict(zip(old, new, strict=True))
    put_on(db, one, days, reason, by)
    exdates = days_as_json(days[day] for day in one.exdates)
    change_series(
        db, one.id, rule=str(moved), starts_on=now.isoformat(), exdates=exdates, filled_until=new[-1].isoformat()
    )


def _asked(had: tuple[Attendee, ...], wanted: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """The same people: those who answered for that day keep their answer, new ones are asked."""
    known = {one.holder_id: one for one in had}
    return tuple(known.get(one.holder_id, Attendee(one.holder_id, speaks=one.speaks)) for one in wanted)


def _ahead(one: Event) -> bool:
    return one.last_day >= clock.today() and one.state in rules.AHEAD
