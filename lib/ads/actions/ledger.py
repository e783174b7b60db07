"""The ledger of an order: every step and change, who did it and why."""

import json
from collections.abc import Mapping
from typing import Any

from lib import clock, store
from lib.access import SYSTEM, User
from lib.ads.queries.orders import Order
from lib.ads.words import field_word
from lib.czech import dates
from lib.errors import Conflict
from lib.store import Database


def write(
    db: Database,
    order_id: int,
    what: str,
    state: str,
    *,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
    by: User,
) -> None:
    """A line of the ledger: `what` is added, edited, step, consent, invoiced or paid. Raises the order's `sequence`."""
    now = clock.stamp()
    sequence = store.scalar(
        db,
        "update ad_order set sequence = sequence + 1, updated_at = ? where id = ? returning sequence",
        (now, order_id),
    )
    db.conn.execute(
        "insert into ad_order_step (order_id, what, state, sequence, changes, reason, at, by)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (order_id, what, state, sequence, json.dumps(changes or {}, ensure_ascii=False), reason.strip(), now, by.login),
    )


def refuse_stale(db: Database, now: Order, started_from: int) -> None:
    """Conflict that says who changed what since the person began."""
    if now.sequence == started_from:
        return
    found = store.rows(
        db,
        "select s.*, coalesce(u.name, s.by) as name from ad_order_step s left join user u on u.login = s.by"
        " where order_id = ? and sequence > ? order by s.id",
        (now.id, started_from),
    )
    changed = {field_word(name) for step in found for name in json.loads(step["changes"])}
    if any(step["what"] == "step" for step in found):
        changed.add(field_word("state"))
    raise Conflict(
        "{name} changed this order at {time}: {changes}. Look at it again; what you typed stays on the screen.",
        name=SYSTEM.name if found[-1]["by"] == SYSTEM.login else found[-1]["name"],
        time=dates.time(clock.prague(found[-1]["at"])),
        changes=", ".join(sorted(changed)) or field_word("money"),
    )
