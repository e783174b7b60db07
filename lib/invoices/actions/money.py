"""Money that came for invoices and money given back: rows that are only added, a mistake is taken back by another."""

import datetime as dt
from typing import Any

from lib import audit, clock, store
from lib.access import User, needs
from lib.czech import numbers
from lib.errors import BadInput, Refused
from lib.invoices import queries, rules
from lib.invoices.actions import told
from lib.invoices.actions.advances import ahead
from lib.invoices.queries.one import Invoice
from lib.store import Database

SOURCES = ("bank", "cash", "hand")
SMALL_CHANGE = 100
"""Below one koruna a difference may be written off."""
_PAYMENT = """
select p.id, p.invoice_id, p.amount, p.paid_on, p.source, p.reverses, p.goes_with,
    exists (select 1 from payment back where back.reverses = p.id) as taken_back,
    (select d.id from invoice d where d.payment_id = p.id) as taxed_by
from payment p where p.id = ?
"""


@needs("bank.match")
def pay(
    db: Database,
    invoice_id: int,
    amount: int,
    paid_on: dt.date,
    source: str,
    *,
    bank_line_id: int | None = None,
    note: str = "",
    by: User,
) -> int:
    """Record money that came (haléře) and give the payment's id. A part and more than is owed are taken as they came.

    `source` is bank, cash or hand. Refused for documents that nobody pays, for withdrawn ones, and for an advance whose
    ads are all invoiced.
    """
    rules.check_amount(amount)
    rules.check_paid_on(paid_on, clock.today())
    if source not in SOURCES:
        raise KeyError(source)
    found = queries.existing(db, invoice_id)
    _refuse_no_claim(found)
    _refuse_spent(db, found)
    return received(db, invoice_id, amount, paid_on, source, bank_line_id=bank_line_id, note=note, by=by)


@needs("bank.match")
def pay_in_cash(db: Database, invoice_id: int, *, by: User) -> int:
    """Take what the invoice waits for in cash, rounded to whole koruny (§ 36/5); the haléře are a row of their own."""
    found = queries.existing(db, invoice_id)
    _refuse_no_claim(found)
    _refuse_spent(db, found)
    rules.check_amount(found.open)
    rounding = rules.cash_rounding(found.open)
    if not found.open + rounding:
        raise Refused("Less than half a koruna is not taken in cash. Write the haléře off.")
    payment_id = received(db, invoice_id, found.open + rounding, clock.today(), "cash", by=by)
    if rounding:
        received(db, invoice_id, -rounding, clock.today(), "rounding", goes_with=payment_id, by=by)
    return payment_id


@needs("bank.match")
def write_off_halere(db: Database, invoice_id: int, *, by: User) -> int:
    """Close an invoice that differs by less than one koruna, either way."""
    found = queries.existing(db, invoice_id)
    _refuse_no_claim(found)
    if not 0 < abs(found.open) < SMALL_CHANGE:
        raise Refused("Only a difference below 1 Kč is written off; this is {open}.", open=numbers.money(found.open))
    return received(db, invoice_id, found.open, clock.today(), "rounding", by=by)


@needs("bank.match")
def refund(
    db: Database, invoice_id: int, amount: int, paid_on: dt.date, source: str, *, note: str = "", by: User
) -> int:
    """Record money given back of what is overpaid (haléře, above zero) and give the payment's id."""
    rules.check_amount(amount)
    rules.check_paid_on(paid_on, clock.today())
    if source not in SOURCES:
        raise KeyError(source)
    over = -queries.existing(db, invoice_id).open
    if amount > over:
        raise Refused(
            "Only {over} is overpaid here. Issue a credit note first if more is to be given back.",
            over=numbers.money(max(over, 0)),
            field="amount",
        )
    return received(db, invoice_id, -amount, paid_on, source, note=note, by=by)


