"""What was brought from an event: several deliveries may answer one wish."""

from dataclasses import asdict
from typing import Any

from lib import audit, clock, store
from lib.access import User, needs
from lib.coverage.queries.plan import one
from lib.coverage.rules.plan import Delivered, tidy
from lib.errors import BadInput, NotFound
from lib.store import Database


@needs("coverage.edit")
def deliver(db: Database, coverage_id: int, delivered: Delivered, *, assignment_id: int | None = None, by: User) -> int:
    """Record what was brought and give the delivery's id; there may be several.

    Without `assignment_id` it is the one of the person who delivers, or the only one there is. The author is the
    person assigned when nobody else is named.
    """
    coverage, brought = one(db, coverage_id), tidy(delivered)
    whose = _delivering(db, coverage_id, assignment_id, by)
    author = brought.author or (whose["name"] if whose else by.name)
    values = {
        **asdict(brought), "author": author, "coverage_id": coverage_id, "assignment_id": whose and whose["id"],
        "delivered_at": clock.stamp(), "delivered_by": by.login,
    }  # fmt: skip
    store.insert_many(db, "delivery", tuple(values), [tuple(values.values())])
    delivery_id = int(store.scalar(db, "select last_insert_rowid()"))
    if whose and whose["state"] == "offered":
        db.conn.execute(
            "update assignment set state = 'accepted', answered_at = ? where id = ?", (clock.stamp(), whose["id"])
        )
    detail = {"kind": coverage.kind, "what": brought.what, "link": brought.link, "count": brought.count}
    audit.record(db, by, "coverage.deliver", f"event:{coverage.event_id}", detail)
    return delivery_id


@needs("coverage.edit")
def take_back(db: Database, delivery_id: int, reason: str, *, by: User) -> None:
    """Take a delivery back that was recorded by mistake; it stays in the store with the reason."""
    because = " ".join(reason.split())
    if not because:
        raise BadInput("Say why the delivery is taken back.", field="reason")
    row = store.rows(
        db,
        """select c.event_id, c.kind, d.withdrawn_at from delivery d join coverage c on c.id = d.coverage_id
        where d.id = ?""",
        (delivery_id,),
    )
    if not row or row[0]["withdrawn_at"]:
        raise NotFound("This delivery is not there any more.")
    db.conn.execute(
        "update delivery set withdrawn_at = ?, withdrawn_because = ? where id = ?",
        (clock.stamp(), because, delivery_id),
    )
    detail = {"kind": row[0]["kind"], "reason": because}
    audit.record(db, by, "coverage.take_back", f"event:{row[0]['event_id']}", detail)


def _delivering(db: Database, coverage_id: int, assignment_id: int | None, by: User) -> dict[str, Any] | None:
    """The assignment that a delivery answers: the named one, one's own, or the only one."""
    live = store.rows(
        db,
        """select id, login, name, state from assignment
        where coverage_id = ? and (id = ? or state in ('offered', 'accepted')) order by id""",
        (coverage_id, assignment_id),
    )
    if assignment_id is not None:
        return next((row for row in live if row["id"] == assignment_id), None)
    own = [row for row in live if row["login"] == by.login]
    return own[0] if own else live[0] if len(live) == 1 else None
