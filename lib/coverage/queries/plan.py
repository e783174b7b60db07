"""What is wanted from events, who brings it, and what has come. Permission: coverage.read."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.store import Database

_LIVE = "a.state in ('offered', 'accepted')"
_SELECT = f"""
select c.id, c.event_id, e.title, e.starts_on, e.ends_on, e.starts_at, e.ends_at,
    coalesce(v.name, '') as venue, e.state as event_state, c.kind, c.intent,
    c.due_at, c.due_given, c.note, c.cancelled_because,
    coalesce((select group_concat(a.name, ', ' order by a.id) from assignment a
        where a.coverage_id = c.id and {_LIVE}), '') as assignees,
    (select group_concat(a.login, ' ' order by a.id) from assignment a
        where a.coverage_id = c.id and {_LIVE} and a.login is not null) as logins,
    (select count(*) from assignment a where a.coverage_id = c.id and {_LIVE}) as assigned,
    (select count(*) from assignment a where a.coverage_id = c.id and a.state = 'accepted') as accepted,
    (select count(*) from assignment a where a.coverage_id = c.id and a.state = 'declined') as declined,
    (select count(*) from delivery d where d.coverage_id = c.id and d.withdrawn_at is null) as deliveries,
    (select sum(d.count) from delivery d where d.coverage_id = c.id and d.withdrawn_at is null) as pieces,
    (select max(d.delivered_at) from delivery d where d.coverage_id = c.id and d.withdrawn_at is null) as delivered_at,
    r.state as request, t.television
from coverage c join event e on e.id = c.event_id left join venue v on v.id = e.venue_id
left join tv_request r on c.kind = 'tv' and r.id = (select max(x.id) from tv_request x
    where x.event_id = c.event_id and x.state <> 'cancelled')
left join tv_contract t on t.id = r.contract_id"""
_STATE = """
select {columns},
    case when assignees = '' and request in ('sent', 'confirmed', 'shot') then television else assignees end
        as assignees,
    case
    when deliveries > 0 then 'delivered'
    when cancelled_because <> '' then 'cancelled'
    when event_state in ('cancelled', 'postponed') and intent = 'intended' then 'cancelled'
    when intent <> 'intended' and assigned = 0 then intent
    when intent = 'no' then 'no'
    when due_at < :now or event_state in ('documented', 'closed') then 'late'
    when assigned = 0 and request = 'sent' then 'offered'
    when assigned = 0 and request in ('confirmed', 'shot') then 'accepted'
    when assigned = 0 and (declined > 0 or request = 'refused') then 'declined'
    when assigned = 0 then 'nobody'
    when accepted < assigned then 'offered'
    else 'accepted' end as state
from ({select})"""
PLAN = {
    "id": pl.Int64,
    "event_id": pl.Int64,
    "title": pl.String,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "venue": pl.String,
    "event_state": pl.String,
    "kind": pl.String,
    "intent": pl.String,
    "due_at": pl.Datetime,
    "due_given": pl.Int64,
    "note": pl.String,
    "cancelled_because": pl.String,
    "logins": pl.String,
    "assigned": pl.Int64,
    "accepted": pl.Int64,
    "declined": pl.Int64,
    "deliveries": pl.Int64,
    "pieces": pl.Int64,
    "delivered_at": pl.String,
    "assignees": pl.String,
    "state": pl.String,
}
EVENTS = {
    "id": pl.Int64,
    "title": pl.String,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "state": pl.String,
}
_KINDS_ORDER = "case kind when 'text' then 1 when 'photo' then 2 when 'video' then 3 when 'radio' then 4 else 5 end"
ASSIGNMENTS = {
    "id": pl.Int64,
    "coverage_id": pl.Int64,
    "event_id": pl.Int64,
    "kind": pl.String,
    "login": pl.String,
    "name": pl.String,
    "phone": pl.String,
    "email": pl.String,
    "state": pl.String,
    "reason": pl.String,
    "despite": pl.String,
}
DELIVERIES = {
    "id": pl.Int64,
    "coverage_id": pl.Int64,
    "event_id": pl.Int64,
    "kind": pl.String,
    "what": pl.String,
    "link": pl.String,
    "count": pl.Int64,
    "author": pl.String,
    "licence": pl.String,
    "consent": pl.String,
    "note": pl.String,
    "delivered_at": pl.String,
    "delivered_by": pl.String,
}


@dataclass(frozen=True)
class Coverage:
    """One thing wanted from an event; `due_at` is `2026-11-30 12:00` of the wall clock."""

    id: int
    event_id: int
    kind: str
    intent: str
    due_at: str
    due_given: int
    planned_for: str
    note: str
    cancelled_because: str


@needs("coverage.read")
def of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """What is wanted from an event: columns of `PLAN`; `due_at` is a naive moment of the wall clock.

    `state` is a key of `rules.plan.STATES`, worked out from answers, deliveries, the term, the event itself, and for
    television from the request for a report.
    """
    return _plan(db, "c.event_id = :event", _KINDS_ORDER, event=event_id)


@needs("coverage.read")
def between(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """`of` for all events that touch the days, in their order."""
    where = "e.starts_on <= :last and e.ends_on >= :first"
    return _plan(db, where, f"starts_on, starts_at, event_id, {_KINDS_ORDER}", first=str(first), last=str(last))


@needs("coverage.read")
def undelivered(db: Database, *, by: User) -> pl.DataFrame:
    """What was wanted and has not come although the event is over and its term has passed, or the event was closed."""
    wanted = "c.intent = 'intended' and c.cancelled_at is null and e.state not in ('cancelled', 'postponed')"
    missing = "not exists (select 1 from delivery d where d.coverage_id = c.id and d.withdrawn_at is null)"
    term = "(c.due_at < :now or e.state in ('documented', 'closed'))"
    return _plan(db, f"{wanted} and {missing} and {term}", "due_at, id")


@needs("coverage.read")
def without_decision(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Events that touch the days and nobody has decided whether to cover them: id, title, starts_on, starts_at."""
    sql = """select id, title, starts_on, ends_on, starts_at, ends_at, state from event e
        where starts_on <= :last and ends_on >= :first and state not in ('cancelled', 'postponed')
        and not exists (select 1 from coverage c where c.event_id = e.id and c.intent <> 'undecided')
        order by starts_on, starts_at, id"""
    return store.frame(db, sql, EVENTS, {"first": str(first), "last": str(last)})


