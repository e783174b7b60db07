"""Room of ads: what the town's paper earns, and who has not paid."""

from lib.ads.queries import by_issue, by_month, issues, of_year, unpaid
from lib.ads.records import Ad, OfYear

__all__ = ["Ad", "OfYear", "by_issue", "by_month", "issues", "of_year", "unpaid"]
