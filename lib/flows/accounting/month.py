"""The tax documents of a month, by their tax point: each by rates, less the advances that were taxed before (§ 37a)."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.store import Database

_ROWS = """
with part as (
    select invoice_id as id, rate, sum(base) as base, sum(vat) as vat from (
        select invoice_id, rate, base, vat from invoice_line
        union all
        select invoice_id, rate, -base, -vat from invoice_deposit)
    group by invoice_id, rate)
select i.id, i.number, i.kind, i.customer ->> '$.name' as customer, i.customer ->> '$.ico' as ico,
    i.customer ->> '$.dic' as dic, i.issued_on, coalesce(i.tax_point_on, i.issued_on) as tax_point_on, i.due_on,
    part.rate, part.base, part.vat, part.base + part.vat as total, coalesce(origin.number, '') as original, i.reason,
    coalesce(o.number, '') as order_number, i.vs, i.isdoc
from invoice i join part on part.id = i.id left join invoice origin on origin.id = i.original_id
left join ad_order o on o.id = i.order_id
where i.kind in ('invoice', 'advance_tax', 'credit', 'cash')
    and coalesce(i.tax_point_on, i.issued_on) >= :first and coalesce(i.tax_point_on, i.issued_on) < :next
order by coalesce(i.tax_point_on, i.issued_on), i.number, part.rate desc
"""
SCHEMA = {
    "id": pl.Int64, "number": pl.String, "kind": pl.String, "customer": pl.String, "ico": pl.String,
    "dic": pl.String, "issued_on": pl.Date, "tax_point_on": pl.Date, "due_on": pl.Date, "rate": pl.Int64,
    "base": pl.Int64, "vat": pl.Int64, "total": pl.Int64, "original": pl.String, "reason": pl.String,
    "order_number": pl.String, "vs": pl.String, "isdoc": pl.String,
}  # fmt: skip
_MONTHS = """
select distinct substr(coalesce(tax_point_on, issued_on), 1, 7) as month from invoice
where kind in ('invoice', 'advance_tax', 'credit', 'cash') order by month desc
"""


@dataclass(frozen=True)
class Month:
    """`rows`: a tax document at a rate each (columns of SCHEMA), money in haléře, what is corrected is negative."""

    first: dt.date
    rows: pl.DataFrame

    @property
    def name(self) -> str:
        """`2026-11`."""
        return f"{self.first:%Y-%m}"

    @property
    def documents(self) -> int:
        return self.rows["id"].n_unique()

    def by_rate(self) -> pl.DataFrame:
        """rate, documents, base, vat, total; the highest rate first."""
        return (
            self.rows.group_by("rate")
            .agg(pl.col("id").n_unique().alias("documents"), pl.col("base", "vat", "total").sum())
            .sort("rate", descending=True)
        )


@needs("invoices.read")
def months(db: Database, *, by: User) -> list[dt.date]:
    """First days of the months in which there is a tax document, the latest first."""
    return [dt.date.fromisoformat(f"{row['month']}-01") for row in store.rows(db, _MONTHS)]


@needs("invoices.read")
def month(db: Database, first: dt.date, *, by: User) -> Month:
    """The tax documents with their tax point in the month of a day."""
    first = first.replace(day=1)
    following = (first + dt.timedelta(days=31)).replace(day=1)
    days = {"first": first.isoformat(), "next": following.isoformat()}
    return Month(first, store.frame(db, _ROWS, SCHEMA, days))
