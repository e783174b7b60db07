"""Everything that changes organisations, people and office-holders."""

from lib.contacts.actions.cards import add, change, keep_answer, merge
from lib.contacts.actions.holders import add_holder, change_holder, close_feed, end_term, feed_hash, new_feed
from lib.contacts.actions.parties import find_or_add, find_or_add_many

__all__ = [
    "add", "add_holder", "change", "change_holder", "close_feed", "end_term", "feed_hash", "find_or_add",
    "find_or_add_many", "keep_answer", "merge", "new_feed",
]  # fmt: skip
