"""A price as base, tax and total, whichever of them the list says."""

from lib.czech.vat import vat_of_base, vat_of_total
from lib.tariffs.records import Share


def share(price: int, rate: int, *, with_vat: bool) -> Share:
    """A price as base, tax and total; `with_vat` says what the price was."""
    if with_vat:
        tax = vat_of_total(price, rate)
        return Share(price - tax, tax, price)
    tax = vat_of_base(price, rate)
    return Share(price, tax, price + tax)
