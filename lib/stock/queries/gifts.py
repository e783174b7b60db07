"""Who got what in a year, and for how much; what came back or was cancelled does not count."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, settings, store
from lib.access import User, needs
from lib.stock import rules
from lib.store import Database

GIVEN = """
select m.day, m.party_id, coalesce(p.name, '') as party, m.item_id, i.code, i.name as item, i.category, m.purpose,
    m.handover_id, case m.kind when 'V' then m.quantity else -m.quantity end as quantity,
    case m.kind when 'V' then m.quantity else -m.quantity end * m.unit_price as value
from movement m
join item i on i.id = m.item_id
left join party p on p.id = m.party_id
left join movement o on o.reverses_id = m.id
where m.kind in ('V', 'R') and o.id is null and m.day between ? and ?
order by m.day, m.id"""
GIVEN_COLUMNS = {
    "day": pl.Date,
    "party_id": pl.Int64,
    "party": pl.String,
    "item_id": pl.Int64,
    "code": pl.String,
    "item": pl.String,
    "category": pl.String,
    "purpose": pl.String,
    "handover_id": pl.Int64,
    "quantity": pl.Int64,
    "value": pl.Int64,
}
OF_RECEIVER = """
select count(distinct coalesce('h' || m.handover_id, 'd' || m.day)) filter (where m.kind = 'V') as requests,
    coalesce(sum(case m.kind when 'V' then 1 else -1 end * m.quantity * m.unit_price), 0) as value
from movement m left join movement o on o.reverses_id = m.id
where m.party_id = ? and m.kind in ('V', 'R') and o.id is null and m.day between ? and ?"""
MONTHLY = """
select cast(substr(m.day, 1, 4) as integer) as year, cast(substr(m.day, 6, 2) as integer) as month,
    sum(case m.kind when 'V' then m.quantity else -m.quantity end) as quantity,
    sum(case m.kind when 'V' then m.quantity else -m.quantity end * m.unit_price) as value
from movement m left join movement o on o.reverses_id = m.id
where m.kind in ('V', 'R') and o.id is null and (:item is null or m.item_id = :item)
group by 1, 2 order by 1, 2"""


@dataclass(frozen=True)
class OfYear:
    """What a receiver got in a calendar year: how many times, and for how much (haléře)."""

    requests: int
    value: int


@dataclass(frozen=True)
class Limit:
    """What a receiver would have got in a year with one more handover, and how much the office allows (haléře)."""

    requests: int
    value: int
    most_requests: int
    most_value: int

    @property
    def over(self) -> bool:
        """More than is allowed: a warning, a person decides."""
        return rules.over_limit(self.requests, self.value, self.most_requests, self.most_value)


@needs("stock.read")
def given(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """Every line that somebody got in a year; returns are lines with a negative quantity and value (haléře)."""
    return store.frame(db, GIVEN, GIVEN_COLUMNS, _whole(year))


@needs("stock.read")
def recipients(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """Receivers of a year, the biggest first: party_id, party, times, quantity, value (haléře), last (day)."""
    return _summed(given(db, year, by=by), "party_id", "party")


@needs("stock.read")
def items_given(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """Items given in a year, the dearest first: item_id, code, item, category, times, quantity, value, last."""
    return _summed(given(db, year, by=by), "item_id", "code", "item", "category")


@needs("stock.read")
def purposes(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """What for items were given in a year: purpose, times, quantity, value, last."""
    return _summed(given(db, year, by=by), "purpose")


@needs("stock.read")
def of_receiver(db: Database, party_id: int, year: int | None = None, *, by: User) -> OfYear:
    """What a receiver has got in a year (this one when not said). Lines of one protocol are one time;
    without a protocol all lines of a day are."""
    return got(db, party_id, year or clock.today().year)


def got(db: Database, party_id: int, year: int) -> OfYear:
    """`of_receiver` for the room's own actions."""
    found = store.one(db, OfYear, OF_RECEIVER, (party_id, *_whole(year)))
    return found or OfYear(0, 0)


@needs("stock.read")
def limit(db: Database, party_id: int, value: int, day: dt.date | None = None, *, by: User) -> Limit:
    """The receiver's year with one more handover worth `value` haléře, against the limits that hold on the day."""
    return with_one_more(db, party_id, value, day or clock.today())


def with_one_more(db: Database, party_id: int, value: int, day: dt.date) -> Limit:
    """`limit` for the room's own actions."""
    so_far = got(db, party_id, day.year)
    most = settings.value(db, "stock.requests_per_year", day), settings.value(db, "stock.limit_per_year", day)
    return Limit(so_far.requests + 1, so_far.value + value, *most)


@needs("stock.read")
def monthly_use(db: Database, item_id: int | None = None, *, by: User) -> pl.DataFrame:
    """What was given in each month, of one item or of all: year, month, quantity, value (haléře)."""
    schema = {"year": pl.Int64, "month": pl.Int64, "quantity": pl.Int64, "value": pl.Int64}
    return store.frame(db, MONTHLY, schema, {"item": item_id})


def _whole(year: int) -> tuple[str, str]:
    return f"{year}-01-01", f"{year}-12-31"


def _summed(lines: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Lines added up: how many times on different days or protocols, pieces, value and the last day."""
    out = pl.col("quantity") > 0
    occasion = pl.coalesce(pl.format("h{}", "handover_id"), pl.col("day").cast(pl.String))
    sums = lines.group_by(by).agg(
        occasion.filter(out).n_unique().cast(pl.Int64).alias("times"),
        pl.col("quantity", "value").sum(),
        pl.col("day").filter(out).max().alias("last"),
    )
    return sums.sort("value", *by, descending=[True, *[False] * len(by)], nulls_last=True)
