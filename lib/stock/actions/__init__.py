"""Everything that changes the cupboard: cards of items, movements of the ledger, handover protocols, imports."""

from lib.stock.actions.cards import (
    add_item,
    add_place,
    change_item,
    correct_item,
    put_back,
    retire_item,
    save_item,
    set_photo,
)
from lib.stock.actions.handovers import Order, cancel_handover, hand_out, return_
from lib.stock.actions.movements import move, receive, reverse, stocktake, write_off
from lib.stock.actions.reservations import change_reserved, release, release_of, release_past, replan_of, reserve

__all__ = [
    "Order",
    "add_item",
    "add_place",
    "cancel_handover",
    "change_item",
    "change_reserved",
    "correct_item",
    "hand_out",
    "move",
    "put_back",
    "receive",
    "release",
    "release_of",
    "release_past",
    "replan_of",
    "reserve",
    "retire_item",
    "return_",
    "reverse",
    "save_item",
    "set_photo",
    "stocktake",
    "write_off",
]
