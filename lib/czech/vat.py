"""VAT to the haléř in whole numbers, half up: neither base nor tax is rounded to koruny (§ 37, R-DPH-calc)."""


def vat_of_base(base: int, rate: int) -> int:
    """The tax on top of a base, `rate` in per cent."""
    return half_up(base * rate, 100)


def vat_of_total(total: int, rate: int) -> int:
    """The tax inside a price that has it: price − price / 1.21."""
    return half_up(total * rate, 100 + rate)


def half_up(over: int, under: int) -> int:
    """The whole number nearest to a fraction; a half goes away from zero: a credit note mirrors its original."""
    whole = (2 * abs(over) + under) // (2 * under)
    return whole if over >= 0 else -whole