@needs("coverage.read")
def assigned_between(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Who of the office covers what in the given days: `login`, `name`, `event_id`, a row a pair; to find clashes."""
    sql = f"""select distinct login, user.name, c.event_id from assignment a join coverage c on c.id = a.coverage_id
        join event e on e.id = c.event_id join user using (login)
        where {_LIVE} and c.cancelled_at is null and c.intent <> 'no'
        and e.starts_on <= :last and e.ends_on >= :first order by c.event_id, login"""
    columns = {"login": pl.String, "name": pl.String, "event_id": pl.Int64}
    return store.frame(db, sql, columns, {"first": str(first), "last": str(last)})


@needs("coverage.read")
def assignments(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """Who was asked to cover an event: columns of `ASSIGNMENTS`, those taken off too."""
    return store.frame(db, f"{_ASSIGNED} where c.event_id = ? order by a.id", ASSIGNMENTS, (event_id,))


@needs("coverage.read")
def deliveries(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """What has come from an event, newest first: columns of `DELIVERIES`."""
    sql = """select d.id, d.coverage_id, c.event_id, c.kind, d.what, d.link, d.count, d.author, d.licence, d.consent,
        d.note, d.delivered_at, d.delivered_by from delivery d join coverage c on c.id = d.coverage_id
        where c.event_id = ? and d.withdrawn_at is null order by d.id desc"""
    return store.frame(db, sql, DELIVERIES, (event_id,))


_ASSIGNED = """select a.id, a.coverage_id, c.event_id, c.kind, a.login, a.name, a.phone, a.email,
    case when c.cancelled_at is not null and a.state <> 'declined' then 'cancelled' else a.state end as state,
    a.reason, a.despite from assignment a join coverage c on c.id = a.coverage_id"""


@needs("coverage.read")
def mine(db: Database, login: str, *, by: User) -> pl.DataFrame:
    """What one person was asked to bring and has not brought: `PLAN` with `assignment_id` and `answer`, by the term."""
    sql = f"""select c.id, a.id as assignment_id, a.state as answer from assignment a
        join coverage c on c.id = a.coverage_id where a.login = ? and {_LIVE} and c.cancelled_at is null"""
    asked = store.frame(db, sql, {"id": pl.Int64, "assignment_id": pl.Int64, "answer": pl.String}, (login,))
    where = "c.id in (select coverage_id from assignment where login = :login)"
    found = _plan(db, where, "due_at, id", login=login) if asked.height else _plan(db, "0", "id")
    return found.filter(~pl.col("state").is_in(["delivered", "cancelled"])).join(asked, on="id")


def one(db: Database, coverage_id: int) -> Coverage:
    """One coverage for the room's own actions, or NotFound."""
    sql = """select id, event_id, kind, intent, due_at, due_given, planned_for, note, cancelled_because
        from coverage where id = ?"""
    return store.existing(store.one(db, Coverage, sql, (coverage_id,)), "This coverage does not exist any more.")


def _plan(db: Database, where: str, order: str, **given: Any) -> pl.DataFrame:
    now = clock.now().astimezone(clock.PRAGUE)
    values = {"now": f"{now:%Y-%m-%d %H:%M}", **given}
    raw = {name: pl.String if kind == pl.Datetime else kind for name, kind in PLAN.items()}
    plain = ", ".join(name for name in PLAN if name not in ("assignees", "state"))
    sql = f"{_STATE.format(columns=plain, select=f'{_SELECT} where {where}')} order by {order}"
    return store.frame(db, sql, raw, values).with_columns(pl.col("due_at").str.to_datetime("%Y-%m-%d %H:%M"))
