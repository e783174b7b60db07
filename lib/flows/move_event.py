"""Moving or editing an event: what hangs on it follows its new day, in one transaction, and where it is out is said."""

import datetime as dt
from dataclasses import dataclass

from lib import coverage, guests, stock, tasks
from lib.access import SYSTEM, User, needs
from lib.events import Entry, actions, outlets, queries, rules
from lib.events.actions import Scope
from lib.flows import publishing_events
from lib.i18n import t, tn
from lib.store import Database

When = tuple[dt.date, dt.date, str | None, str | None]


@dataclass(frozen=True)
class Followed:
    """What a new day did: tasks with their old and new term, coverage too, reservations held longer or shorter, guests
    who have to be told, the places where the event is out and has to be corrected, posts to be approved again."""

    tasks: tuple[tuple[int, dt.date, dt.date], ...] = ()
    coverage: tuple[tuple[int, str, str], ...] = ()
    reservations: int = 0
    guests: int = 0
    outlets: tuple[str, ...] = ()
    posts: int = 0

    def __str__(self) -> str:
        """`Posunou se 3 úkoly; opravit: web, kalendář.` – nothing when nothing hangs on the event."""
        counted = [
            (len(self.tasks), lambda n: tn("{n} task has a new term", "{n} tasks have a new term", n)),
            (len(self.coverage), lambda n: tn("{n} coverage has a new term", "{n} coverages have a new term", n)),
            (self.guests, lambda n: tn("{n} guest is to be told", "{n} guests are to be told", n)),
            (self.posts, lambda n: tn("{n} post is to be approved again", "{n} posts are to be approved again", n)),
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
    before = _when(db, event_id, by)
    publishing_events.tell_outlets(db, by=SYSTEM)
    actions.move(
        db, event_id, starts_on=starts_on, ends_on=ends_on, starts_at=starts_at, ends_at=ends_at, venue=venue,
        reason=reason, started_from=started_from, by=by,
    )  # fmt: skip
    after = _when(db, event_id, by)
    return follow(db, event_id, [event_id] if after[event_id] != before[event_id] else [], by)


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
    """Edit an event (as `events.actions.edit`); what is planned by its day follows when its day,
    hour or venue has changed, of every occurrence of a series that was changed with it."""
    before = _when(db, event_id, by)
    publishing_events.tell_outlets(db, by=SYSTEM)
    actions.edit(db, event_id, entry, started_from=started_from, reason=reason, scope=scope, by=by)
    after = _when(db, event_id, by)
    return follow(db, event_id, [number for number, when in after.items() if before.get(number, when) != when], by)


def _when(db: Database, event_id: int, by: User) -> dict[int, When]:
    """When and where an event and the others of its series are."""
    one = queries.event(db, event_id, by=by)
    found: dict[int, When] = {one.id: (one.day, one.last_day, one.starts_at, one.venue)}
    if one.series_id is not None:
        rows = queries.occurrences(db, one.series_id, by=by).select("id", "starts_on", "ends_on", "starts_at", "venue")
        found |= {number: (first, last, at, venue) for number, first, last, at, venue in rows.iter_rows()}
    return found


def follow(db: Database, event_id: int, moved: list[int], by: User) -> Followed:
    """Plan anew what hangs on the events that moved, tell their guests, and list where they are out; for the office's
    own flows. An event that is called off has nothing to plan, and its guests are told that and nothing else."""
    moved_tasks, moved_coverage, reservations, told, posts = [], [], 0, 0, 0
    for number in moved:
        one = queries.event(db, number, by=by)
        if one.state == "cancelled":
            continue
        when = rules.when(one.day, one.last_day, one.starts_at, one.ends_at)
        moved_tasks += tasks.replan(db, f"event:{number}", one.day, by=by)
        moved_coverage += coverage.replan(db, number, by=by)
        reservations += stock.replan_of(db, number, by=by)
        place = f"{when}, {one.venue}" if one.venue else when
        told += guests.to_be_told(db, number, t("newly: {when}", when=place), by=by)
        posts += len(publishing_events.moved(db, number, place, by).stories)
    out: dict[str, None] = {}
    for number in dict.fromkeys([event_id, *moved]):
        out |= dict.fromkeys(outlets.of(db, number, by=by).filter("stale")["label"])
    return Followed(tuple(moved_tasks), tuple(moved_coverage), reservations, told, tuple(out), posts)
