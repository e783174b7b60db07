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
from lib.reach.queries.stories import of_event, of_story

__all__ = [
    "SERIES", "Post", "Reading", "best", "daily", "history", "known", "missing", "of_event", "of_story", "overview",
    "post", "posts", "series", "snapshots", "span", "subject", "usual_source",
]  # fmt: skip
