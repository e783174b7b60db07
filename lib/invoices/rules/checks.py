"""What must not be issued or paid at all, and what a person should know before it is (R-DPH-29, R-DPH-KH, R-DPH-no)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lib.czech import dates, identifiers, numbers
from lib.czech.vat import vat_of_base
from lib.errors import BadInput, Refused
from lib.i18n import N, t
from lib.invoices.records import Draft, Line, Side
from lib.invoices.rules.numbers import TAX_KINDS

SIMPLIFIED_LIMIT = 1_000_000
"""Haléře with VAT: up to here a simplified document is enough (§ 30), above it the control statement names the
buyer."""
DAYS_TO_ISSUE = 15
"""Days from the supply or the received payment within which the document is issued (§ 28)."""


@dataclass(frozen=True)
class Remark:
    """Something to know before issuing; one that `stops` must be mended first."""

    sentence: str
    fields: dict[str, Any] = field(default_factory=dict)
    stops: bool = False

    def said(self) -> str:
        """The sentence in the reader's language."""
        return t(self.sentence, **self.fields)


def stopped(found: Iterable[Remark]) -> Remark | None:
    """The first remark that stops issuing."""
    return next((one for one in found if one.stops), None)


def check_draft(draft: Draft) -> None:
    """BadInput or Refused for a document that no customer could make right."""
    if not draft.lines:
        raise BadInput("A document has at least one line.", field="lines")
    for line in draft.lines:
        _check_line(line)
    total = sum(line.total for line in draft.lines)
    if draft.kind == "cash" and total > SIMPLIFIED_LIMIT:
        raise Refused(
            "A cash receipt is for {limit} at most; this is {total}. Issue an invoice that is paid in cash.",
            limit=numbers.money(SIMPLIFIED_LIMIT),
            total=numbers.money(total),
        )


def _check_line(line: Line) -> None:
    """A base may be less than its price: that is a discount, which R-DPH-29 i wants to be seen."""
    if not line.text.strip():
        raise BadInput("Say on every line what it is for.", field="lines")
    if line.base <= 0 or line.vat < 0 or line.quantity <= 0:
        raise BadInput(
            "“{text}” has the price {price}. An invoice has only amounts above zero; give money back by a credit note.",
            text=line.text,
            price=numbers.money(line.base),
            field="lines",
        )
    if line.base > line.unit_price * line.quantity or abs(line.vat - vat_of_base(line.base, line.rate)) > 1:
        raise BadInput(
            "The price, the VAT and the quantity of “{text}” do not fit together.", text=line.text, field="lines"
        )


def check_amount(amount: int) -> None:
    """BadInput for a payment or a credit of nothing or less."""
    if amount <= 0:
        raise BadInput("Write an amount above zero.", field="amount")


def check_paid_on(day: dt.date, today: dt.date) -> None:
    """BadInput for a payment of a day to come."""
    if day > today:
        raise BadInput(
            "{day} is still to come; a payment is recorded when it has come.", day=dates.date(day), field="paid_on"
        )


def check_due(due_on: dt.date | None, issued_on: dt.date) -> None:
    """BadInput for a term before the document is issued."""
    if due_on is not None and due_on < issued_on:
        raise BadInput("The term {day} is before the day of issue.", day=dates.date(due_on), field="due_on")


def remarks(draft: Draft, customer: Side, today: dt.date) -> list[Remark]:
    """What to know of a draft before it is issued today, first what stops it."""
    total = sum(line.total for line in draft.lines)
    found = [*_of_buyer(draft.kind, customer, total), *_of_day(draft, today)]
    return sorted(found, key=lambda one: not one.stops)


def _of_buyer(kind: str, customer: Side, total: int) -> Iterable[Remark]:
    name, limit = {"customer": customer.name}, {"limit": numbers.money(SIMPLIFIED_LIMIT)}
    taxed = kind in TAX_KINDS | {"advance"}  # the advance's payment gets a tax document of the same VAT and buyer
    if customer.country != "CZ" and not customer.person and taxed:
        yield Remark(_ABROAD, {**name, "country": customer.country}, stops=True)
    if not customer.address.strip() and kind != "cash":
        yield Remark(_NO_SEAT, {**name, **limit}, stops=total > SIMPLIFIED_LIMIT and taxed)
    if customer.ico and not identifiers.is_ico(customer.ico):
        yield Remark(_WRONG_ICO, {**name, "ico": customer.ico})
    if total > SIMPLIFIED_LIMIT and customer.ico and not customer.dic and customer.country == "CZ":
        yield Remark(_NO_DIC, {**name, **limit})
    if is_birth_number(customer.dic):
        yield Remark(_BIRTH_NUMBER, name)


def _of_day(draft: Draft, today: dt.date) -> Iterable[Remark]:
    day = draft.tax_point_on
    if day is None or draft.kind not in TAX_KINDS | {"basis"}:
        return
    if day > today:
        yield Remark(_TO_COME, {"day": dates.date(day)})
    late = (today - day).days
    if late > DAYS_TO_ISSUE:
        yield Remark(_LATE, {"day": dates.date(day), "days": late, "limit": DAYS_TO_ISSUE})


def is_birth_number(dic: str) -> bool:
    """Whether a Czech DIČ is a person's birth number: ten digits, or nine that are no group (those begin with 6)."""
    digits = dic.upper().removeprefix("CZ")
    return digits.isdecimal() and (len(digits) == 10 or (len(digits) == 9 and digits[0] != "6"))


_ABROAD = N("{customer} has its seat abroad ({country}): the VAT is paid there, not here (§ 9). Hand it to the finance department as a basis for invoicing.")  # fmt: skip # noqa: E501
_NO_SEAT = N("The seat of {customer} is missing. Over {limit} a tax document must have it.")
_WRONG_ICO = N("IČO {ico} of {customer} does not check. Look for a typing error.")
_NO_DIC = N(
    "{customer} has no DIČ. If it pays VAT, fill it in: over {limit} the control statement names the buyer by it."
)
_BIRTH_NUMBER = N("The DIČ of {customer} is a birth number. The law wants it on the document; write it nowhere else.")
_TO_COME = N("The day of supply {day} is still to come.")
_LATE = N("The supply was on {day}, {days} days ago; the law gives {limit} days to issue the document.")
