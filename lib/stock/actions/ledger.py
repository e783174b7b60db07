"""The only way into the ledger: movements are appended, all of them or none, and no balance ever falls below zero."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lib import clock, store
from lib.czech import dates
from lib.errors import Refused
from lib.stock.actions.reservations import left_to_promise, shrink
from lib.stock.queries.items import card
from lib.store import Database


class Entry(NamedTuple):
    """One row to append; the fields are the columns of `movement`. `day` is ISO text, money haléře."""

    kind: str
    day: str
    item_id: int
    quantity: int
    unit_price: int
    from_place_id: int | None = None
    to_place_id: int | None = None
    party_id: int | None = None
    purpose: str = ""
    handed_by: str = ""
    received_by: str = ""
    handover_id: int | None = None
    reverses_id: int | None = None
    corrects_id: int | None = None
    note: str = ""
    source: str | None = None


# Judged at the end of each day: what came and went on one day may have been written down in any order.
OVERDRAWN = """
with flow as (
    select item_id, to_place_id as place_id, day, quantity as delta from movement
    where to_place_id is not null and item_id in (select value from json_each(:items))
    union all
    select item_id, from_place_id, day, -quantity from movement
    where from_place_id is not null and item_id in (select value from json_each(:items))
), running as (
    select item_id, place_id, day, sum(sum(delta)) over (partition by item_id, place_id order by day) as balance
    from flow group by item_id, place_id, day
)
select item_id, place_id, min(day) as day, min(balance) as balance from running where balance < 0
group by item_id, place_id limit 1"""


def append(db: Database, entries: Sequence[Entry]) -> list[int]:
    """Append movements and give their ids in order. Refused, and nothing is appended, when at the end of any day,
    past ones too, an item would have less than nothing in a place, or when pieces promised to an event would be
    handed out to somebody else. The write lock makes the check and the deed one."""
    first = store.scalar(db, "select coalesce(max(id), 0) + 1 from movement")
    at = clock.stamp()
    db.conn.execute("savepoint ledger")
    store.insert_many(db, "movement", (*Entry._fields, "created_at"), ((*entry, at) for entry in entries))
    overdrawn = store.rows(db, OVERDRAWN, {"items": json.dumps(sorted({entry.item_id for entry in entries}))})
    broken = [] if overdrawn else _broken_promises(db, entries)
    refused = bool(overdrawn or (broken and _is_hand_out(entries)))
    if refused:
        db.conn.execute("rollback to ledger")
    db.conn.execute("release ledger")
    if overdrawn:
        raise _refusal(db, entries, **overdrawn[0])
    if refused:
        raise _promised(db, entries, broken[0])
    for item_id in broken:
        shrink(db, item_id)
    return list(range(first, first + len(entries)))


def _broken_promises(db: Database, entries: Iterable[Entry]) -> list[int]:
    """The items of which more is promised than there is now."""
    promised = store.rows(db, "select distinct item_id from reservation where state = 'held'")
    touched = {entry.item_id for entry in entries} & {row["item_id"] for row in promised}
    return sorted(item_id for item_id in touched if left_to_promise(db, item_id) < 0)


def _is_hand_out(entries: Iterable[Entry]) -> bool:
    """Somebody stands at the counter now; rows of a spreadsheet tell what has happened and are not refused for it."""
    return any(entry.kind == "V" and entry.source is None for entry in entries)


def _promised(db: Database, entries: Iterable[Entry], item_id: int) -> Refused:
    wanted = sum(entry.quantity for entry in entries if entry.item_id == item_id)
    return Refused(
        "Only {left} pieces of {item} are free; the others are promised to events. Choose the event, or release some.",
        left=max(0, left_to_promise(db, item_id)),
        item=card(db, item_id).name,
        wanted=wanted,
    )


def _refusal(db: Database, entries: Iterable[Entry], *, item_id: int, place_id: int, day: str, balance: int) -> Refused:
    out = [entry for entry in entries if (entry.item_id, entry.from_place_id) == (item_id, place_id)]
    left = max(0, balance + sum(entry.quantity for entry in out))
    facts = {
        "left": left,
        "item": card(db, item_id).name,
        "place": store.scalar(db, "select name from place where id = ?", (place_id,)),
    }
    if all(entry.day < day for entry in out):
        return Refused(
            "Only {left} pieces of {item} can go from {place}: the others were needed later, on {day}.",
            **facts,
            day=dates.date(dt.date.fromisoformat(day)),
        )
    return Refused("Only {left} pieces of {item} are left in {place}.", **facts)


def reversals(db: Database, movement_ids: Iterable[int], note: str, by_name: str) -> list[Entry]:
    """Rows that take movements back on the day on which they were, so that balances of all days are right again.

    Movements that were already taken back are passed over.
    """
    found = store.rows(
        db,
        "select * from movement m where id in (select value from json_each(?)) and kind <> 'O'"
        " and not exists (select 1 from movement o where o.reverses_id = m.id) order by id",
        (json.dumps(list(movement_ids)),),
    )
    return [_reversal(row, note, by_name) for row in found]


def _reversal(row: dict[str, Any], note: str, by_name: str) -> Entry:
    kept = {
        name: row[name] for name in ("day", "item_id", "quantity", "unit_price", "party_id", "purpose", "handover_id")
    }
    turned = {"from_place_id": row["to_place_id"], "to_place_id": row["from_place_id"]}
    return Entry("O", **kept, **turned, handed_by=by_name, reverses_id=row["id"], note=note)
