"""Room of price lists: what an ad costs and why, as data of the council's decisions."""

from lib.tariffs.queries import in_force, items, price_list, price_lists
from lib.tariffs.records import Content, PriceList, Quote, Share, Step, Wanted
from lib.tariffs.rules import characters, charge_back, quote, surcharges

__all__ = [
    "Content",
    "PriceList",
    "Quote",
    "Share",
    "Step",
    "Wanted",
    "characters",
    "charge_back",
    "in_force",
    "items",
    "price_list",
    "price_lists",
    "quote",
    "surcharges",
]
