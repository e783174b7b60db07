"""The office's sentences about guests: the protocol, answers, cards, and lines pasted from a spreadsheet."""

from lib.guests.rules.cards import (
    ANSWERS,
    CATEGORIES,
    STATES,
    WAYS,
    Card,
    check_coming,
    full_name,
    tidy,
)
from lib.guests.rules.pasted import Pasted, read

__all__ = ["ANSWERS", "CATEGORIES", "STATES", "WAYS", "Card", "Pasted", "check_coming", "full_name", "read", "tidy"]
