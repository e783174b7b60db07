"""D03: the basis for invoicing, for towns whose finance department numbers the invoices. Three approvals (Act 320/2001
on financial control, § 26): the person who orders the operation, the keeper of the budget, the chief accountant."""

from collections.abc import Sequence

from lib.i18n import t
from lib.invoices.paper import parts
from lib.invoices.records import Document
from lib.paper import Attachment, Footer, Signature
from lib.paper import Document as Paper
from lib.paper.text import BODY, SMALL


def basis(document: Document, inside: Sequence[Attachment]) -> bytes:
    """What the finance department needs to issue the invoice, to be signed three times. What it gives itself (the
    variable symbol, the item of the budget) is a line to write on when it is not known."""
    footer = Footer("D03", "1", document.issued_on)
    title = t("Basis for the invoice")
    paper = Paper(parts.letterhead(document.supplier), title, document.number, footer, archive=True)
    parts.sides(paper, document.supplier, document.customer)
    left = [(t("Day of supply (tax point)"), parts.day(document.tax_point_on)), (t("By order No."), document.order)]
    right = [(t("Due day"), parts.day(document.due_on)), (t("Made out on"), parts.day(document.issued_on))]
    parts.beside(paper, left, right)
    paper.facts([(t("Variable symbol (VS)"), document.vs), (t("Item of the budget"), document.budget_item)], columns=2)
    paper.gap(3)
    parts.lines(paper, document)
    _sums(paper, document)
    if document.note:
        paper.paragraph(document.note, BODY)
        paper.gap(2)
    paper.facts([(t("Made out in the office by"), document.issued_by)])
    paper.gap(3)
    paper.signatures(
        [
            Signature(t("Orderer of the operation (date, signature)")),
            Signature(t("Keeper of the budget (date, signature)")),
            Signature(t("Chief accountant (date, signature)")),
        ],
        closing=t("Approved under § 26 of Act 320/2001 on financial control:"),
    )
    paper.gap(3)
    paper.paragraph(t("This is not a tax document."), SMALL)
    return paper.pdf(inside)


def _sums(paper: Paper, document: Document) -> None:
    paper.need(40)
    with paper.column(parts.QR_ROOM, paper.room - parts.QR_ROOM):
        parts.recapitulation(paper, document)
        parts.summed(paper, t("To invoice"), document.to_pay, parts.SUM)
    paper.gap(4)
