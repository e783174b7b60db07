"""The office's sentences about ads: kinds, issues, what is paid, and the way of an order."""

from lib.ads.rules.entry import Consent, OrderEntry, tidy
from lib.ads.rules.payment import (
    BUCKETS,
    KIND_WORDS,
    KINDS,
    OF_PEOPLE,
    ROUNDING,
    STATES,
    Span,
    bucket,
    cancels,
    change,
    check_payment,
    days_overdue,
    is_cancelled,
    issues,
    span,
    state,
    wrong_sum,
)
from lib.ads.rules.steps import ABOUT, AFTER, CLOSED, ORDER_STATES, crosses, next_states, settled

__all__ = [
    "ABOUT", "AFTER", "BUCKETS", "CLOSED", "KINDS", "KIND_WORDS", "OF_PEOPLE", "ORDER_STATES", "ROUNDING", "STATES",
    "Consent", "OrderEntry", "Span", "bucket", "cancels", "change", "check_payment", "crosses", "days_overdue",
    "is_cancelled", "issues", "next_states", "settled", "span", "state", "tidy", "wrong_sum",
]  # fmt: skip
