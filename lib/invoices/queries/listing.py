"""Many invoices at once: the list, those that wait for money, received advances that wait for their tax document."""

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.invoices import rules
from lib.invoices.rules.checks import DAYS_TO_ISSUE
from lib.store import Database

SUMS = """
coalesce(p.paid, 0) as paid, coalesce(c.credited, 0) as credited,
case when i.kind in ('invoice', 'advance', 'cash', 'basis') and w.invoice_id is null
    then i.total + i.rounding - coalesce(p.paid, 0) + coalesce(c.credited, 0) else 0 end as open
"""
JOINS = """
from invoice i
left join (select invoice_id, sum(amount) as paid from payment group by invoice_id) p on p.invoice_id = i.id
left join (select original_id, sum(total + rounding) as credited from invoice where kind = 'credit'
    group by original_id) c on c.original_id = i.id
left join invoice_withdrawn w on w.invoice_id = i.id
left join invoice_hold h on h.invoice_id = i.id
left join finance_number f on f.invoice_id = i.id
left join ad_order o on o.id = i.order_id
"""
_ALL = f"""
select i.id, i.number, i.kind, i.party_id, i.customer ->> '$.name' as customer, i.customer ->> '$.ico' as ico,
    i.issued_on, i.tax_point_on, i.due_on, i.base, i.vat, i.total, {SUMS}, coalesce(o.number, '') as order_number,
    h.invoice_id is not null as held, w.invoice_id is not null as withdrawn, coalesce(f.number, '') as finance_number,
    i.payment, i.issued_by
{JOINS} order by i.issued_on desc, i.id desc
"""
INVOICES = {
    "id": pl.Int64, "number": pl.String, "kind": pl.String, "party_id": pl.Int64, "customer": pl.String,
    "ico": pl.String, "issued_on": pl.Date, "tax_point_on": pl.Date, "due_on": pl.Date, "base": pl.Int64,
    "vat": pl.Int64, "total": pl.Int64, "paid": pl.Int64, "credited": pl.Int64, "open": pl.Int64,
    "order_number": pl.String, "held": pl.Boolean, "withdrawn": pl.Boolean, "finance_number": pl.String,
    "payment": pl.String, "issued_by": pl.String,
}  # fmt: skip
# Its ads are all invoiced (or cancelled): the money is asked for there.
_SPENT = """(
    select coalesce(min(ad.invoice_number <> '' or ad.cancelled), 0) from invoice_line l join ad on ad.id = l.ad_id
    where l.invoice_id = i.id)"""
_OPEN = f"""
select i.id, i.number, coalesce(f.vs, i.vs) as vs, debtor.id as party_id, i.customer ->> '$.name' as customer,
    debtor.account, i.total + i.rounding as total, {SUMS}, i.due_on
{JOINS} join party on party.id = i.party_id
join party debtor on debtor.id = coalesce(party.merged_into, party.id)
where i.kind in ('invoice', 'advance', 'cash', 'basis') and w.invoice_id is null
    and i.total + i.rounding - coalesce(p.paid, 0) + coalesce(c.credited, 0) > 0
    and not (i.kind = 'advance' and {_SPENT})
order by i.id
"""
OPEN = {
    "id": pl.Int64, "number": pl.String, "vs": pl.String, "party_id": pl.Int64, "customer": pl.String,
    "account": pl.String, "total": pl.Int64, "paid": pl.Int64, "credited": pl.Int64, "open": pl.Int64,
    "due_on": pl.Date,
}  # fmt: skip
_TO_TAX = """
select p.id as payment_id, i.id as invoice_id, i.number, i.order_id, i.customer ->> '$.name' as customer, p.amount,
    p.paid_on, date(p.paid_on, :days) as until
from payment p join invoice i on i.id = p.invoice_id
where i.kind = 'advance' and p.amount > 0 and p.source <> 'rounding'
    and not exists (select 1 from payment back where back.reverses = p.id)
    and not exists (select 1 from invoice d where d.payment_id = p.id)
    and (:order_id is null or i.order_id = :order_id)
order by p.paid_on, p.id
"""
TO_TAX = {
    "payment_id": pl.Int64, "invoice_id": pl.Int64, "number": pl.String, "order_id": pl.Int64, "customer": pl.String,
    "amount": pl.Int64, "paid_on": pl.Date, "until": pl.Date,
}  # fmt: skip


@needs("invoices.read")
def invoices(db: Database, *, by: User) -> pl.DataFrame:
    """All documents, the newest first, with `paid`, `open` (haléře) and `state` (a key of rules.STATES) as of today."""
    return store.frame(db, _ALL, INVOICES).with_columns(state=rules.state_column(clock.today()))


@needs("invoices.read")
def open_invoices(db: Database, *, by: User) -> pl.DataFrame:
    """What waits for money, the oldest first: id, number, vs, party_id, customer, account, total, open, due_on. An
    advance whose ads are all invoiced or cancelled waits for none.

    `vs` is the one under which the money will come: the finance department's where it has numbered the invoice.
    `party_id` and `account` are those of the card into which the debtor's was merged.
    """
    return store.frame(db, _OPEN, OPEN).drop("paid", "credited")


@needs("invoices.read")
def to_tax(db: Database, *, by: User) -> pl.DataFrame:
    """Received advances without their tax document, the oldest first: payment_id, invoice_id, number, order_id,
    customer, amount, paid_on, until (the last day that the law gives)."""
    return untaxed(db, None)


def untaxed(db: Database, order_id: int | None) -> pl.DataFrame:
    """`to_tax` of one order, or of all, for actions that already checked who asks."""
    return store.frame(db, _TO_TAX, TO_TAX, {"order_id": order_id, "days": f"+{DAYS_TO_ISSUE} days"})
