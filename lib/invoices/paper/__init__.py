"""Papers of invoices: tax documents (D04–D06), cash receipts (D07), bases for invoicing (D03), reminders (D08).

Records in, bytes out: nothing here reads the store or the clock, so the same record gives the same bytes. Every paper
is a PDF/A-3a; those that are ISDOC carry it inside and their names end `-isdoc.pdf`, as ISDOC.PDF wants.
"""

from lib.i18n import speaking
from lib.invoices import isdoc as format
from lib.invoices.paper.basis import basis
from lib.invoices.paper.cash_receipt import cash_receipt
from lib.invoices.paper.reminder import reminder, reminders
from lib.invoices.paper.tax_document import tax_document
from lib.invoices.records import Document
from lib.paper import Attachment

__all__ = ["file_name", "pdf", "reminder", "reminders"]

_NAMES = {
    "invoice": "faktura",
    "advance": "zalohova-faktura",
    "advance_tax": "danovy-doklad-k-platbe",
    "credit": "opravny-danovy-doklad",
    "cash": "pokladni-doklad",
    "basis": "podklad-k-fakturaci",
}


@speaking("cs")
def pdf(document: Document, isdoc: bytes | None = None) -> bytes:
    """The document on paper, by its kind, with `isdoc` inside (a basis for invoicing has none).

    BadInput for an account that does not check, a character that cannot be printed, and a cash receipt whose lines do
    not fit it.
    """
    inside = [Attachment(format.NAME, isdoc, "text/xml", f"ISDOC {document.number}")] if isdoc else []
    draw = {"cash": cash_receipt, "basis": basis}.get(document.kind, tax_document)
    return draw(document, inside)


def file_name(document: Document) -> str:
    """How the file is called when it leaves the office: `faktura-2026100012-isdoc.pdf`."""
    ending = "-isdoc" if format.has(document) else ""
    return f"{_NAMES[document.kind]}-{document.number}{ending}.pdf"
