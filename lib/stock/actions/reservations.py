"""Promising pieces to events. What is promised is never more than what there is, whoever asks at the same time.

The write lock makes each check and its deed one. A hand-out that would eat into a promise is refused; what is lost,
counted away or taken back as a mistake is gone whatever was promised, so the youngest promises shrink and say so.
"""

import datetime as dt
from typing import Any

from lib import audit, clock, settings, store
from lib.access import SYSTEM, User, needs
from lib.errors import BadInput, Refused
from lib.i18n import N
from lib.stock import rules
from lib.stock.queries.items import Item, card
from lib.store import Database

_LEFT = """
select coalesce((select sum(quantity * ((to_place_id is not null) - (from_place_id is not null)))
    from movement where item_id = :item), 0)
  - coalesce((select sum(quantity) from reservation where item_id = :item and state = 'held' and until >= :today), 0)"""
_HELD = "select * from reservation where state = 'held' and until >= :today"
LOST = N("Fewer pieces are left than were promised: they were lost, counted away or taken back.")
PASSED = N("The event is over and nobody came for the pieces.")


def left_to_promise(db: Database, item_id: int) -> int:
    """Pieces that are neither promised nor gone; negative only inside `ledger.append`, which mends it."""
    return int(store.scalar(db, _LEFT, {"item": item_id, "today": _today()}))


@needs("stock.reserve")
def reserve(
    db: Database,
    item_id: int,
    quantity: int,
    *,
    event_id: int,
    until: dt.date | None = None,
    note: str = "",
    by: User,
) -> int:
    """Promise pieces to an event and give the reservation's id. Without `until` they are held for
    `stock.reservation_days` after the event's last day. Refused for more than can be promised, and for an event that
    is called off: nobody would release it."""
    rules.check_quantity(quantity)
    item = card(db, item_id)
    if item.retired:
        raise Refused("{item} is retired. Put the card back into use first.", item=item.name)
    last = until or _last_day(db, event_id)
    if last < clock.today():
        raise BadInput("The event is over. Hand the items out instead of reserving them.", field="until")
    _refuse_called_off(db, event_id)
    _refuse_beyond(db, item, quantity)
    row = db.conn.execute(
        "insert into reservation (item_id, event_id, asked, quantity, until, note, created_by, created_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?) returning id",
        (item_id, event_id, quantity, quantity, last.isoformat(), note.strip(), by.login, clock.stamp()),
    ).fetchone()
    audit.record(db, by, "stock.reserve", f"event:{event_id}", {"item": item.name, "quantity": quantity})
    return int(row[0])


@needs("stock.reserve")
def change_reserved(db: Database, reservation_id: int, quantity: int, *, by: User) -> None:
    """Promise more or fewer pieces of the same item."""
    rules.check_quantity(quantity)
    now = _held(db, reservation_id)
    _refuse_beyond(db, card(db, now["item_id"]), quantity - now["quantity"])
    asked = now["asked"] - now["quantity"] + quantity
    db.conn.execute("update reservation set quantity = ?, asked = ? where id = ?", (quantity, asked, reservation_id))
    detail = {"before": now["quantity"], "after": quantity}
    audit.record(db, by, "stock.change_reserved", f"event:{now['event_id']}", detail)


@needs("stock.reserve")
def release(db: Database, reservation_id: int, *, reason: str = "", by: User) -> None:
    """Give the promised pieces back to the cupboard."""
    now = _held(db, reservation_id)
    _close(db, now, "released", reason.strip(), by)


@needs("stock.reserve")
def release_of(db: Database, event_id: int, reason: str, *, by: User) -> int:
    """Give back everything that is promised to an event; gives how many pieces that were."""
    held = store.rows(db, "select * from reservation where state = 'held' and event_id = ?", (event_id,))
    for row in held:
        _close(db, row, "released", reason.strip(), by)
    return sum(row["quantity"] for row in held)


