"""Asking somebody to cover an event, and the answers."""

from typing import Any

from lib import audit, clock, store
from lib.access import SYSTEM, User, needs
from lib.coverage.actions.plan import start
from lib.coverage.queries.people import cover_events, event_row, have_time, in_the_way
from lib.coverage.queries.plan import one
from lib.coverage.rules.people import Obstacle
from lib.errors import BadInput, NotFound, Refused
from lib.store import Database

ANSWERED = "update assignment set state = ?, reason = ?, agreed_for = ?, answered_at = ? where id = ?"
AUDITED = "event:{}"


@needs("coverage.edit")
def assign(
    db: Database,
    coverage_id: int,
    *,
    login: str | None = None,
    name: str = "",
    phone: str = "",
    email: str = "",
    aware: bool = False,
    despite: str = "",
    by: User,
) -> int:
    """Ask somebody of the office (`login`) or somebody else (name with a phone or an e-mail); the assignment's id.

    Who takes it for himself has accepted at once. Refused for somebody who is away unless the planner is `aware` of
    it, and for somebody who is elsewhere at that time unless `despite` says why it can be done.
    """
    coverage = one(db, coverage_id)
    if coverage.cancelled_because or coverage.intent == "no":
        raise Refused("This coverage is not wanted. Decide that it is wanted first.")
    person = _staff(db, login) if login else _outsider(name, phone, email)
    if login:
        _check_free(db, coverage.event_id, login, person["name"], aware, despite)
        _refuse_twice(db, coverage_id, login, person["name"])
    now = clock.stamp()
    values = {**person, "coverage_id": coverage_id, "login": login, "despite": despite.strip(), "created_at": now}
    assignment_id = _insert(db, {**values, "assigned_by": by.login, "state": "offered"})
    if login == by.login:
        agreed = start(event_row(db, coverage.event_id))
        db.conn.execute(ANSWERED, ("accepted", "", agreed, now, assignment_id))
    db.conn.execute("update coverage set intent = 'intended' where id = ? and intent = 'undecided'", (coverage_id,))
    detail = {"kind": coverage.kind, "who": person["name"], "despite": despite.strip()}
    audit.record(db, by, "coverage.assign", AUDITED.format(coverage.event_id), detail)
    return assignment_id


@needs("coverage.edit")
def accept(db: Database, assignment_id: int, *, by: User) -> None:
    """Accept what was offered: for oneself, or for somebody outside who said so."""
    row = _waiting(db, assignment_id, ("offered",), by)
    event = event_row(db, row["event_id"])
    db.conn.execute(ANSWERED, ("accepted", "", start(event), clock.stamp(), assignment_id))
    audit.record(db, by, "coverage.accept", AUDITED.format(row["event_id"]), {"kind": row["kind"], "who": row["name"]})


@needs("coverage.edit")
def decline(db: Database, assignment_id: int, reason: str, *, by: User) -> None:
    """Decline what was offered or even accepted, with the reason: the coverage needs somebody again."""
    because = " ".join(reason.split())
    if not because:
        raise BadInput("Say why you cannot do it.", field="reason")
    row = _waiting(db, assignment_id, ("offered", "accepted"), by)
    db.conn.execute(ANSWERED, ("declined", because, None, clock.stamp(), assignment_id))
    detail = {"kind": row["kind"], "who": row["name"], "reason": because}
    audit.record(db, by, "coverage.decline", AUDITED.format(row["event_id"]), detail)


@needs("coverage.edit")
def release(db: Database, assignment_id: int, *, by: User) -> None:
    """Take somebody off an assignment."""
    row = _assignment(db, assignment_id, ("offered", "accepted"))
    db.conn.execute("update assignment set state = 'released' where id = ?", (assignment_id,))
    audit.record(db, by, "coverage.release", AUDITED.format(row["event_id"]), {"kind": row["kind"], "who": row["name"]})


def _insert(db: Database, values: dict[str, Any]) -> int:
    store.insert_many(db, "assignment", tuple(values), [tuple(values.values())])
    return int(store.scalar(db, "select last_insert_rowid()"))


def _staff(db: Database, login: str) -> dict[str, str]:
    found = cover_events(db).filter(login=login)
    if found.is_empty():
        raise BadInput("{login} cannot cover events: the account is closed or may only read.", login=login, field="who")
    return {"name": found["name"][0], "email": found["email"][0], "phone": ""}


def _outsider(name: str, phone: str, email: str) -> dict[str, str]:
    person = {"name": " ".join(name.split()), "phone": " ".join(phone.split()), "email": email.strip()}
    if not person["name"]:
        raise BadInput("Say who is to come.", field="who")
    if not person["phone"] and not person["email"]:
        raise BadInput("Write a phone or an e-mail of {name}.", name=person["name"], field="phone")
    return person


def _check_free(db: Database, event_id: int, login: str, name: str, aware: bool, despite: str) -> None:
    for obstacle in in_the_way(db, event_id).get(login, []):
        free = ", ".join(have_time(db, event_id))
        if obstacle.kind == "away" and not (aware or despite.strip()):
            raise _away(name, free)
        if obstacle.kind == "elsewhere" and not despite.strip():
            raise _elsewhere(name, obstacle, free)


def _away(name: str, free: str) -> Refused:
    if not free:
        return Refused("{name} is away then, and nobody else is free.", name=name, field="who")
    return Refused("{name} is away then. Free: {free}.", name=name, free=free, field="who")


def _elsewhere(name: str, obstacle: Obstacle, free: str) -> Refused:
    return Refused(
        "{name} covers “{event}” at that time ({hours}) and cannot be at both, the way included. Free: {free}.",
        name=name,
        event=obstacle.title,
        hours=obstacle.hours,
        free=free or "–",
        field="who",
    )


def _refuse_twice(db: Database, coverage_id: int, login: str, name: str) -> None:
    sql = "select 1 from assignment where coverage_id = ? and login = ? and state in ('offered', 'accepted')"
    if store.scalar(db, sql, (coverage_id, login)):
        raise Refused("{name} has this assignment already.", name=name, field="who")


def _waiting(db: Database, assignment_id: int, states: tuple[str, ...], by: User) -> dict[str, Any]:
    """The assignment if `by` may answer it: one's own, or one of somebody without an account."""
    row = _assignment(db, assignment_id, states)
    if row["login"] and row["login"] != by.login and by is not SYSTEM:
        raise Refused("Only {name} can answer this.", name=row["name"])
    return row


def _assignment(db: Database, assignment_id: int, states: tuple[str, ...]) -> dict[str, Any]:
    found = store.rows(
        db,
        """select a.id, a.state, a.login, a.name, c.event_id, c.kind, c.cancelled_because
        from assignment a join coverage c on c.id = a.coverage_id where a.id = ?""",
        (assignment_id,),
    )
    if not found:
        raise NotFound("This assignment does not exist.")
    if found[0]["cancelled_because"]:
        raise Refused("This is called off: {reason}", reason=found[0]["cancelled_because"])
    if found[0]["state"] not in states:
        raise Refused("This assignment is settled already. Look at the event again.")
    return found[0]
