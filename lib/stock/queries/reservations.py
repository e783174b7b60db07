"""What is promised to events, and what can still be promised: the balance less everything that is held.

A reservation holds its pieces until the end of its last day; the day after they are free even before the worker
says so in the record.
"""

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.store import Database

_SELECT = """
select r.id, r.item_id, i.name as item, i.code, i.unit, i.purchase_price, r.event_id, e.title as event, e.starts_on,
    r.asked, r.quantity, r.until, case when r.state = 'held' and r.until < :today then 'expired' else r.state end as state,
    r.note, r.reason, coalesce(u.name, r.created_by) as created_by, r.created_at, r.closed_at
from reservation r join item i on i.id = r.item_id join event e on e.id = r.event_id
left join user u on u.login = r.created_by
"""  # noqa: E501
ALL = _SELECT + " order by r.state <> 'held', e.starts_on, i.name collate CZECH, r.id"
OF_EVENT = _SELECT + " where r.event_id = :event order by r.state <> 'held', i.name collate CZECH, r.id"
CLOSED_BY_ITSELF = (
    _SELECT + " where r.closed_by = 'system' and r.closed_at >= :since order by r.closed_at desc, r.id desc limit 20"
)
SCHEMA = {
    "id": pl.Int64,
    "item_id": pl.Int64,
    "item": pl.String,
    "code": pl.String,
    "unit": pl.String,
    "purchase_price": pl.Int64,
    "event_id": pl.Int64,
    "event": pl.String,
    "starts_on": pl.Date,
    "asked": pl.Int64,
    "quantity": pl.Int64,
    "until": pl.Date,
    "state": pl.String,
    "note": pl.String,
    "reason": pl.String,
    "created_by": pl.String,
    "created_at": pl.String,
    "closed_at": pl.String,
}
PROMISED = """
select item_id, sum(quantity) as reserved from reservation where state = 'held' and until >= ? group by item_id"""
AVAILABLE = """
select item.id as item_id, name, code, unit, coalesce(here, 0) as balance, coalesce(promised, 0) as reserved,
    coalesce(here, 0) - coalesce(promised, 0) as available
from item
left join (
    select item_id, sum(quantity * ((to_place_id is not null) - (from_place_id is not null))) as here
    from movement group by item_id
) on item_id = item.id
left join (
    select item_id as held_item, sum(quantity) as promised from reservation
    where state = 'held' and until >= ? group by item_id
) on held_item = item.id
where not retired order by name collate CZECH"""


@needs("stock.read")
def reservations(db: Database, *, by: User) -> pl.DataFrame:
    """All reservations, those that hold first; `quantity` is what is still promised of `asked`."""
    return store.frame(db, ALL, SCHEMA, {"today": _today()})


@needs("stock.read")
def reservations_of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The reservations of an event, those that hold first."""
    return store.frame(db, OF_EVENT, SCHEMA, {"today": _today(), "event": event_id})


@needs("stock.read")
def closed_by_themselves(db: Database, since: str, *, by: User) -> pl.DataFrame:
    """Reservations that ended without a person since a moment (UTC stamp): their day passed, or pieces were missing."""
    return store.frame(db, CLOSED_BY_ITSELF, SCHEMA, {"today": _today(), "since": since})


@needs("stock.read")
def available(db: Database, *, by: User) -> pl.DataFrame:
    """Items in use with what can be promised: item_id, name, code, unit, balance, reserved, available."""
    numbers = dict.fromkeys(("balance", "reserved", "available"), pl.Int64)
    schema = {"item_id": pl.Int64, "name": pl.String, "code": pl.String, "unit": pl.String} | numbers
    return store.frame(db, AVAILABLE, schema, (_today(),))


def promised(db: Database) -> pl.DataFrame:
    """item_id and `reserved`, the pieces that are held now; for the room's own questions."""
    return store.frame(db, PROMISED, {"item_id": pl.Int64, "reserved": pl.Int64}, (_today(),))


def _today() -> str:
    return clock.today().isoformat()
