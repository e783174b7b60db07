"""The office's sentences on the diary: entries, free time, invitations and the replies to them."""

from lib.diary.rules.blocks import BUSY, KINDS, Entry, Span, check_times, free, span, tidy
from lib.diary.rules.invitations import DECISIONS, SOON, STATES, Card, Reply, reply, tidy_card, urgency

__all__ = [
    "BUSY",
    "DECISIONS",
    "KINDS",
    "SOON",
    "STATES",
    "Card",
    "Entry",
    "Reply",
    "Span",
    "check_times",
    "free",
    "reply",
    "span",
    "tidy",
    "tidy_card",
    "urgency",
]
