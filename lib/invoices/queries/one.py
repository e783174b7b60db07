"""One document: how it stands, its lines and payments, what belongs to it, its papers."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import audit, clock, files, store
from lib.access import User, needs
from lib.invoices import rules
from lib.invoices.queries.listing import JOINS, SUMS
from lib.invoices.records import Deposit, Document, Line, Side
from lib.invoices.rules import Recap
from lib.store import Database

# Only the sums of the one document: grouping all payments for each of many asked in turn grows with their square.
_JOINS_OF_ONE = JOINS.replace("from payment group", "from payment where invoice_id = ?1 group").replace(
    "where kind = 'credit'", "where kind = 'credit' and original_id = ?1"
)
_ONE = f"""
select i.*, {SUMS}, coalesce(o.number, '') as order_number, coalesce(h.reason, '') as held,
    coalesce(w.reason, '') as withdrawn, coalesce(f.number, '') as finance_number,
    origin.number as original, origin.kind as original_kind, origin.issued_on as original_on
{_JOINS_OF_ONE} left join invoice origin on origin.id = i.original_id where i.id = ?1
"""
_LINES = """
select l.id, l.position, l.text, l.quantity, l.unit, l.unit_price, l.rate, l.base, l.vat, l.total, l.ad_id, l.corrects,
    l.base + coalesce((select sum(base) from invoice_line c where c.corrects = l.id), 0) as left_base,
    l.vat + coalesce((select sum(vat) from invoice_line c where c.corrects = l.id), 0) as left_vat
from invoice_line l where l.invoice_id = ? order by l.position
"""
LINES = {
    "id": pl.Int64, "position": pl.Int64, "text": pl.String, "quantity": pl.Int64, "unit": pl.String,
    "unit_price": pl.Int64, "rate": pl.Int64, "base": pl.Int64, "vat": pl.Int64, "total": pl.Int64,
    "ad_id": pl.Int64, "corrects": pl.Int64, "left_base": pl.Int64, "left_vat": pl.Int64,
}  # fmt: skip
_PAYMENTS = """
select p.id, p.amount, p.paid_on, p.source, p.note, p.reverses, p.goes_with, p.at, p.by,
    exists (select 1 from payment back where back.reverses = p.id) as taken_back,
    (select d.id from invoice d where d.payment_id = p.id) as taxed_by
from payment p where p.invoice_id = ? order by p.id
"""
PAYMENTS = {
    "id": pl.Int64, "amount": pl.Int64, "paid_on": pl.Date, "source": pl.String, "note": pl.String,
    "reverses": pl.Int64, "goes_with": pl.Int64, "at": pl.String, "by": pl.String, "taken_back": pl.Boolean,
    "taxed_by": pl.Int64,
}  # fmt: skip
_RELATED = """
select id, number, kind, issued_on, total from invoice where original_id = ?1
    or id = (select original_id from invoice where id = ?1)
    or id in (select advance_tax_id from invoice_deposit where invoice_id = ?1)
    or id in (select invoice_id from invoice_deposit where advance_tax_id = ?1)
order by id
"""
RELATED = {"id": pl.Int64, "number": pl.String, "kind": pl.String, "issued_on": pl.Date, "total": pl.Int64}
_LEFT = """
select d.number, l.rate,
    sum(l.base + coalesce((select sum(base) from invoice_line c where c.corrects = l.id), 0))
    - coalesce((select sum(base) from invoice_deposit x where x.advance_tax_id = d.id and x.rate = l.rate), 0) as base,
    sum(l.vat + coalesce((select sum(vat) from invoice_line c where c.corrects = l.id), 0))
    - coalesce((select sum(vat) from invoice_deposit x where x.advance_tax_id = d.id and x.rate = l.rate), 0) as vat
