"""The whole document, its elements in the order that the schema wants."""

from uuid import UUID
from xml.sax.saxutils import quoteattr

from lib.invoices import rules
from lib.invoices.isdoc import parties
from lib.invoices.isdoc.payment import payment
from lib.invoices.isdoc.sums import deposits, rate, sign, taxed, totals
from lib.invoices.isdoc.tags import day, money, optional, tag, tags
from lib.invoices.records import Document, Line

SYSTEM = "Kancelář"
_TYPES = {"invoice": 1, "credit": 2, "advance": 4, "advance_tax": 5, "cash": 7}


def has(document: Document) -> bool:
    """Whether the format knows this kind: a basis for invoicing (D03) is no invoice."""
    return document.kind in _TYPES


def document_type(document: Document) -> int:
    """1 invoice, 2 credit note, 4 advance (no tax document), 5 tax document for a received payment, 6 credit note to 5,
    7 simplified tax document."""
    if document.kind == "credit" and document.original_kind == "advance_tax":
        return 6
    return _TYPES[document.kind]


def xml(document: Document, uuid: UUID | str) -> bytes:
    """The document as ISDOC, UTF-8. `uuid` names this very document in the whole world; keep it with the invoice."""
    body = (
        tag("DocumentType", str(document_type(document))),
        tag("ID", document.number),
        tag("UUID", str(uuid).upper()),
        tag("IssuingSystem", SYSTEM),
        day("IssueDate", document.issued_on),
        _tax_point(document),
        tag("VATApplicable", "true" if taxed(document) else "false"),
        tag("ElectronicPossibilityAgreementReference", ""),
        optional("Note", "\n".join(filter(None, (document.reason, document.note, document.supplier_note)))),
        "<LocalCurrencyCode>CZK</LocalCurrencyCode><CurrRate>1</CurrRate><RefCurrRate>1</RefCurrRate>",
        parties.supplier(document),
        parties.customer(document),
        _references(document),
        tags("InvoiceLines", *(_line(number, line, document) for number, line in enumerate(document.lines, 1))),
        deposits(document),
        totals(document),
        payment(document),
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="http://isdoc.cz/namespace/2013" version="6.0.2">'
    return f"{head}{''.join(body)}</Invoice>\n".encode()


def _tax_point(document: Document) -> str:
    return day("TaxPointDate", document.tax_point_on) if taxed(document) and document.kind != "credit" else ""


def _references(document: Document) -> str:
    order = tags("OrderReferences", tags("OrderReference", tag("SalesOrderID", document.order)))
    original = tag("ID", document.original) + day("IssueDate", document.original_on)
    corrected = tags("OriginalDocumentReferences", tags("OriginalDocumentReference", original))
    return (order if document.order else "") + (corrected if document.kind == "credit" else "")


def _line(number: int, line: Line, document: Document) -> str:
    taxable = taxed(document)
    base, vat = (sign(document) * line.base, sign(document) * line.vat) if taxable else (line.total, 0)
    unit = abs(line.unit_price) * (-1 if base < 0 else 1)
    with_vat = unit + rules.vat_of_base(unit, line.rate)
    unit = unit if taxable else with_vat
    before = unit * line.quantity
    return tags(
        "InvoiceLine",
        tag("ID", str(number)),
        f"<InvoicedQuantity unitCode={quoteattr(line.unit)}>{line.quantity}</InvoicedQuantity>",
        money("LineExtensionAmount", base),
        money("LineExtensionAmountBeforeDiscount", before) if taxable and abs(before) > abs(base) else "",
        money("LineExtensionAmountTaxInclusive", base + vat),
        money("LineExtensionTaxAmount", vat),
        money("UnitPrice", unit),
        money("UnitPriceTaxInclusive", with_vat),
        tags("ClassifiedTaxCategory", rate(line.rate, taxable, tag("VATCalculationMethod", "0"))),
        tags("Item", tag("Description", line.text)),
    )
