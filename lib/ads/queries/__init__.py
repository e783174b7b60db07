"""Questions about ads: what they earn, issues of the paper, orders, what is to be invoiced, how an issue closes."""

from lib.ads.queries.earned import (
    ad,
    ads,
    by_advertiser,
    by_format,
    by_issue,
    by_month,
    by_year,
    history,
    issues,
    letter,
    not_back,
    of_year,
    unpaid,
    years,
)
from lib.ads.queries.invoicing import to_invoice

__all__ = [
    "ad", "ads", "by_advertiser", "by_format", "by_issue", "by_month", "by_year", "history", "issues", "letter",
    "not_back", "of_year", "to_invoice", "unpaid", "years",
]  # fmt: skip
