"""What stands beside a frozen document: no reminders, withdrawn, the number that the finance department gave it."""

from lib import audit, clock, store
from lib.access import User, needs
from lib.czech import numbers
from lib.errors import BadInput, Refused
from lib.invoices import queries, rules
from lib.invoices.actions import told
from lib.invoices.queries.one import Invoice
from lib.store import Database

WITHDRAWN = frozenset({"advance", "basis"})
"""Papers that are no tax documents; those are credited instead."""


@needs("invoices.remind")
def hold(db: Database, invoice_id: int, reason: str, *, by: User) -> None:
    """Send no reminders of this invoice until `release`; says why."""
    queries.existing(db, invoice_id)
    if not reason.strip():
        raise BadInput("Say why no reminders are sent.", field="reason")
    row = (invoice_id, reason.strip(), clock.stamp(), by.login)
    db.conn.execute("insert or replace into invoice_hold (invoice_id, reason, at, by) values (?, ?, ?, ?)", row)
    audit.record(db, by, "invoices.hold", f"invoice:{invoice_id}", {"reason": reason.strip()})


@needs("invoices.remind")
def release(db: Database, invoice_id: int, *, by: User) -> None:
    """Send reminders again."""
    if not queries.existing(db, invoice_id).held:
        raise Refused("Reminders of this invoice are not stopped.")
    db.conn.execute("delete from invoice_hold where invoice_id = ?", (invoice_id,))
    audit.record(db, by, "invoices.release", f"invoice:{invoice_id}")


@needs("invoices.issue")
def withdraw(db: Database, invoice_id: int, reason: str, *, by: User) -> None:
    """Withdraw an advance invoice or a basis that nobody paid; its number and paper stay.

    Refused for tax documents and for what is paid, each with what to do instead.
    """
    found = queries.existing(db, invoice_id)
    _refuse_not_withdrawn(db, found)
    if not reason.strip():
        raise BadInput("Say why it is withdrawn.", field="reason")
    ad_ids = told.ads_of(db, invoice_id)
    row = (invoice_id, reason.strip(), clock.stamp(), by.login)
    store.insert_many(db, "invoice_withdrawn", ("invoice_id", "reason", "at", "by"), [row])
    if found.kind in told.OF_ADS:
        told.undone(db, ad_ids, by)
        told.ahead_again(db, found.order_id, by)
    audit.record(db, by, "invoices.withdraw", f"invoice:{invoice_id}", {"reason": reason.strip()})


def _refuse_not_withdrawn(db: Database, found: Invoice) -> None:
    if found.kind not in WITHDRAWN:
        raise Refused("{number} is a tax document and is never cancelled. Issue a credit note.", number=found.number)
    if found.withdrawn:
        raise Refused("{number} is withdrawn already.", number=found.number)
    ahead = "select coalesce(sum(amount), 0) from payment where invoice_id = ? and source = 'advance'"
    came = found.paid - int(store.scalar(db, ahead, (found.id,)))  # what came ahead goes back to its advance invoice
    if came:
        raise Refused(
            "{paid} came for {number}. Take the payment back or give the money back first.",
            paid=numbers.money(came),
            number=found.number,
        )
    if found.finance_number:
        raise Refused(
            "The finance department invoiced it as {finance}. Ask them for a credit note.", finance=found.finance_number
        )


@needs("invoices.issue")
def number_by_finance(db: Database, invoice_id: int, number: str, *, by: User) -> None:
    """Write down (or correct) the number under which the finance department invoiced a basis; payments come with it.

    Refused for other documents, for a number that another basis has, and for one without digits.
    """
    found, number = queries.existing(db, invoice_id), " ".join(number.split())
    if found.kind != "basis" or found.withdrawn:
        raise Refused("{number} is no basis for the finance department.", number=found.number)
    vs = rules.variable_symbol(number)
    if not vs:
        raise BadInput("Write the number of the finance department's invoice.", field="number")
    other = store.scalar(
        db,
        "select i.number from finance_number f join invoice i on i.id = f.invoice_id"
        " where (f.number = ? or f.vs = ?) and f.invoice_id <> ?",
        (number, vs, invoice_id),
    )
    if other:
        raise BadInput(
            "The number {number} already belongs to the basis {other}.", number=number, other=other, field="number"
        )
    row = (invoice_id, number, vs, clock.stamp(), by.login)
    db.conn.execute("insert or replace into finance_number values (?, ?, ?, ?, ?)", row)
    detail = {"number": number, "before": found.finance_number}
    audit.record(db, by, "invoices.finance_number", f"invoice:{invoice_id}", detail)
