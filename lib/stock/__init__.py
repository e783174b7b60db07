"""Room of promotional items. Others use what runs low and who got what, and the two kinds of its spreadsheet."""

from lib.stock.actions.reservations import release_of, release_past, replan_of, reserve
from lib.stock.queries import given, reservations_of, running_low
from lib.stock.sheet import ITEMS, MOVEMENTS

__all__ = [
    "ITEMS",
    "MOVEMENTS",
    "given",
    "release_of",
    "release_past",
    "replan_of",
    "reservations_of",
    "reserve",
    "running_low",
]
