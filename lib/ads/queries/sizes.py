"""The printed size of an order's ad, by the price list that its price is frozen with, and the first closing."""

from lib import clock
from lib.access import User, needs
from lib.ads.queries.orders import Order
from lib.ads.queries.papers import issues_of
from lib.store import Database
from lib.tariffs import queries as tariffs
from lib.tariffs.records import Item, PriceList


@needs("ads.read")
def size(db: Database, order: Order, *, by: User) -> tuple[tuple[int, int] | None, bool, str]:
    """((mm wide, mm high) or None, whether the ad is priced by characters, the first closing that is ahead or "")."""
    price_list = tariffs.current(db, order.price_list_id) if order.price_list_id else None
    if price_list is None:
        price_list = tariffs.in_force(db, clock.today(), by=by)
    found = _item(price_list, order.item)
    closings = sorted(issue.closes_at for issue in issues_of(db, order.issues).values()) if order.issues else []
    return (
        mm(found, order.width_mm, order.height_mm),
        bool(found and found.unit == "characters"),
        next(iter(closings), ""),
    )


def mm(item: Item | None, width_mm: int | None, height_mm: int | None) -> tuple[int, int] | None:
    """The size that is printed: the item's own, or the one that was typed."""
    if item and item.unit == "size":
        width_mm, height_mm = item.width_mm, item.height_mm
    return (width_mm, height_mm) if width_mm and height_mm else None


def _item(price_list: PriceList | None, code: str) -> Item | None:
    items = price_list.content.items if price_list else ()
    return next((item for item in items if item.code == code), None)
