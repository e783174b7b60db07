"""Papers of the office as PDF: letterhead, title, facts, tables, signatures, QR, page numbers.

    document = Document(letterhead, t("Handover protocol"), "PP-2026-014", Footer("PP", "1", day))
    document.facts([(t("Place"), place)])
    Table(document, columns).draw(rows, total=(t("Total"), "1 250,00"))
    document.signatures([Signature(t("Handed over by"), name)])
    return document.pdf()

Papers are Czech whoever prints them: wrap the function in `i18n.speaking("cs")`.
"""

from lib.paper.archive import Attachment
from lib.paper.document import Block, Document, Footer, Signature
from lib.paper.letterhead import Letterhead
from lib.paper.page import A4, A5, A5_LANDSCAPE, Format
from lib.paper.qr import draw_qr
from lib.paper.table import Cell, Column, Table, amount

__all__ = [
    "A4",
    "A5",
    "A5_LANDSCAPE",
    "Attachment",
    "Block",
    "Cell",
    "Column",
    "Document",
    "Footer",
    "Format",
    "Letterhead",
    "Signature",
    "Table",
    "amount",
    "draw_qr",
]
