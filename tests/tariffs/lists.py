"""Lists to count with: the public ones, and one put together for a test."""

import datetime as dt
from decimal import Decimal
from typing import Any

from lib.tariffs.records import Content, Item, PriceList, Quote, Tier, Wanted
from lib.tariffs.rules import quote
from lib.tariffs.templates import as_price_list, template


def public(code: str) -> PriceList:
    """A town's public list."""
    return as_price_list(template(code))


def made(**content: Any) -> PriceList:
    """A made-up list: prices without VAT, one size for 1 000 Kč unless other items are given."""
    usual = {"rate": 21, "with_vat": False, "items": (Item("A", "size A", "display", "size", 100_000),)}
    return PriceList(7, "made up", dt.date(2026, 1, 1), None, "", "draft", Content(**usual | content))


def tiers(**percents: int) -> tuple[Tier, ...]:
    """`tiers(from3=20)`."""
    return tuple(Tier(int(least.removeprefix("from")), Decimal(percent)) for least, percent in percents.items())


def koruny(price_list: PriceList, item: str, client: str = "organisation", **wanted: Any) -> float:
    """The price in Kč on the list's own side of VAT."""
    price = quote(price_list, Wanted(item, client, **wanted))  # type: ignore[arg-type]
    return own_side(price_list, price) / 100


def own_side(price_list: PriceList, price: Quote) -> int:
    return price.with_vat if price_list.content.with_vat else price.without_vat
