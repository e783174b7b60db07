"""Everything that changes invoices: issuing, crediting, money, advances. What is issued is never changed."""

from lib.invoices.actions.advances import tax_payment
from lib.invoices.actions.crediting import CREDITED, credit, credit_all
from lib.invoices.actions.issuing import issue
from lib.invoices.actions.money import SMALL_CHANGE, pay, pay_in_cash, refund, take_back, write_off_halere
from lib.invoices.actions.standing import WITHDRAWN, hold, number_by_finance, release, withdraw

__all__ = [
    "CREDITED",
    "SMALL_CHANGE",
    "WITHDRAWN",
    "credit",
    "credit_all",
    "hold",
    "issue",
    "number_by_finance",
    "pay",
    "pay_in_cash",
    "refund",
    "release",
    "take_back",
    "tax_payment",
    "withdraw",
    "write_off_halere",
]
