"""How a document is to be paid; nothing for one that is not (A.13)."""

from lib.czech import identifiers
from lib.invoices.isdoc.tags import day, money, tag, tags
from lib.invoices.records import Document

_BIC = {
    "0100": "KOMBCZPP", "0300": "CEKOCZPP", "0600": "AGBACZPP", "0710": "CNBACZPP", "0800": "GIBACZPX",
    "2010": "FIOBCZPP", "2700": "BACXCZPP", "3030": "AIRACZPP", "5500": "RZBCCZPP", "6210": "BREXCZPP",
}  # fmt: skip
"""Of the banks where towns have their accounts; another bank stays without one, its IBAN says enough at home."""
_CASH, _TRANSFER = "10", "42"


def payment(document: Document) -> str:
    """`PaymentMeans`: the receipt of cash that was paid, or the account to pay to."""
    if document.kind == "cash":
        return _means(document.to_pay, _CASH, tag("DocumentID", document.number) + day("IssueDate", document.issued_on))
    if document.kind in ("credit", "advance_tax") or document.payment != "transfer" or document.to_pay <= 0:
        return ""
    account, _, bank = document.account.partition("/")
    details = (
        day("PaymentDueDate", document.due_on or document.issued_on),
        tag("ID", account),
        tag("BankCode", bank),
        tag("Name", document.bank),
        tag("IBAN", identifiers.iban(document.account)),
        tag("BIC", _BIC.get(bank, "")),
        tag("VariableSymbol", document.vs),
    )
    return _means(document.to_pay, _TRANSFER, "".join(details))


def _means(amount: int, code: str, details: str) -> str:
    paid = money("PaidAmount", amount) + tag("PaymentMeansCode", code)
    return tags("PaymentMeans", tags("Payment", paid, tags("Details", details)))
