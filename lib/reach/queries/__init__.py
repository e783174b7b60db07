"""Questions about reach: channels by month side by side, what is missing, and single posts."""

from lib.reach.queries.posts import best, posts, span
from lib.reach.queries.series import SERIES, Reading, daily, history, known, missing, overview, series, subject

__all__ = [
    "SERIES", "Reading", "best", "daily", "history", "known", "missing", "overview", "posts", "series", "span",
    "subject",
]  # fmt: skip
