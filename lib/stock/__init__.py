"""Room of promotional items. Others use what runs low and who got what, and the two kinds of its spreadsheet."""

from lib.stock.queries import given, running_low
from lib.stock.sheet import ITEMS, MOVEMENTS

__all__ = ["ITEMS", "MOVEMENTS", "given", "running_low"]
