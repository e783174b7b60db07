"""Questions about ads: what they earn, issues of the paper, orders, what is to be invoiced, how an issue closes."""

from lib.ads.queries.closing import Closing, closing
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
from lib.ads.queries.orders import entry_of, order, order_steps, orders
from lib.ads.queries.papers import issue_history, paper_issue, paper_issues, to_order
from lib.ads.queries.pricing import price
from lib.ads.queries.sizes import size

__all__ = [
    "Closing", "ad", "ads", "by_advertiser", "by_format", "by_issue", "by_month", "by_year", "closing",
    "entry_of", "history", "issue_history", "issues", "letter", "not_back", "of_year", "order", "order_steps",
    "orders", "paper_issue", "paper_issues", "price", "size", "to_invoice", "to_order", "unpaid", "years",
]  # fmt: skip
