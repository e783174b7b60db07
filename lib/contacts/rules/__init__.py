"""The office's sentences about organisations and people: names that are alike, cards, numbers of firms."""

from lib.contacts.rules.cards import Card, checked, covered, personal
from lib.contacts.rules.holders import HolderCard, same_office, tidy
from lib.contacts.rules.names import KINDS, alike, likeness

__all__ = [
    "KINDS", "Card", "HolderCard", "alike", "checked", "covered", "likeness", "personal", "same_office", "tidy",
]  # fmt: skip
