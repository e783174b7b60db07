"""Everything that changes readings: people record and correct, imports append and are taken back."""

from lib.reach.actions.imports import insert_posts, insert_series, remove_entries, update_posts, update_series
from lib.reach.actions.recording import correct, record, withdraw

__all__ = [
    "correct", "insert_posts", "insert_series", "record", "remove_entries", "update_posts", "update_series", "withdraw",
]  # fmt: skip