from invoice d join invoice_line l on l.invoice_id = d.id
where d.kind = 'advance_tax' and d.order_id = ? group by d.id, l.rate order by d.id
"""


@dataclass(frozen=True)
class Invoice:
    """A document as it was issued and how it stands today. Sums in haléře; `credited` is zero or negative; `held` and
    `withdrawn` are reasons, `finance_number` what the finance department called it; empty when there is none."""

    id: int
    kind: str
    number: str
    vs: str
    party_id: int
    order_id: int | None
    order_number: str
    original_id: int | None
    original: str
    original_kind: str
    original_on: dt.date | None
    reason: str
    issued_on: dt.date
    tax_point_on: dt.date | None
    due_on: dt.date | None
    payment: str
    base: int
    vat: int
    total: int
    rounding: int
    paid: int
    credited: int
    open: int
    state: str
    held: str
    withdrawn: str
    finance_number: str
    supplier: dict[str, Any]
    customer: Side
    note: str
    pdf: str
    isdoc: str
    hash: str
    issued_at: str
    issued_by: str

    @property
    def to_pay(self) -> int:
        """What was to be paid when it was issued, advances aside."""
        return self.total + self.rounding

    @property
    def credited_whole(self) -> bool:
        return self.credited != 0 and self.to_pay + self.credited == 0


@needs("invoices.read")
def invoice(db: Database, invoice_id: int, *, by: User) -> Invoice:
    """One document, or NotFound."""
    return existing(db, invoice_id)


def existing(db: Database, invoice_id: int) -> Invoice:
    """`invoice` for actions that already checked who asks."""
    found = store.rows(db, _ONE, (invoice_id,))
    row = store.existing(found[0] if found else None, "This invoice does not exist.")
    dated = {name: _day(row[name]) for name in ("issued_on", "tax_point_on", "due_on", "original_on")}
    words = {name: row[name] or "" for name in ("original", "original_kind")}
    sides = {"supplier": json.loads(row["supplier"]), "customer": Side(**json.loads(row["customer"]))}
    state = rules.state(
        row["kind"], row["open"], row["paid"], row["credited"], dated["due_on"], bool(row["withdrawn"]), clock.today()
    )
    return Invoice(**{name: (row | dated | words | sides | {"state": state})[name] for name in Invoice.__annotations__})


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@needs("invoices.read")
def lines(db: Database, invoice_id: int, *, by: User) -> pl.DataFrame:
    """The lines in their order; `left_base` and `left_vat` are what credit notes have left of each."""
    return lines_of(db, invoice_id)


def lines_of(db: Database, invoice_id: int) -> pl.DataFrame:
    """`lines` for actions that already checked who asks."""
    return store.frame(db, _LINES, LINES, (invoice_id,))


@needs("invoices.read")
def payments(db: Database, invoice_id: int, *, by: User) -> pl.DataFrame:
    """Every payment and what took it back, in the order in which they were written down."""
    return store.frame(db, _PAYMENTS, PAYMENTS, (invoice_id,))


@needs("invoices.read")
def related(db: Database, invoice_id: int, *, by: User) -> pl.DataFrame:
    """Documents that belong to this one: what it corrects or settles and what corrects or settles it."""
    return store.frame(db, _RELATED, RELATED, (invoice_id,))


@needs("invoices.read")
def paper(db: Database, invoice_id: int, *, by: User) -> bytes:
    """The PDF as it was issued, byte for byte; Unavailable when the store of files has another."""
    return files.read(existing(db, invoice_id).pdf)


@needs("invoices.read")
def xml(db: Database, invoice_id: int, *, by: User) -> bytes:
    """The ISDOC as it was issued, empty when this kind has none."""
    name = existing(db, invoice_id).isdoc
    return files.read(name) if name else b""


@needs("invoices.read")
def history(db: Database, invoice_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who did what with the document, newest first."""
    return audit.history(db, f"invoice:{invoice_id}")


def deposits_left(db: Database, order_id: int) -> list[tuple[str, Recap]]:
    """What is left of the order's taxed advances: (number, rate with base and VAT), the oldest first."""
    found = store.rows(db, _LEFT, (order_id,))
    left = [(row["number"], Recap(row["rate"], row["base"], row["vat"])) for row in found]
    return [(number, one) for number, one in left if one.total > 0]


@needs("invoices.read")
def whole(db: Database, invoice_id: int, *, by: User) -> Document:
    """The document as it was issued, in the shape in which it is printed."""
    return document(db, invoice_id)


def document(db: Database, invoice_id: int) -> Document:
    """The document as it was issued, from its frozen rows: for reminders and bundles, whose makers checked who asks."""
    found = existing(db, invoice_id)
    kept = dict(found.supplier)
    extra = {name: kept.pop(name) for name in ("account", "bank", "note", "budget_item")}
    deposits = tuple(Deposit(**row) for row in store.rows(db, _DEPOSITS, (invoice_id,)))
    return Document(
        **{name: getattr(found, name) for name in _SAME},
        supplier=Side(**kept),
        lines=tuple(_line(row) for row in lines_of(db, invoice_id).iter_rows(named=True)),
        account=extra["account"],
        bank=extra["bank"],
        order=found.order_number,
        paid_ahead=sum(one.total for one in deposits),
        budget_item=extra["budget_item"],
        supplier_note=extra["note"],
        deposits=deposits,
    )


_DEPOSITS = """
select d.number, x.rate, x.base, x.vat from invoice_deposit x join invoice d on d.id = x.advance_tax_id
where x.invoice_id = ? order by x.id
"""
_SAME = (
    "kind", "number", "vs", "customer", "issued_on", "tax_point_on", "due_on", "payment", "issued_by", "original",
    "original_on", "reason", "note", "original_kind", "rounding",
)  # fmt: skip


def _line(row: dict[str, Any]) -> Line:
    return Line(**{name: row[name] for name in Line.__annotations__})
