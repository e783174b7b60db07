"""Questions about the cupboard: items and balances, the ledger, handover protocols, and who got what."""

from lib.stock.queries.gifts import OfYear, given, items_given, monthly_use, of_receiver, purposes, recipients
from lib.stock.queries.handovers import Handover, handover, handover_lines, handovers, paper
from lib.stock.queries.items import (
    Item,
    categories,
    history,
    item,
    item_id_of,
    item_places,
    items,
    place_column,
    place_names,
    places,
    running_low,
    stock_value,
)
from lib.stock.queries.ledger import balances, daily_balance, movements, movements_of

__all__ = [
    "Handover",
    "Item",
    "OfYear",
    "balances",
    "categories",
    "daily_balance",
    "given",
    "handover",
    "handover_lines",
    "handovers",
    "history",
    "item",
    "item_id_of",
    "item_places",
    "items",
    "items_given",
    "monthly_use",
    "movements",
    "movements_of",
    "of_receiver",
    "paper",
    "place_column",
    "place_names",
    "places",
    "purposes",
    "recipients",
    "running_low",
    "stock_value",
]
