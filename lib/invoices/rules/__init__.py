"""What the law and the office say of invoices, as pure functions: sums, numbers, checks, states."""

from lib.czech.vat import vat_of_base, vat_of_total
from lib.invoices.rules.checks import (
    SIMPLIFIED_LIMIT,
    Remark,
    check_amount,
    check_draft,
    check_due,
    check_paid_on,
    is_birth_number,
    remarks,
    stopped,
)
from lib.invoices.rules.numbers import (
    KINDS,
    SERIES,
    TAX_KINDS,
    document_number,
    series_year,
    title,
    variable_symbol,
)
from lib.invoices.rules.states import CLAIMS, STATES, state, state_column
from lib.invoices.rules.sums import (
    Recap,
    cash_rounding,
    credit_split,
    deposit,
    line,
    line_with_vat,
    recap,
    shares,
)

__all__ = [
    "CLAIMS",
    "KINDS",
    "SERIES",
    "SIMPLIFIED_LIMIT",
    "STATES",
    "TAX_KINDS",
    "Recap",
    "Remark",
    "cash_rounding",
    "check_amount",
    "check_draft",
    "check_due",
    "check_paid_on",
    "credit_split",
    "deposit",
    "document_number",
    "is_birth_number",
    "line",
    "line_with_vat",
    "recap",
    "remarks",
    "series_year",
    "shares",
    "state",
    "state_column",
    "stopped",
    "title",
    "variable_symbol",
    "vat_of_base",
    "vat_of_total",
]
