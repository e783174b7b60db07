"""The office's sentences about the cupboard: kinds of movements, limits, when an item is low and when it runs out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lib.errors import BadInput, Refused
from lib.i18n import N

SERIES = "PP"
"""Handover protocols (předávací protokol)."""

KINDS = {
    "P": N("Receipt"),
    "V": N("Handed out"),
    "T": N("Transfer"),
    "R": N("Return"),
    "Z": N("Loss or damage"),
    "I": N("Stocktake difference"),
    "O": N("Correction"),
}
"""The letters that Czech stock books use: příjem, výdej, převod, vratka, ztráta, inventurní rozdíl, oprava (storno)."""

TAKES_FROM = frozenset("VTZ")
BRINGS_TO = frozenset("PTR")

STATES = {
    "out": N("none left"),
    "low": N("below minimum"),
    "soon": N("runs out soon"),
    "enough": N("enough"),
    "retired": N("retired"),
}


@dataclass(frozen=True)
class Line:
    """So many pieces of an item."""

    item_id: int
    quantity: int


def merged(lines: Iterable[Line]) -> list[Line]:
    """One line an item, in the order in which the items came; BadInput for no lines and for nothing of an item."""
    total: dict[int, int] = {}
    for line in lines:
        check_quantity(line.quantity)
        total[line.item_id] = total.get(line.item_id, 0) + line.quantity
    if not total:
        raise BadInput("Choose at least one item.", field="lines")
    return [Line(item_id, quantity) for item_id, quantity in total.items()]


def check_quantity(quantity: int) -> None:
    """BadInput unless it is at least one piece."""
    if quantity < 1:
        raise BadInput("The quantity must be at least 1.", field="quantity")


def check_day(day: dt.date, today: dt.date) -> None:
    """BadInput for a day to come: the ledger says what has happened."""
    if day > today:
        raise BadInput("The day has not come yet. Record the movement on the day when it happens.", field="day")


def check_transfer(from_place: int, to_place: int) -> None:
    """BadInput for a transfer that goes nowhere."""
    if from_place == to_place:
        raise BadInput("Choose two different places.", field="to_place")


def check_return(wanted: int, outstanding: int, item: str) -> None:
    """Refused when more comes back than is still out."""
    if wanted > outstanding:
        raise Refused("Only {left} pieces of {item} are still out on this protocol.", left=outstanding, item=item)


def protocol_number(year: int, seq: int) -> str:
    """`PP-2026-001`."""
    return f"{SERIES}-{year}-{seq:03d}"


def run_out(quantity: int, used: int, days: int, today: dt.date) -> dt.date | None:
    """The day on which the last piece goes if people take as many as in the last `days`; None when nobody takes any."""
    if used <= 0 or quantity <= 0:
        return None
    left = quantity * days // used
    return today + dt.timedelta(days=left) if left < 3650 else None


def state(quantity: int, minimum: int, runs_out: dt.date | None, soon: dt.date, *, retired: bool = False) -> str:
    """The code of the item's state, a key of `STATES`. What runs out by the day `soon` runs out soon."""
    if retired:
        return "retired"
    if quantity <= 0:
        return "out"
    if quantity < minimum:
        return "low"
    return "soon" if runs_out is not None and runs_out <= soon else "enough"


def over_limit(requests: int, value: int, most_requests: int, most_value: int) -> bool:
    """Whether a receiver would get more than the office allows in a calendar year: a warning, a person decides.

    `requests` and `value` (haléře) count the handover that is being prepared too.
    """
    return requests > most_requests or value > most_value


@dataclass(frozen=True)
class Card:
    """What a person writes on an item's card. `purchase_price` in haléře including VAT."""

    code: str
    name: str
    category: str = ""
    unit: str = "ks"
    purchase_price: int = 0
    minimum: int = 0
    supplier: str = ""
    default_place_id: int | None = None
    for_children: bool = False
    sold_at_info_centre: bool = False
    expires_on: dt.date | None = None
    note: str = ""


def tidy(card: Card) -> Card:
    """The card without needless spaces; BadInput when the code or the name is missing or a number is negative."""
    code, name, unit = (" ".join(text.split()) for text in (card.code, card.name, card.unit))
    if not code:
        raise BadInput("Write the code of the item.", field="code")
    if not name:
        raise BadInput("Write the name of the item.", field="name")
    if card.purchase_price < 0:
        raise BadInput("The price cannot be negative.", field="purchase_price")
    if card.minimum < 0:
        raise BadInput("The minimum cannot be negative.", field="minimum")
    category, supplier = " ".join(card.category.split()), " ".join(card.supplier.split())
    return replace(card, code=code, name=name, unit=unit or "ks", category=category, supplier=supplier)
