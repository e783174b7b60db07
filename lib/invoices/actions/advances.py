"""Advances: the tax document for a received payment (§ 28, § 37/2), and what a final invoice deducts (§ 37a)."""

from collections.abc import Sequence
from dataclasses import replace

from lib import audit, clock, store
from lib.access import User, needs
from lib.czech import numbers
from lib.errors import Refused
from lib.i18n import speaking, t
from lib.invoices import queries, rules
from lib.invoices.actions.freezing import freeze
from lib.invoices.queries.drafting import numbered_by_finance
from lib.invoices.queries.listing import untaxed
from lib.invoices.queries.one import Invoice, lines_of
from lib.invoices.records import Deposit, Draft, Line
from lib.invoices.rules import Recap
from lib.store import Database

_AHEAD = """
select i.number, (select coalesce(sum(amount), 0) from payment where invoice_id = i.id) - (
    select coalesce(sum(p.amount), 0) from payment p join invoice d on d.id = p.invoice_id
    where d.order_id = i.order_id and p.source = 'advance'
    and d.id not in (select invoice_id from invoice_withdrawn)) as left
from invoice i where i.kind = 'advance' and i.order_id = ? and i.id not in (select invoice_id from invoice_withdrawn)
"""
"""The order's advance invoice and what came for it that no document counts with yet (haléře)."""

_PAYERS = """
select coalesce(payer.merged_into, payer.id) as payer, coalesce(buyer.merged_into, buyer.id) as buyer,
    payer.name as payer_name, buyer.name as buyer_name
from invoice i join party payer on payer.id = i.party_id join party buyer on buyer.id = :party
where i.number = :number
"""


@needs("invoices.issue")
def tax_payment(db: Database, payment_id: int, *, by: User) -> int:
    """Issue the tax document for a payment of an advance invoice and give its id. Its supply is the day of the payment.

    Refused for a payment that has one, was taken back or belongs to no advance.
    """
    found = untaxed(db, None).filter(payment_id=payment_id)
    if found.is_empty():
        raise Refused(
            "This payment needs no tax document: it has one, was taken back, or is not of an advance invoice."
        )
    if numbered_by_finance(db):
        raise Refused("The finance department issues the tax document for this payment.")
    row = found.row(0, named=True)
    advance = queries.existing(db, row["invoice_id"])
    draft = Draft(
        "advance_tax",
        advance.party_id,
        _lines_of_payment(db, advance, row["amount"]),
        tax_point_on=row["paid_on"],
        due_on=None,
        payment=advance.payment,
        original_id=advance.id,
        order_id=advance.order_id,
    )
    invoice_id = freeze(db, draft, payment_id=payment_id, by=by)
    number = queries.existing(db, invoice_id).number
    audit.record(db, by, "invoices.issue", f"invoice:{invoice_id}", {"number": number, "payment": payment_id})
    return invoice_id


def _lines_of_payment(db: Database, advance: Invoice, amount: int) -> tuple[Line, ...]:
    """One line a rate. Who pays the whole advance pays its base and VAT to the haléř; a part is split by rates."""
    found = rules.recap(_line(row) for row in lines_of(db, advance.id).iter_rows(named=True))
    if amount == advance.total:
        return tuple(_received(advance, one) for one in found)
    parts = rules.shares(amount, [one.total for one in found])
    pairs = [
        (one.rate, part, rules.vat_of_total(part, one.rate)) for one, part in zip(found, parts, strict=True) if part
    ]
    return tuple(_received(advance, Recap(rate, part - vat, vat)) for rate, part, vat in pairs)


def _line(row: dict[str, object]) -> Line:
    return Line(**{name: row[name] for name in Line.__annotations__})  # type: ignore[arg-type]


def _received(advance: Invoice, one: Recap) -> Line:
    with speaking("cs"):
        text = t("Received payment, advance invoice {number}", number=advance.number)
    return Line(text, one.base, one.rate, one.base, one.vat)


def tax_all_of(db: Database, order_id: int, by: User) -> None:
    """Before the final invoice: whatever came for the order ahead gets its tax document now."""
    if not store.scalar(db, "select 1 from invoice where order_id = ? and kind = 'advance' limit 1", (order_id,)):
        return
    for payment_id in untaxed(db, order_id)["payment_id"]:
        tax_payment(db, payment_id, by=by)


def deposits(db: Database, order_id: int, lines: Sequence[Line]) -> list[Deposit]:
    """What the order's taxed advances pay of these lines, rate by rate, the oldest advance first."""
    due = {one.rate: one for one in rules.recap(lines)}
    taken = []
    for number, left in queries.deposits_left(db, order_id):
        if left.rate in due and due[left.rate].total > 0:
            one = rules.deposit(number, left, due[left.rate])
            due[left.rate] = Recap(one.rate, due[left.rate].base - one.base, due[left.rate].vat - one.vat)
            taken.append(one)
    return taken


def refuse_others(db: Database, draft: Draft) -> None:
    """An advance is deducted only for who paid it: the order has got another advertiser since."""
    number, left = ahead(db, draft.order_id)
    if left <= 0:
        return
    found = store.rows(db, _PAYERS, {"number": number, "party": draft.party_id})
    if found and found[0]["payer"] != found[0]["buyer"]:
        raise Refused(
            "The advance {number} of this order was paid by {payer}, and the invoice is for {buyer}. Give the advance"
            " back first, or put the order right.",
            number=number,
            payer=found[0]["payer_name"],
            buyer=found[0]["buyer_name"],
        )


def ahead(db: Database, order_id: int | None) -> tuple[str, int]:
    """The number of the order's advance invoice and what is left of what came for it; zero when nothing is."""
    found = store.rows(db, _AHEAD, (order_id,))
    return (str(found[0]["number"]), int(found[0]["left"])) if found else ("", 0)


def noted(db: Database, draft: Draft) -> Draft:
    """A basis that tells the finance department what came ahead; that department taxes and deducts it."""
    number, left = ahead(db, draft.order_id) if draft.kind == "basis" else ("", 0)
    if left <= 0:
        return draft
    with speaking("cs"):
        said = t("{sum} came ahead on the advance invoice {number}.", sum=numbers.money(left), number=number)
    return replace(draft, note=f"{draft.note}\n{said}".strip())


def count_ahead(db: Database, basis_id: int, by: User) -> None:
    """What came ahead is a payment of the basis, so that nobody is asked for it again."""
    basis = queries.existing(db, basis_id)
    number, left = ahead(db, basis.order_id)
    if left > 0:
        _deducted(db, basis_id, min(left, basis.open), number, by)


def settle(db: Database, invoice_id: int, taken: Sequence[Deposit], by: User) -> None:
    """Write down which advances a final invoice deducts; for it they are payments."""
    for one in taken:
        advance = store.scalar(db, "select id from invoice where number = ?", (one.number,))
        store.insert_many(
            db,
            "invoice_deposit",
            ("invoice_id", "advance_tax_id", "rate", "base", "vat", "total"),
            [(invoice_id, advance, one.rate, one.base, one.vat, one.total)],
        )
        _deducted(db, invoice_id, one.total, one.number, by)


def _deducted(db: Database, invoice_id: int, amount: int, number: str, by: User) -> None:
    row = (invoice_id, amount, clock.today().isoformat(), "advance", number, clock.stamp(), by.login)
    store.insert_many(db, "payment", ("invoice_id", "amount", "paid_on", "source", "note", "at", "by"), [row])
