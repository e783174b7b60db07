"""The rate engine: a price list is data, and these pure rules count with it. No town has code of its own."""

from lib.tariffs.rules.asking import items, surcharges
from lib.tariffs.rules.content import check, read, write
from lib.tariffs.rules.counting import characters
from lib.tariffs.rules.quoting import charge_back, percent_words, quote
from lib.tariffs.rules.words import CLIENTS, COUNTS, KINDS, ROUNDING_OF, ROUNDING_WAYS, UNITS

__all__ = [
    "CLIENTS", "COUNTS", "KINDS", "ROUNDING_OF", "ROUNDING_WAYS", "UNITS",
    "characters", "charge_back", "check", "items", "percent_words", "quote", "read", "surcharges", "write",
]  # fmt: skip
