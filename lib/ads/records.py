"""What the questions about ads answer with when the answer is one record."""

import datetime as dt
from dataclasses import dataclass

from lib.ads import rules


@dataclass(frozen=True)
class Ad:
    """One ad. Money in haléře, None where nothing was written; `state` is a key of `rules.STATES` as of today."""

    id: int
    order_number: str
    issue_year: int
    issue_number: str
    issue_day: dt.date
    party_id: int
    advertiser: str
    ico: str | None
    email: str
    kind: str
    format: str
    page: str
    price_without_vat: int | None
    vat: int | None
    price_with_vat: int | None
    revenue: int
    receivable: int
    invoice_number: str
    issued_on: dt.date | None
    due_on: dt.date | None
    paid_on: dt.date | None
    cancelled: bool
    note: str
    state: str
    days_overdue: int | None

    @property
    def issue(self) -> str:
        """`4/2026`, `7–8/2026`."""
        return f"{self.issue_number}/{self.issue_year}"


@dataclass(frozen=True)
class OfYear:
    """A year's ads and revenue in issues that are out, the same days of last year, and what is ordered ahead."""

    span: rules.Span
    ads: int
    revenue: int
    last_year: int
    ordered_ads: int
    ordered: int
    whole_last_year: int

    @property
    def change(self) -> float | None:
        """The growth against the same days of last year (0.18), None without last year."""
        return rules.change(self.revenue, self.last_year)


@dataclass(frozen=True)
class Letter:
    """The paper's and the sender's names in letters to advertisers."""

    paper: str
    office: str
    phone: str
    email: str
