"""Kinds of documents, their series and numbers: a series per kind and year, the number is the variable symbol."""

import datetime as dt

from lib.errors import Refused
from lib.i18n import N

KINDS: dict[str, str] = {
    "invoice": N("invoice"),
    "advance": N("advance invoice"),
    "advance_tax": N("tax document for a payment"),
    "credit": N("credit note"),
    "cash": N("cash receipt"),
    "basis": N("basis for invoicing"),
}
_TITLES: dict[str, str] = {
    "invoice": N("Invoice {number}"),
    "advance": N("Advance invoice {number}"),
    "advance_tax": N("Tax document for a payment {number}"),
    "credit": N("Credit note {number}"),
    "cash": N("Cash receipt {number}"),
    "basis": N("Basis for invoicing {number}"),
}
TAX_KINDS = frozenset({"invoice", "advance_tax", "credit", "cash"})
"""Tax documents; an advance invoice and a basis for the finance department are none."""
SERIES: dict[str, tuple[str, int]] = {
    "invoice": ("faktury", 1),
    "advance": ("zalohy", 2),
    "advance_tax": ("prijate-platby", 3),
    "credit": ("opravne-doklady", 4),
    "cash": ("pokladna", 5),
    "basis": ("podklady", 6),
}
"""Kind → the code of its number series and the digit by which its numbers are told from others."""
MOST_IN_YEAR = 99_999


def series_year(issued_on: dt.date, tax_point_on: dt.date | None) -> int:
    """The year whose series a document belongs to: of the supply (DUZP), else of issuing, both by the wall clock in
    Prague. What came out in December and is invoiced in January is numbered in the old year, where its tax is."""
    return (tax_point_on or issued_on).year


def document_number(kind: str, year: int, serial: int) -> str:
    """`2026100042`: year, digit of the kind, five digits. Ten digits, so that it serves as the variable symbol."""
    if serial > MOST_IN_YEAR:
        raise Refused("The number series of {year} is full ({most} documents).", year=year, most=MOST_IN_YEAR)
    return f"{year}{SERIES[kind][1]}{serial:05d}"


def variable_symbol(number: str) -> str:
    """The digits of a number by which a payment is recognised, at most ten (the last ones)."""
    return "".join(filter(str.isdigit, number))[-10:]


def title(kind: str) -> str:
    """The marked sentence with {number}, such as “Invoice 2026100042”."""
    return _TITLES[kind]