@needs("stock.reserve")
def replan_of(db: Database, event_id: int, *, by: User) -> int:
    """After an event moved: its promises hold until the new day. Gives how many were changed; Refused when pieces
    whose day had passed were promised to somebody else meanwhile."""
    last = _last_day(db, event_id)
    held = store.rows(db, "select * from reservation where state = 'held' and event_id = ?", (event_id,))
    for row in held:
        if row["until"] < _today() <= last.isoformat():
            _refuse_beyond(db, card(db, row["item_id"]), row["quantity"])
        db.conn.execute("update reservation set until = ? where id = ?", (last.isoformat(), row["id"]))
    if held:
        audit.record(db, by, "stock.replan_reserved", f"event:{event_id}", {"until": last.isoformat()})
    return len(held)


@needs("stock.reserve")
def release_past(db: Database, *, by: User) -> int:
    """Close the promises whose last day is over, each with its entry in the record; gives how many."""
    past = store.rows(db, "select * from reservation where state = 'held' and until < ?", (_today(),))
    for row in past:
        _close(db, row, "expired", PASSED, by)
    return len(past)


def take_promised(db: Database, event_id: int, lines: list[rules.Line], by: User) -> None:
    """A hand-out for an event takes from what was promised to it; for the room's own `hand_out`."""
    for line in lines:
        wanted = line.quantity
        for row in store.rows(db, f"{_HELD} and event_id = :event and item_id = :item order by id",
                              {"today": _today(), "event": event_id, "item": line.item_id}):  # fmt: skip
            taken = min(wanted, row["quantity"])
            wanted -= taken
            if taken == row["quantity"]:
                _close(db, row, "fulfilled", "", by)
            elif taken:
                db.conn.execute("update reservation set quantity = quantity - ? where id = ?", (taken, row["id"]))


def shrink(db: Database, item_id: int) -> None:
    """Make the promises of an item fit what is left, the youngest first; what ends so says why."""
    missing = -left_to_promise(db, item_id)
    for row in store.rows(db, f"{_HELD} and item_id = :item order by id desc", {"today": _today(), "item": item_id}):
        if missing <= 0:
            return
        lost = min(missing, row["quantity"])
        missing -= lost
        if lost == row["quantity"]:
            _close(db, row, "released", LOST, SYSTEM)
        else:
            db.conn.execute(
                "update reservation set quantity = quantity - ?, reason = ? where id = ?", (lost, LOST, row["id"])
            )
            detail = {"item": card(db, item_id).name, "lost": lost}
            audit.record(db, SYSTEM, "stock.shrink_reserved", f"event:{row['event_id']}", detail)


def _refuse_beyond(db: Database, item: Item, more: int) -> None:
    left = left_to_promise(db, item.id)
    if more > left:
        raise Refused(
            "Only {left} pieces of {item} can be promised; the others are gone or promised already.",
            left=max(0, left),
            item=item.name,
            field="quantity",
        )


def _refuse_called_off(db: Database, event_id: int) -> None:
    title = store.scalar(db, "select title from event where id = ? and state = 'cancelled'", (event_id,))
    if title is not None:
        raise Refused("{event} is called off. Nothing can be promised to it.", event=title)


def _held(db: Database, reservation_id: int) -> dict[str, Any]:
    found = store.rows(db, "select * from reservation where id = ?", (reservation_id,))
    row = store.existing(found[0] if found else None, "This reservation does not exist.")
    if row["state"] != "held":
        raise Refused("This reservation has ended already.")
    return row


def _close(db: Database, row: dict[str, Any], state: str, reason: str, by: User) -> None:
    db.conn.execute(
        "update reservation set state = ?, reason = ?, closed_by = ?, closed_at = ? where id = ?",
        (state, reason, by.login, clock.stamp(), row["id"]),
    )
    detail = {"item": card(db, row["item_id"]).name, "quantity": row["quantity"], "reason": reason}
    audit.record(db, by, f"stock.reservation_{state}", f"event:{row['event_id']}", detail)


def _last_day(db: Database, event_id: int) -> dt.date:
    ends = store.scalar(db, "select ends_on from event where id = ?", (event_id,))
    day = dt.date.fromisoformat(store.existing(ends, "This event does not exist."))
    return day + dt.timedelta(days=settings.value(db, "stock.reservation_days"))


def _today() -> str:
    return clock.today().isoformat()
