"""Handover protocols as they were issued, and what has come back since."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, files, store
from lib.access import User, needs
from lib.store import Database

ONE = """
select h.id, h.number, h.day, h.party_id, h.receiver, h.represented_by, h.purpose, h.event, h.condition, h.return_by,
    h.place_id, p.name as place, h.issued_by, h.over_limit, h.decision, h.paper, h.paper_sha256, h.created_at,
    not exists (
        select 1 from movement m left join movement o on o.reverses_id = m.id
        where m.handover_id = h.id and m.kind = 'V' and o.id is null
    ) as cancelled
from handover h join place p on p.id = h.place_id where h.id = ?"""
LINES = """
select m.item_id, i.code, i.name as item, i.unit, sum(m.quantity) filter (where m.kind = 'V') as quantity,
    max(m.unit_price) filter (where m.kind = 'V') as unit_price,
    coalesce(sum(m.quantity) filter (where m.kind = 'R' and o.id is null), 0) as returned
from movement m
join item i on i.id = m.item_id
left join movement o on o.reverses_id = m.id
where m.handover_id = ? and m.kind in ('V', 'R')
group by m.item_id order by min(m.id)"""
LINE_COLUMNS = {
    "item_id": pl.Int64,
    "code": pl.String,
    "item": pl.String,
    "unit": pl.String,
    "quantity": pl.Int64,
    "unit_price": pl.Int64,
    "returned": pl.Int64,
}
ALL = """
with line as (
    select m.handover_id, count(distinct m.item_id) filter (where m.kind = 'V') as items,
        sum(m.quantity) filter (where m.kind = 'V') as pieces,
        sum(m.quantity * m.unit_price) filter (where m.kind = 'V') as value,
        coalesce(sum(m.quantity) filter (where m.kind = 'V' and o.id is null), 0) as standing,
        coalesce(sum(m.quantity) filter (where m.kind = 'R' and o.id is null), 0) as returned
    from movement m left join movement o on o.reverses_id = m.id
    where m.handover_id is not null and m.kind in ('V', 'R') group by m.handover_id
)
select h.id, h.number, h.day, h.receiver, h.purpose, h.event, h.issued_by, h.return_by, line.items, line.pieces,
    line.value, case
        when line.standing = 0 then 'cancelled'
        when line.returned >= line.pieces then 'returned'
        when h.return_by < :today then 'late'
        when h.return_by is not null then 'lent'
        else 'given' end as state
from handover h join line on line.handover_id = h.id
where {where} order by h.year desc, h.seq desc"""
ALL_COLUMNS = {
    "id": pl.Int64,
    "number": pl.String,
    "day": pl.Date,
    "receiver": pl.String,
    "purpose": pl.String,
    "event": pl.String,
    "issued_by": pl.String,
    "return_by": pl.Date,
    "items": pl.Int64,
    "pieces": pl.Int64,
    "value": pl.Int64,
    "state": pl.String,
}


@dataclass(frozen=True)
class Handover:
    """A protocol as it was issued. `paper` names its frozen PDF in the store of files."""

    id: int
    number: str
    day: str
    party_id: int
    receiver: str
    represented_by: str
    purpose: str
    event: str
    condition: str
    return_by: str | None
    place_id: int
    place: str
    issued_by: str
    over_limit: bool
    decision: str
    paper: str
    paper_sha256: str
    created_at: str
    cancelled: bool


@needs("stock.read")
def handover(db: Database, handover_id: int, *, by: User) -> Handover:
    """One protocol, or NotFound."""
    return issued(db, handover_id)


def issued(db: Database, handover_id: int) -> Handover:
    """`handover` for the room's own actions, which have already checked who asks."""
    found = store.one(db, Handover, ONE, (handover_id,))
    return store.existing(found, "This handover protocol does not exist.")


@needs("stock.read")
def handover_lines(db: Database, handover_id: int, *, by: User) -> pl.DataFrame:
    """The lines of a protocol with what came back: item_id, code, item, unit, quantity, unit_price, returned."""
    return lines(db, handover_id)


def lines(db: Database, handover_id: int) -> pl.DataFrame:
    """`handover_lines` for the room's own actions."""
    return store.frame(db, LINES, LINE_COLUMNS, (handover_id,))


@needs("stock.read")
def handovers(db: Database, year: int | None = None, *, by: User) -> pl.DataFrame:
    """The protocols of a year (this one when not said), newest first, with a state:
    given, lent, late (lent and not back in time), returned, cancelled."""
    today: dt.date = clock.today()
    asked = {"year": year or today.year, "today": today.isoformat()}
    return store.frame(db, ALL.format(where="h.year = :year"), ALL_COLUMNS, asked)


@needs("stock.read")
def handovers_of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The protocols by which items were handed out for an event; the same columns."""
    asked = {"event": event_id, "today": clock.today().isoformat()}
    return store.frame(db, ALL.format(where="h.event_id = :event"), ALL_COLUMNS, asked)


@needs("stock.read")
def paper(db: Database, handover_id: int, *, by: User) -> bytes:
    """The PDF exactly as it was issued; Unavailable when the file is not what was frozen."""
    return files.read(issued(db, handover_id).paper)
