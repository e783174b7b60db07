"""Moving or editing an event: what hangs on it follows its new day, in one transaction, and where it is out is said."""

import datetime as dt
from dataclasses import dataclass

from lib import coverage, stock, tasks
from lib.access import User, needs
from lib.events import Entry, actions, outlets, queries
from lib.events.actions import Scope
from lib.i18n import t, tn
from lib.store import Database


@dataclass(frozen=True)
class Followed:
    """What a new day did: tasks with their old and new term, coverage too, reservations held longer or shorter, and
    the places where the event is out and has to be corrected."""

    tasks: tuple[tuple[int, dt.date, dt.date], ...] = ()
    coverage: tuple[tuple[int, str, str], ...] = ()
    reservations: int = 0
    outlets: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`Posunou se 3 úkoly; opravit: web, kalendář.` – nothing when nothing hangs on the event."""
        counted = [
            (len(self.tasks), lambda n: tn("{n} task has a new term", "{n} tasks have a new term", n)),
            (len(self.coverage), lambda n: tn("{n} coverage has a new term", "{n} coverages have a new term", n)),
        ]
        said = [say(count) for count, say in counted if count]
        if self.outlets:
            said.append(t("to be corrected: {outlets}", outlets=", ".join(self.outlets)))
        text = "; ".join(said)
        return f"{text[:1].upper()}{text[1:]}." if text else ""


@needs("events.edit")
def move(
    db: Database,
    event_id: int,
    *,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    starts_at: str | None = None,
    ends_at: str | None = None,
    venue: str | None = None,
    reason: str,
    started_from: int,
    by: User,
) -> Followed:
    """Move an event (as `events.actions.move`) with everything that is planned by its day."""
    actions.move(
        db, event_id, starts_on=starts_on, ends_on=ends_on, starts_at=starts_at, ends_at=ends_at, venue=venue,
        reason=reason, started_from=started_from, by=by,
    )  # fmt: skip
    return _followed(db, [event_id], by)


@needs("events.edit")
def edit(
    db: Database,
    event_id: int,
    entry: Entry,
    *,
    started_from: int,
    reason: str = "",
    scope: Scope = "one",
    by: User,
) -> Followed:
    """Edit an event (as `events.actions.edit`); what is planned by its day follows when the day has changed, of every
    occurrence of a series that was moved with it."""
    before = _days(db, event_id, by)
    actions.edit(db, event_id, entry, started_from=started_from, reason=reason, scope=scope, by=by)
    after = _days(db, event_id, by)
    moved = [number for number, days in after.items() if before.get(number, days) != days]
    return _followed(db, [*dict.fromkeys([event_id, *moved])], by)


def _days(db: Database, event_id: int, by: User) -> dict[int, tuple[dt.date, dt.date]]:
    """First and last day of an event and of the others of its series."""
    one = queries.event(db, event_id, by=by)
    found = {one.id: (one.day, one.last_day)}
    if one.series_id is not None:
        rows = queries.occurrences(db, one.series_id, by=by).select("id", "starts_on", "ends_on")
        found |= {number: (first, last) for number, first, last in rows.iter_rows()}
    return found


def _followed(db: Database, event_ids: list[int], by: User) -> Followed:
    """Plan anew what hangs on the events."""
    moved_tasks, moved_coverage, reservations = [], [], 0
    out: dict[str, None] = {}
    for number in event_ids:
        day = queries.event(db, number, by=by).day
        moved_tasks += tasks.replan(db, f"event:{number}", day, by=by)
        moved_coverage += coverage.replan(db, number, by=by)
        reservations += stock.replan_of(db, number, by=by)
        out |= dict.fromkeys(outlets.of(db, number, by=by).filter("stale")["label"])
    return Followed(tuple(moved_tasks), tuple(moved_coverage), reservations, tuple(out))
