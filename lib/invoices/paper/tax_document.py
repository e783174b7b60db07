"""The invoice and its relatives on A4: D04 invoice, D05 advance invoice and document for a payment, D06 credit note.

What is on them: § 29 (tax document), § 45 (credit note) of the VAT Act, § 11 of the Accounting Act.
"""

from collections.abc import Sequence

from lib.i18n import N, t
from lib.invoices.paper import parts
from lib.invoices.records import Document
from lib.paper import Attachment, Column, Footer, Table, amount
from lib.paper import Document as Paper
from lib.paper.text import BODY, SMALL, STRONG

_TITLES = {
    "invoice": N("Invoice – tax document"),
    "advance": N("Request for an advance"),
    "advance_tax": N("Tax document for a received payment"),
    "credit": N("Corrective tax document"),
}
_FORMS = {"invoice": "D04", "advance": "D05", "advance_tax": "D05", "credit": "D06"}
_PAYMENTS = {"transfer": N("by transfer to the account"), "cash": N("in cash at the desk")}
_FOOT = 66.0
"""Millimetres that the recapitulation, the sums and the payment code need; they stay on one page."""


def tax_document(document: Document, inside: Sequence[Attachment]) -> bytes:
    """The document on A4 as PDF/A-3a. BadInput for an account that does not check or a letter that has no picture."""
    footer = Footer(_FORMS[document.kind], "1", document.issued_on)
    title = t(_TITLES[document.kind])
    paper = Paper(parts.letterhead(document.supplier), title, document.number, footer, archive=True)
    if document.kind == "advance":
        paper.paragraph(t("This is not a tax document."), STRONG)
        paper.gap(2)
    parts.sides(paper, document.supplier, document.customer)
    parts.beside(paper, _payment(document), _dates(document))
    _correction(paper, document)
    paper.gap(3)
    if document.kind == "advance":
        _advance_lines(paper, document)
    else:
        parts.lines(paper, document)
    _foot(paper, document)
    _closing(paper, document)
    return paper.pdf(inside)


def _payment(document: Document) -> list[tuple[str, str]]:
    how = (t("Form of payment"), t(_PAYMENTS[document.payment]))
    if document.kind == "credit":
        return [(t("Variable symbol (VS)"), document.vs)]
    if document.payment != "transfer" or document.kind == "advance_tax":
        return [how]
    account = [
        (t("Account to pay to"), document.account),
        (t("Its bank"), document.bank),
        (t("Account abroad"), parts.iban(document.account)),
    ]
    return [how, *account, (t("Variable symbol (VS)"), document.vs)]


def _dates(document: Document) -> list[tuple[str, str]]:
    point = N("Day of receiving the payment") if document.kind == "advance_tax" else N("Day of supply (tax point)")
    taxed = document.kind in ("invoice", "advance_tax")
    due = document.due_on if document.kind in ("invoice", "advance") else None
    settles = document.original if document.kind in ("invoice", "advance_tax") else ""
    return [
        (t("Day of issue"), parts.day(document.issued_on)),
        (t(point), parts.day(document.tax_point_on) if taxed else ""),
        (t("Due day"), parts.day(due)),
        (t("By order No."), document.order),
        (t("Advance No."), settles),
    ]


def _correction(paper: Paper, document: Document) -> None:
    if document.kind != "credit":
        return
    paper.gap(1)
    original = t("No. {number}", number=document.original)
    if document.original_on:
        original = t("No. {number} of {day}", number=document.original, day=parts.day(document.original_on))
    paper.facts([(t("Corrects document"), original), (t("Reason of correction"), document.reason)])


def _advance_lines(paper: Paper, document: Document) -> None:
    columns = [
        Column(t("Subject of the supply, amounts in CZK")),
        Column(t("Quantity"), 20, "right"),
        Column(t("Total with VAT"), 32, "right"),
    ]
    rows = [
        (parts.bound(line.text), f"{line.quantity}\u00a0{line.unit}", amount(line.total)) for line in document.lines
    ]
    Table(paper, columns).draw(rows)
    paper.gap(4)


def _foot(paper: Paper, document: Document) -> None:
    """The payment code at the left, what is summed at the right; a page break never parts them."""
    paper.need(_FOOT + 5 * len(document.deposits) * 2)
    top = low = paper.y
    if document.payment == "transfer" and document.kind in ("invoice", "advance") and parts.payable(document.to_pay):
        with paper.column(0, parts.QR_ROOM):
            parts.payment_code(paper, document)
        low, paper.y = paper.y, top
    with paper.column(parts.QR_ROOM, paper.room - parts.QR_ROOM):
        if document.kind != "advance":
            parts.recapitulation(paper, document)
        _sums(paper, document)
    paper.y = max(low, paper.y) + 4


def _sums(paper: Paper, document: Document) -> None:
    if document.kind == "credit":
        parts.summed(paper, t("Difference of the price with VAT"), document.total)
        paper.gap(1)
        parts.summed(paper, t("To be returned or set off"), -document.to_pay, parts.SUM)
        return
    if document.kind == "advance_tax":
        parts.summed(paper, t("Received payment"), document.total, parts.SUM)
        return
    if document.paid_ahead or document.rounding:
        parts.summed(paper, t("Total price with VAT"), document.total)
    if document.paid_ahead:
        parts.summed(paper, t("Paid by advances"), -document.paid_ahead)
    if document.rounding:
        parts.summed(paper, t("Rounding"), document.rounding)
    paper.gap(1)
    parts.summed(paper, t("Amount to pay"), document.to_pay, parts.SUM)


def _closing(paper: Paper, document: Document) -> None:
    """What else is to be said, and who issued the document."""
    for text in (document.note, _explanation(document)):
        if text:
            paper.paragraph(text, BODY)
            paper.gap(1)
    paper.gap(2)
    paper.facts([(t("Made out in the office by"), document.issued_by)])
    inside = t("The data of this document for accounting (ISDOC 6.0.2) are in the attachment invoice.isdoc.")
    for text in (document.supplier_note, inside):
        if text:
            paper.paragraph(text, SMALL)


def _explanation(document: Document) -> str:
    if document.kind == "advance":
        return t("When your payment comes, we will send you a tax document for it within 15 days.")
    if document.kind == "advance_tax":
        return t("Do not pay: this document confirms the payment that you have made.")
    if document.kind == "invoice" and document.paid_ahead and document.to_pay <= 0:
        return t("Do not pay: the price was paid ahead.")
    return ""
