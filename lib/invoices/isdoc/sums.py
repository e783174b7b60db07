"""Advances, VAT by rates (A.10) and the sums of the document (A.11)."""

from collections.abc import Iterable

from lib.invoices import rules
from lib.invoices.isdoc.tags import money, monies, tag, tags
from lib.invoices.records import Deposit, Document, Line


def taxed(document: Document) -> bool:
    """Whether VAT is on the document at all; an advance invoice is no tax document."""
    return document.kind != "advance"


def sign(document: Document) -> int:
    """What turns the sums of the document into those of the format: a credit note has positive ones (A.6)."""
    return -1 if document.kind == "credit" else 1


def rate(percent: int, taxable: bool, between: str = "") -> str:
    """The content of a tax category; `between` stands where the order of elements wants it."""
    said = tag("Percent", str(percent if taxable else 0))
    return said + between + ("" if taxable else tag("VATApplicable", "false"))


def untaxed(document: Document) -> int:
    """Haléře paid on an advance invoice and not taxed before this document. A tax document for a payment was paid whole
    that way."""
    if document.kind == "advance_tax":
        return document.total
    return document.paid_ahead - sum(deposit.total for deposit in document.deposits)


def deposits(document: Document) -> str:
    """The untaxed advance by the number of its invoice, the taxed ones by the numbers of their tax documents."""
    paid, number = untaxed(document), document.original or document.number
    free = _named(number) + money("DepositAmount", paid)
    documents = "".join(tags("TaxedDeposit", _taxed_deposit(deposit)) for deposit in document.deposits)
    non_taxed = tags("NonTaxedDeposits", tags("NonTaxedDeposit", free)) if paid else ""
    return non_taxed + (tags("TaxedDeposits", documents) if documents else "")


def _taxed_deposit(deposit: Deposit) -> str:
    sums = money("TaxableDepositAmount", deposit.base) + money("TaxInclusiveDepositAmount", deposit.total)
    category = tags("ClassifiedTaxCategory", rate(deposit.rate, True, tag("VATCalculationMethod", "0")))
    return _named(deposit.number) + sums + category


def _named(number: str) -> str:
    return tag("ID", number) + tag("VariableSymbol", rules.variable_symbol(number))


def totals(document: Document) -> str:
    """`TaxTotal` and `LegalMonetaryTotal`."""
    way, taxable = sign(document), taxed(document)
    lines = [_turned(line, way, taxable) for line in document.lines]
    whole = {one.rate: one for one in rules.recap(lines)}
    claimed = {one.rate: one for one in rules.recap(document.deposits)}
    rates = sorted({*whole, *claimed}, reverse=True)
    nothing = rules.Recap(0, 0, 0)
    parts = [_subtotal(one, whole.get(one, nothing), claimed.get(one, nothing), taxable) for one in rates]
    everything, before = _all(whole.values()), _all(claimed.values())
    vat = tags("TaxTotal", *parts, money("TaxAmount", everything.vat))
    return vat + _monetary(everything, before, way * document.rounding, untaxed(document))


def _turned(line: Line, way: int, taxable: bool) -> Line:
    if not taxable:
        return Line(line.text, line.total, 0, line.total, 0)
    return Line(line.text, line.unit_price, line.rate, way * line.base, way * line.vat)


def _all(recaps: Iterable[rules.Recap]) -> rules.Recap:
    found = list(recaps)
    return rules.Recap(0, sum(one.base for one in found), sum(one.vat for one in found))


def _less(whole: rules.Recap, claimed: rules.Recap) -> rules.Recap:
    return rules.Recap(whole.rate, whole.base - claimed.base, whole.vat - claimed.vat)


def _subtotal(percent: int, whole: rules.Recap, claimed: rules.Recap, taxable: bool) -> str:
    parts = (("", whole), ("AlreadyClaimed", claimed), ("Difference", _less(whole, claimed)))
    pairs = [
        (f"{prefix}{name}", amount)
        for prefix, part in parts
        for name, amount in (
            ("TaxableAmount", part.base),
            ("TaxAmount", part.vat),
            ("TaxInclusiveAmount", part.total),
        )
    ]
    return tags("TaxSubTotal", monies(pairs), tags("TaxCategory", rate(percent, taxable)))


def _monetary(whole: rules.Recap, claimed: rules.Recap, rounding: int, paid: int) -> str:
    left = _less(whole, claimed)
    pairs = (
        ("TaxExclusiveAmount", whole.base),
        ("TaxInclusiveAmount", whole.total),
        ("AlreadyClaimedTaxExclusiveAmount", claimed.base),
        ("AlreadyClaimedTaxInclusiveAmount", claimed.total),
        ("DifferenceTaxExclusiveAmount", left.base),
        ("DifferenceTaxInclusiveAmount", left.total),
        ("PayableRoundingAmount", rounding),
        ("PaidDepositsAmount", paid),
        ("PayableAmount", left.total + rounding - paid),
    )
    return tags("LegalMonetaryTotal", monies(pairs))
