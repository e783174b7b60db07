"""Credit notes (D06): what was issued stays, a document of its own says the difference."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from lib import audit, clock, store
from lib.access import User, needs
from lib.czech import numbers
from lib.errors import BadInput, Refused
from lib.invoices import queries, rules
from lib.invoices.actions import told
from lib.invoices.actions.freezing import freeze
from lib.invoices.queries.one import Invoice, lines_of
from lib.invoices.records import Draft, Line
from lib.store import Database

CREDITED = frozenset({"invoice", "cash", "advance_tax"})
"""What is corrected by a credit note; an advance invoice and a basis are withdrawn instead."""
_DEDUCTED = """
select i.number, sum(x.total) as total from invoice_deposit x join invoice i on i.id = x.invoice_id
where x.advance_tax_id = ? group by i.id order by i.id
"""


@needs("invoices.issue")
def credit(db: Database, invoice_id: int, amounts: Mapping[int, int], reason: str, *, by: User) -> int:
    """Issue a credit note over some lines and give its id.

    `amounts` are prices with VAT by the id of the line (haléře, above zero). Refused over what earlier credit notes
    have left of a line, without a reason, and for a taxed advance that an invoice has deducted. Ads whose line is
    credited whole may be invoiced anew.
    """
    original = queries.existing(db, invoice_id)
    _check(original, amounts, reason)
    _refuse_deducted(db, original, sum(amounts.values()))
    left = {row["id"]: row for row in lines_of(db, invoice_id).iter_rows(named=True)}
    lines = tuple(_credit_line(left[line_id], amount) for line_id, amount in amounts.items())
    rest = sum(row["left_base"] + row["left_vat"] for row in left.values()) - sum(amounts.values())
    draft = Draft(
        "credit",
        original.party_id,
        lines,
        tax_point_on=clock.today(),
        payment=original.payment,
        original_id=invoice_id,
        order_id=original.order_id,
        reason=reason.strip(),
    )
    credit_id = freeze(db, draft, corrects=list(amounts), rounding=0 if rest else -original.rounding, by=by)
    _tell_ads(db, original, credit_id, by)
    number = queries.existing(db, credit_id).number
    audit.record(db, by, "invoices.credit", f"invoice:{credit_id}", {"number": number, "original": original.number})
    audit.record(db, by, "invoices.credited", f"invoice:{invoice_id}", {"number": number, "reason": reason.strip()})
    return credit_id


@needs("invoices.issue")
def credit_all(db: Database, invoice_id: int, reason: str, *, by: User) -> int:
    """Issue a credit note over everything that is left of a document and give its id."""
    left = (
        lines_of(db, invoice_id).with_columns(left=pl.col("left_base") + pl.col("left_vat")).filter(pl.col("left") > 0)
    )
    if left.is_empty():
        raise Refused("{number} is credited whole already.", number=queries.existing(db, invoice_id).number)
    return credit(db, invoice_id, dict(left.select("id", "left").rows()), reason, by=by)


def _check(original: Invoice, amounts: Mapping[int, int], reason: str) -> None:
    if original.kind not in CREDITED:
        raise Refused("{number} is no tax document of the office and cannot be credited here.", number=original.number)
    if not reason.strip():
        raise BadInput("Say why it is credited; the reason stands on the credit note.", field="reason")
    if not amounts:
        raise BadInput("Write how much is credited.", field="amount")
    for amount in amounts.values():
        rules.check_amount(amount)


def _refuse_deducted(db: Database, original: Invoice, amount: int) -> None:
    """What a final invoice has deducted is its payment: credited here too, the same money would be given back twice."""
    found = store.rows(db, _DEDUCTED, (original.id,))
    left = original.total + original.credited - sum(row["total"] for row in found)
    if found and amount > left:
        raise Refused(
            "{invoice} has deducted this advance, only {left} of it is left. Credit that invoice; what is overpaid then"
            " is given back there.",
            invoice=found[-1]["number"],
            left=numbers.money(left),
            field="amount",
        )


def _credit_line(row: dict[str, Any], amount: int) -> Line:
    """The mirror of a part of a line; Refused over what is left of it."""
    left = row["left_base"] + row["left_vat"]
    if amount > left:
        raise Refused(
            "Of “{text}” only {left} is left to be credited, not {amount}.",
            text=row["text"],
            left=numbers.money(left),
            amount=numbers.money(amount),
            field="amount",
        )
    base, vat = rules.credit_split(amount, row["rate"], row["left_base"], row["left_vat"])
    return Line(row["text"], -base, row["rate"], -base, -vat, unit=row["unit"], ad_id=row["ad_id"])


def _tell_ads(db: Database, original: Invoice, credit_id: int, by: User) -> None:
    """Ads that are credited whole may be invoiced anew; the others are paid when nothing is owed any more."""
    if original.kind not in told.OF_ADS:
        return
    on_it = set(told.ads_of(db, credit_id))
    told.undone(db, sorted(on_it - set(told.ads_of(db, original.id))), by)
    told.money_moved(db, original.id, clock.today(), by)
