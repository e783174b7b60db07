"""Questions about reach: channels by month side by side, what is missing, and single posts."""

from lib.reach.queries.posts import Post, best, post, posts, snapshots, span
from lib.reach.queries.series import (
    SERIES,
    Reading,
    daily,
    history,
    known,
    missing,
    overview,
    series,
    subject,
    usual_source,
)

__all__ = [
    "SERIES", "Post", "Reading", "best", "daily", "history", "known", "missing", "overview", "post", "posts", "series",
    "snapshots", "span", "subject", "usual_source",
]  # fmt: skip
