"""What the ledger says: balances today or on a past day, and movements with the balance after each of them.

A balance is never stored. It is what came in less what went out, in one walk through the index `movement_balance`.
"""

import datetime as dt

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.store import Database

BALANCES = """
with flow as materialized (
    select item_id, from_place_id, to_place_id, sum(quantity) as quantity
    from movement {until} group by item_id, from_place_id, to_place_id
)
select item_id, place_id, sum(quantity) as quantity from (
    select item_id, to_place_id as place_id, quantity from flow where to_place_id is not null
    union all
    select item_id, from_place_id, -quantity from flow where from_place_id is not null
) group by item_id, place_id"""

MOVEMENTS = """
select m.id, m.day, m.kind, m.item_id, i.code, i.name as item, m.quantity, i.unit, m.unit_price,
    f.name as from_place, t.name as to_place, coalesce(h.receiver, p.name, '') as party, m.purpose,
    m.handed_by, m.received_by, m.handover_id, h.number as handover, m.note, m.created_at,
    m.kind <> 'O' and o.id is not null as reversed, m.reverses_id,
    m.kind <> 'O' and o.id is null and m.handover_id is null as reversible
from movement m
join item i on i.id = m.item_id
left join place f on f.id = m.from_place_id
left join place t on t.id = m.to_place_id
left join party p on p.id = m.party_id
left join handover h on h.id = m.handover_id
left join movement o on o.reverses_id = m.id
where {where} order by m.day desc, m.id desc"""
MOVEMENT_COLUMNS = {
    "id": pl.Int64,
    "day": pl.Date,
    "kind": pl.String,
    "item_id": pl.Int64,
    "code": pl.String,
    "item": pl.String,
    "quantity": pl.Int64,
    "unit": pl.String,
    "unit_price": pl.Int64,
    "from_place": pl.String,
    "to_place": pl.String,
    "party": pl.String,
    "purpose": pl.String,
    "handed_by": pl.String,
    "received_by": pl.String,
    "handover_id": pl.Int64,
    "handover": pl.String,
    "note": pl.String,
    "created_at": pl.String,
    "reversed": pl.Boolean,
    "reverses_id": pl.Int64,
    "reversible": pl.Boolean,
}
BALANCE_AFTER = """
select id, sum(delta) over (order by day, delta < 0, id) as balance from (
    select id, day, quantity * ((to_place_id is not null) - (from_place_id is not null)) as delta
    from movement where item_id = ?
)"""
DAILY = """
select day, sum(sum(delta)) over (order by day) as balance from (
    select day, quantity * ((to_place_id is not null) - (from_place_id is not null)) as delta
    from movement where item_id = ?
) group by day order by day"""


@needs("stock.read")
def balances(db: Database, on: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """Pieces of each item in each place at the end of a day (now when not said): item_id, place_id, quantity.

    Where nothing has ever moved there is no row.
    """
    sql = BALANCES.format(until="" if on is None else "where day <= :on")
    schema = {"item_id": pl.Int64, "place_id": pl.Int64, "quantity": pl.Int64}
    return store.frame(db, sql, schema, () if on is None else {"on": on.isoformat()})


@needs("stock.read")
def movements(db: Database, year: int | None = None, *, by: User) -> pl.DataFrame:
    """All movements of a year (this one when not said), newest first. `reversible` ones may be taken back singly."""
    year = year or clock.today().year
    return _movements(db, "m.day between ? and ?", (f"{year}-01-01", f"{year}-12-31"))


@needs("stock.read")
def movements_of(db: Database, item_id: int, *, by: User) -> pl.DataFrame:
    """All movements of an item, newest first, each with `balance`: what the item had then in all places together.

    Within a day goods count as coming in before they go out, as in the check that lets no balance fall below zero.
    """
    after = store.frame(db, BALANCE_AFTER, {"id": pl.Int64, "balance": pl.Int64}, (item_id,))
    return _movements(db, "m.item_id = ?", (item_id,)).join(after, on="id", how="left", maintain_order="left")


@needs("stock.read")
def daily_balance(db: Database, item_id: int, *, by: User) -> pl.DataFrame:
    """The item's balance in all places at the end of each day on which it moved: day, balance."""
    return store.frame(db, DAILY, {"day": pl.Date, "balance": pl.Int64}, (item_id,))


def _movements(db: Database, where: str, params: tuple[object, ...]) -> pl.DataFrame:
    return store.frame(db, MOVEMENTS.format(where=where), MOVEMENT_COLUMNS, params)
