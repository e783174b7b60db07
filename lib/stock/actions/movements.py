"""Movements that need no protocol: receipts, transfers, losses, stocktakes, and taking a mistake back."""

import datetime as dt
from typing import Any

from lib import audit, clock, contacts, store
from lib.access import User, needs
from lib.errors import BadInput, NotFound, Refused
from lib.stock import rules
from lib.stock.actions.ledger import Entry, append, reversals
from lib.stock.queries.items import Item, card
from lib.store import Database


@needs("stock.move")
def receive(
    db: Database,
    item_id: int,
    quantity: int,
    *,
    to_place: int,
    day: dt.date | None = None,
    unit_price: int | None = None,
    supplier: str = "",
    note: str = "",
    by: User,
) -> int:
    """Take goods in and give the movement's id. Without a price (haléře) the one of the card holds."""
    item = offered(db, item_id)
    price = item.purchase_price if unit_price is None else unit_price
    if price < 0:
        raise BadInput("The price cannot be negative.", field="unit_price")
    party = contacts.find_or_add(db, supplier, by=by) if supplier.strip() else None
    entry = _entry(
        "P", item, quantity, day, price, to_place_id=to_place, party_id=party, note=note, received_by=by.name
    )
    return _append(db, entry, by, "stock.receive")


@needs("stock.move")
def move(
    db: Database,
    item_id: int,
    quantity: int,
    *,
    from_place: int,
    to_place: int,
    day: dt.date | None = None,
    note: str = "",
    by: User,
) -> int:
    """Carry goods from one place to another and give the movement's id."""
    rules.check_transfer(from_place, to_place)
    item = card(db, item_id)
    places = {"from_place_id": from_place, "to_place_id": to_place}
    entry = _entry("T", item, quantity, day, item.purchase_price, **places, note=note, handed_by=by.name)
    return _append(db, entry, by, "stock.move")


@needs("stock.move")
def write_off(
    db: Database,
    item_id: int,
    quantity: int,
    *,
    from_place: int,
    reason: str,
    day: dt.date | None = None,
    by: User,
) -> int:
    """Write off what was lost or damaged and give the movement's id. The reason is kept with the movement."""
    if not reason.strip():
        raise BadInput("Say what happened: lost, broken, past its date…", field="note")
    item = card(db, item_id)
    entry = _entry(
        "Z", item, quantity, day, item.purchase_price, from_place_id=from_place, note=reason.strip(), handed_by=by.name
    )
    return _append(db, entry, by, "stock.write_off")


@needs("stock.move")
def stocktake(
    db: Database,
    item_id: int,
    counted: int,
    *,
    place: int,
    day: dt.date | None = None,
    note: str = "",
    by: User,
) -> int:
    """Write down how many pieces were counted in a place and give the difference (counted less the ledger's balance).

    A difference becomes a movement; none is only noted in the record of changes.
    """
    if counted < 0:
        raise BadInput("The quantity cannot be negative.", field="quantity")
    item, on = card(db, item_id), day or clock.today()
    difference = counted - _balance(db, item_id, place, on)
    if difference:
        side = {"to_place_id" if difference > 0 else "from_place_id": place}
        append(db, [_entry("I", item, abs(difference), on, item.purchase_price, **side, note=note, handed_by=by.name)])
    rules.check_day(on, clock.today())
    audit.record(
        db, by, "stock.stocktake", f"item:{item_id}", {"place": place, "counted": counted, "difference": difference}
    )
    return difference


@needs("stock.move")
def reverse(db: Database, movement_id: int, *, reason: str = "", by: User) -> int:
    """Take a wrong movement back by a row that names it, and give that row's id.

    Refused for lines of a protocol (the protocol is cancelled, or goods are returned), for what was already taken
    back, and when the pieces are no longer there.
    """
    row = store.rows(db, "select kind, item_id, handover_id from movement where id = ?", (movement_id,))
    if not row:
        raise NotFound("This movement does not exist.")
    if row[0]["kind"] == "O":
        raise Refused("This row already is a correction. Record the movement again instead.")
    if row[0]["handover_id"]:
        raise Refused("This movement belongs to a handover protocol. Cancel the protocol or take goods back on it.")
    entries = reversals(db, [movement_id], reason.strip(), by.name)
    if not entries:
        raise Refused("This movement was already taken back.")
    (reversal,) = append(db, entries)
    audit.record(db, by, "stock.reverse", f"item:{row[0]['item_id']}", {"movement": movement_id, "reason": reason})
    return reversal


def offered(db: Database, item_id: int) -> Item:
    """The card of an item that is still in use; Refused for a retired one."""
    item = card(db, item_id)
    if item.retired:
        raise Refused("{item} is retired. Put the card back into use first.", item=item.name)
    return item


def _entry(kind: str, item: Item, quantity: int, day: dt.date | None, price: int, **more: Any) -> Entry:
    on = day or clock.today()
    rules.check_quantity(quantity)
    rules.check_day(on, clock.today())
    return Entry(kind, on.isoformat(), item.id, quantity, price, **more)


def _append(db: Database, entry: Entry, by: User, what: str) -> int:
    (movement_id,) = append(db, [entry])
    audit.record(db, by, what, f"item:{entry.item_id}", {"movement": movement_id, "quantity": entry.quantity})
    return movement_id


def _balance(db: Database, item_id: int, place_id: int, day: dt.date) -> int:
    return int(
        store.scalar(
            db,
            "select coalesce(sum(case when to_place_id = :place then quantity else -quantity end), 0) from movement"
            " where item_id = :item and day <= :day and :place in (from_place_id, to_place_id)",
            {"item": item_id, "place": place_id, "day": day.isoformat()},
        )
    )