@needs("bank.match")
def take_back(db: Database, payment_id: int, reason: str, *, by: User) -> int:
    """Take a recorded payment back by a row that names it, with the rounding that goes with it; gives that row's id.

    Refused without a reason, twice, for a correction itself, for a deducted advance, and for an advance whose tax
    document stands.
    """
    if not reason.strip():
        raise BadInput("Say why the payment is taken back.", field="reason")
    found = _payment(db, payment_id)
    _refuse_fixed(db, found)
    together = store.rows(db, _PAYMENT.replace("p.id = ?", "p.goes_with = ?"), (payment_id,))
    day = clock.today()
    ids = [
        received(
            db, one["invoice_id"], -one["amount"], day, one["source"], reverses=one["id"], note=reason.strip(), by=by
        )
        for one in (*[row for row in together if not row["taken_back"]], found)
    ]
    return ids[-1]


def received(
    db: Database,
    invoice_id: int,
    amount: int,
    paid_on: dt.date,
    source: str,
    *,
    bank_line_id: int | None = None,
    reverses: int | None = None,
    goes_with: int | None = None,
    note: str = "",
    by: User,
) -> int:
    """Append a row of money, audited, and tell the ads when it changed whether they are paid."""
    row = {"invoice_id": invoice_id, "amount": amount, "paid_on": paid_on.isoformat(), "source": source}
    row |= {"bank_line_id": bank_line_id, "reverses": reverses, "goes_with": goes_with, "note": note.strip()}
    row |= {"at": clock.stamp(), "by": by.login}
    store.insert_many(db, "payment", tuple(row), [tuple(row.values())])
    payment_id = int(store.scalar(db, "select last_insert_rowid()"))
    told.money_moved(db, invoice_id, paid_on, by)
    what = (
        "invoices.take_back" if reverses else "invoices.refund" if amount < 0 and source in SOURCES else "invoices.pay"
    )
    audit.record(db, by, what, f"invoice:{invoice_id}", {"payment": payment_id, "amount": amount, "source": source})
    return payment_id


def _payment(db: Database, payment_id: int) -> dict[str, Any]:
    found = store.rows(db, _PAYMENT, (payment_id,))
    return store.existing(found[0] if found else None, "This payment does not exist.")


def _refuse_fixed(db: Database, found: dict[str, Any]) -> None:
    if found["taken_back"] or found["reverses"] is not None:
        raise Refused("This payment is taken back already.")
    if found["source"] == "advance":
        raise Refused("This is a deducted advance. To undo it, credit the invoice.")
    if found["goes_with"] is not None:
        raise Refused("The rounding goes with its payment. Take the payment back.")
    of = queries.existing(db, found["invoice_id"])
    untaxed = of.kind == "advance" and of.order_id is not None and not found["taxed_by"]
    if untaxed and found["amount"] > ahead(db, of.order_id)[1]:
        raise Refused(
            "A basis for invoicing counts with this payment of {number}. Withdraw it first.", number=of.number
        )
    document = queries.existing(db, found["taxed_by"]) if found["taxed_by"] else None
    if document and not document.credited_whole:
        raise Refused("The tax document {number} stands for this payment. Credit it first.", number=document.number)


def _refuse_no_claim(found: Invoice) -> None:
    if found.kind not in rules.CLAIMS:
        raise Refused("{number} is not paid: it only documents what was paid or given back.", number=found.number)
    if found.withdrawn:
        raise Refused("{number} was withdrawn. Record the money at another document.", number=found.number)


def _refuse_spent(db: Database, found: Invoice) -> None:
    """An advance whose ads are all invoiced would take money that no invoice deducts any more."""
    ad_ids = told.ads_of(db, found.id) if found.kind == "advance" else []
    numbers_of_ads = [queries.invoiced_on(db, [ad_id]) for ad_id in ad_ids]
    if numbers_of_ads and all(numbers_of_ads):
        raise Refused("Everything of the advance {number} is invoiced already. Record the money at {invoice}.",
                      number=found.number, invoice=numbers_of_ads[-1])  # fmt: skip
