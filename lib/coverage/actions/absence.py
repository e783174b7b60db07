"""Who is away and when. The reason goes into no record of changes: it may say something about health."""

from lib import audit, clock, store
from lib.access import User, needs
from lib.coverage.queries.people import cover_events
from lib.coverage.rules.people import Absence, check_absence
from lib.errors import BadInput, NotFound, Refused
from lib.store import Database


@needs("coverage.edit")
def be_away(db: Database, absence: Absence, *, by: User) -> int:
    """Record that somebody is away and give the record's id; a colleague may do it for somebody who is ill."""
    check_absence(absence)
    if cover_events(db).filter(login=absence.login).is_empty():
        raise BadInput("Say who is away.", field="who")
    first, last = absence.first_on.isoformat(), absence.last_on.isoformat()
    same = "select 1 from absence where login = ? and first_on = ? and last_on = ? and starts_at is ?"
    if store.scalar(db, same, (absence.login, first, last, absence.starts_at)):
        raise Refused("This absence is recorded already.")
    values = {
        "login": absence.login, "first_on": first, "last_on": last, "starts_at": absence.starts_at,
        "ends_at": absence.ends_at, "reason": absence.reason, "entered_by": by.login, "created_at": clock.stamp(),
    }  # fmt: skip
    store.insert_many(db, "absence", tuple(values), [tuple(values.values())])
    absence_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "coverage.be_away", f"absence:{absence_id}", {"first_on": first, "last_on": last})
    return absence_id


@needs("coverage.edit")
def be_back(db: Database, absence_id: int, *, by: User) -> None:
    """Take an absence back: one's own, one that one has recorded, or any for whoever keeps accounts."""
    found = store.rows(db, "select login, entered_by, first_on, last_on from absence where id = ?", (absence_id,))
    if not found:
        raise NotFound("This absence is not recorded any more.")
    row = found[0]
    if by.login not in (row["login"], row["entered_by"]) and not by.may("users.manage"):
        raise Refused("Only the person, whoever recorded it or the head of the office can take it back.")
    db.conn.execute("delete from absence where id = ?", (absence_id,))
    detail = {"first_on": row["first_on"], "last_on": row["last_on"]}
    audit.record(db, by, "coverage.be_back", f"absence:{absence_id}", detail)
