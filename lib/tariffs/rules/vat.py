"""VAT of a price to the haléř, half up, in whole numbers (R-DPH-calc: neither base nor tax is rounded to koruny)."""

from lib.tariffs.records import Share


def of_base(base: int, rate: int) -> int:
    """The tax on a price without it."""
    return half_up(base * rate, 100)


def of_total(total: int, rate: int) -> int:
    """The tax inside a price that has it: price − price / 1.21."""
    return half_up(total * rate, 100 + rate)


def share(price: int, rate: int, *, with_vat: bool) -> Share:
    """A price as base, tax and total; `with_vat` says what the price was."""
    if with_vat:
        tax = of_total(price, rate)
        return Share(price - tax, tax, price)
    tax = of_base(price, rate)
    return Share(price, tax, price + tax)


def half_up(over: int, under: int) -> int:
    """The whole number nearest to a fraction; a half goes away from zero."""
    whole = (2 * abs(over) + under) // (2 * under)
    return whole if over >= 0 else -whole
