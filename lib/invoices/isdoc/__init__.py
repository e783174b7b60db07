"""ISDOC 6.0.2, the Czech format of electronic invoices: a document as XML. Tests hold each kind against its schema.

Sources: the schema of the format (the order of elements matters) and appendix A of the standard: amounts of a
credit note are positive and its type says that they are deducted (A.6); it has no tax point (A.5); an advance that was
taxed stands among taxed deposits only (A.9); a document without `PaymentMeans` is not to be paid (A.13).
"""

from lib.invoices.isdoc.written import document_type, has, xml

NAME = "invoice.isdoc"
"""How the file is called inside a PDF (ISDOC.PDF)."""

__all__ = ["NAME", "document_type", "has", "xml"]
