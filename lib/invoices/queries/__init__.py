"""Questions about invoices. Permission: invoices.read. Money in haléře."""

from lib.invoices.queries.drafting import invoiced_on, remarks, side, supplier
from lib.invoices.queries.listing import invoices, open_invoices, to_tax
from lib.invoices.queries.one import (
    Invoice,
    deposits_left,
    document,
    existing,
    history,
    invoice,
    lines,
    paper,
    payments,
    related,
    whole,
    xml,
)

__all__ = [
    "Invoice",
    "deposits_left",
    "document",
    "existing",
    "history",
    "invoice",
    "invoiced_on",
    "invoices",
    "lines",
    "open_invoices",
    "paper",
    "payments",
    "related",
    "remarks",
    "side",
    "supplier",
    "to_tax",
    "whole",
    "xml",
]
