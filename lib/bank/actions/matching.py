"""Confirming what a payment paid, taking it back, setting payments aside. Nothing is matched twice."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from lib import audit, store
from lib.access import User, needs
from lib.bank import rules
from lib.bank.queries import Line, existing, payments_of
from lib.czech import numbers
from lib.errors import BadInput, Conflict, OfficeError, Refused
from lib.invoices import actions as invoices
from lib.invoices import queries as owed
from lib.invoices.actions import money
from lib.store import Database

Shares = Mapping[int, int]
"""Invoice → haléře of the payment that belong to it."""


@dataclass(frozen=True)
class Confirmed:
    """What came of confirming many: how many payments, and how many had changed in the meantime and were left."""

    payments: int
    left: int


@needs("bank.match")
def confirm(db: Database, line_id: int, shares: Shares, *, by: User) -> None:
    """Say that a payment paid these invoices. What is left open or over below 1 Kč is rounding and is written off.

    Refused for what is no payment in koruny, over what is left of the payment, and over what an invoice waits for.
    """
    line = existing(db, line_id)
    _refuse_no_payment(line)
    wanted = {invoice_id: amount for invoice_id, amount in shares.items() if amount}
    if not wanted or min(wanted.values()) < 0:
        raise BadInput("Choose at least one invoice that the payment pays.", field="invoices")
    if sum(wanted.values()) > line.free:
        raise Refused("Only {free} is left of this payment.", free=numbers.money(line.free), field="invoices")
    for invoice_id, amount in wanted.items():
        _pay(db, line, invoice_id, amount, by)
    detail = {owed.existing(db, invoice_id).number: amount for invoice_id, amount in wanted.items()}
    audit.record(db, by, "bank.confirm", f"bank_line:{line_id}", detail)


@needs("bank.match")
def confirm_all(db: Database, wanted: Mapping[int, Shares], *, by: User) -> Confirmed:
    """Confirm many payments as they were shown: line → shares. One that somebody has changed since is left as it is."""
    done = 0
    for line_id, shares in wanted.items():
        with suppress(OfficeError), store.attempt(db):
            confirm(db, line_id, shares, by=by)
            done += 1
    return Confirmed(done, len(wanted) - done)


@needs("bank.match")
def undo(db: Database, line_id: int, reason: str, *, by: User) -> None:
    """Take back everything that a payment paid; the invoices wait for money again, the payment for its invoice."""
    if not reason.strip():
        raise BadInput("Say why the match is undone.", field="reason")
    existing(db, line_id)
    paid = payments_of(db, line_id)
    if paid.is_empty():
        raise Refused("This payment is matched with no invoice.")
    for payment_id in paid["payment_id"]:
        invoices.take_back(db, payment_id, reason, by=by)
    audit.record(db, by, "bank.undo", f"bank_line:{line_id}", {"reason": reason.strip()})


@needs("bank.match")
def set_aside(db: Database, line_id: int, reason: str, *, by: User) -> None:
    """Take a movement off the list of those to be matched, with the reason; what it has paid stays paid."""
    if not reason.strip():
        raise BadInput("Say why the payment is set aside.", field="reason")
    line = existing(db, line_id)
    if line.set_aside:
        raise Conflict("This payment is set aside already: {reason}", reason=line.set_aside)
    _set_aside(db, line_id, reason.strip(), by)


@needs("bank.match")
def bring_back(db: Database, line_id: int, *, by: User) -> None:
    """Put a movement that was set aside back among those to be matched."""
    existing(db, line_id)
    db.conn.execute("update bank_line set set_aside = '' where id = ?", (line_id,))
    audit.record(db, by, "bank.bring_back", f"bank_line:{line_id}")


@needs("bank.match")
def returned(db: Database, line_id: int, return_id: int, reason: str, *, by: User) -> None:
    """The money went back: what the payment paid is taken back, and both movements are set aside."""
    line, back = existing(db, line_id), existing(db, return_id)
    if back.amount != -line.amount or line.set_aside or back.set_aside:
        raise Conflict("These two movements no longer belong together. Look at them again.")
    if not payments_of(db, line_id).is_empty():
        undo(db, line_id, reason, by=by)
    for one in (line_id, return_id):
        _set_aside(db, one, reason.strip(), by)


def _set_aside(db: Database, line_id: int, reason: str, by: User) -> None:
    db.conn.execute("update bank_line set set_aside = ? where id = ?", (reason, line_id))
    audit.record(db, by, "bank.set_aside", f"bank_line:{line_id}", {"reason": reason})


def _refuse_no_payment(line: Line) -> None:
    if line.state == "matched":
        raise Refused("This payment is matched already.")
    if line.state == "foreign":
        raise Refused("This payment is in {currency}. Ask the finance department what it was in koruny.",
                      currency=line.currency)  # fmt: skip
    if line.state == "aside":
        raise Refused("This payment is set aside: {reason} Put it back first.", reason=line.set_aside)
    if line.state not in rules.OPEN:
        raise Refused("Only money that came can pay an invoice.")


def _pay(db: Database, line: Line, invoice_id: int, amount: int, by: User) -> None:
    invoice = owed.existing(db, invoice_id)
    if amount > invoice.open:
        raise Refused(
            "{number} waits only for {open}. Give it no more; the rest can pay another invoice.",
            number=invoice.number, open=numbers.money(max(invoice.open, 0)), field="invoices",
        )  # fmt: skip
    payment_id = invoices.pay(db, invoice_id, amount, line.booked_on, "bank", bank_line_id=line.id, by=by)
    left = invoice.open - amount
    if 0 < left < rules.SMALL_CHANGE and line.amount % rules.SMALL_CHANGE == 0:
        money.received(db, invoice_id, left, line.booked_on, "rounding", goes_with=payment_id, by=by)
