"""Who has time for an event and who does not. Permission: coverage.read.

Why somebody is away is seen by that person and by whoever keeps accounts; everybody else sees only that and when.
"""

import datetime as dt
from typing import Any

import polars as pl

from lib import access, settings, store
from lib.access import User, needs
from lib.coverage.rules import people as rules
from lib.coverage.rules.people import Obstacle
from lib.czech import dates
from lib.errors import NotFound
from lib.store import Database

STAFF = {"login": pl.String, "name": pl.String, "email": pl.String}
ABSENCES = {
    "id": pl.Int64,
    "login": pl.String,
    "name": pl.String,
    "first_on": pl.Date,
    "last_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "reason": pl.String,
}
_EVENT = "select id, title, starts_on, ends_on, starts_at, ends_at, venue_id, state from event where id = ?"
_OTHERS = """
select distinct e.id, e.title, e.starts_on, e.ends_on, e.starts_at, e.ends_at, e.venue_id, a.login
from assignment a join coverage c on c.id = a.coverage_id join event e on e.id = c.event_id
where a.state in ('offered', 'accepted') and a.login is not null and c.cancelled_at is null
    and e.id <> :event and e.state not in ('cancelled', 'postponed') and e.starts_on between :first and :last
order by e.starts_on, e.starts_at, e.id"""


@needs("coverage.read")
def staff(db: Database, *, by: User) -> pl.DataFrame:
    """Those of the office who can cover events: login, name, email, by name."""
    return cover_events(db)


@needs("coverage.read")
def absences(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Who is away in the given days: columns of `ABSENCES`; `reason` is null for who may not know it."""
    sql = """select a.id, a.login, u.name, a.first_on, a.last_on, a.starts_at, a.ends_at,
        case when :all or a.login = :self then a.reason end as reason
        from absence a join user u using (login)
        where a.first_on <= :last and a.last_on >= :first order by a.first_on, a.starts_at, u.name collate czech"""
    asked = {"first": str(first), "last": str(last), "all": by.may("users.manage"), "self": by.login}
    return store.frame(db, sql, ABSENCES, asked)


@needs("coverage.read")
def obstacles(db: Database, event_id: int, *, by: User) -> dict[str, list[Obstacle]]:
    """What stands in the way of whom: login → obstacles; who is free is not in it."""
    return in_the_way(db, event_id)


@needs("coverage.read")
def free(db: Database, event_id: int, *, by: User) -> list[str]:
    """Names of those who have time for an event."""
    return have_time(db, event_id)


def cover_events(db: Database) -> pl.DataFrame:
    """`staff` for the room's own actions."""
    roles = [role for role, (_, permissions) in access.ROLES.items() if "coverage.edit" in permissions]
    marks = ", ".join("?" * len(roles))
    sql = f"""select login, name, coalesce(email, '') as email from user where active
        and exists (select 1 from user_role r where r.login = user.login and r.role in ({marks}))
        order by name collate czech"""
    return store.frame(db, sql, STAFF, roles)


def in_the_way(db: Database, event_id: int) -> dict[str, list[Obstacle]]:
    """`obstacles` for the room's own actions."""
    event = event_row(db, event_id)
    found: dict[str, list[Obstacle]] = {}
    for absence in _absent(db, event):
        found.setdefault(absence["login"], []).append(Obstacle("away"))
    travel = dt.timedelta(minutes=settings.value(db, "events.travel_minutes"))
    for other in _others(db, event):
        if rules.collide(event, other, travel):
            there = rules.hours(other)
            said = dates.span(f"{there[0]:%H:%M}", f"{there[1]:%H:%M}") if there else ""
            found.setdefault(other["login"], []).append(Obstacle("elsewhere", other["id"], other["title"], said))
    return found


def have_time(db: Database, event_id: int) -> list[str]:
    """`free` for the room's own actions."""
    busy = in_the_way(db, event_id)
    return [name for login, name in cover_events(db).select("login", "name").iter_rows() if login not in busy]


def event_row(db: Database, event_id: int) -> dict[str, Any]:
    """An event as the clock of assignments needs it, or NotFound."""
    found = store.rows(db, _EVENT, (event_id,))
    if not found:
        raise NotFound("This event does not exist. It may have been removed with an import.")
    return found[0]


def _absent(db: Database, event: dict[str, Any]) -> list[dict[str, Any]]:
    last = dt.date.fromisoformat(event["starts_on"]) + dt.timedelta(days=1)
    found = store.rows(
        db, "select * from absence where first_on <= ? and last_on >= ?", (last.isoformat(), event["starts_on"])
    )
    return [absence for absence in found if rules.away_from(absence, event)]


def _others(db: Database, event: dict[str, Any]) -> list[dict[str, Any]]:
    day = dt.date.fromisoformat(event["starts_on"])
    near = {"first": str(day - dt.timedelta(days=1)), "last": str(day + dt.timedelta(days=1)), "event": event["id"]}
    return store.rows(db, _OTHERS, near)
