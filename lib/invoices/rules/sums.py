"""Sums to the haléř: VAT, recapitulation by rate, rounding of cash, credit notes, advances (R-DPH-calc)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.czech.vat import half_up, vat_of_base, vat_of_total
from lib.invoices.records import Deposit, Line


@dataclass(frozen=True)
class Recap:
    """One row of the recapitulation: a rate in per cent, sums in haléře."""

    rate: int
    base: int
    vat: int

    @property
    def total(self) -> int:
        return self.base + self.vat


def line(
    text: str, unit_price: int, rate: int, *, quantity: int = 1, unit: str = "ks", ad_id: int | None = None
) -> Line:
    """A line from a unit price without VAT."""
    base = unit_price * quantity
    return Line(text, unit_price, rate, base, vat_of_base(base, rate), quantity, unit, ad_id)


def line_with_vat(text: str, total: int, rate: int, *, ad_id: int | None = None) -> Line:
    """A line from a price with VAT: base and VAT make exactly that price."""
    vat = vat_of_total(total, rate)
    return Line(text, total - vat, rate, total - vat, vat, ad_id=ad_id)


def recap(lines: Iterable[Line | Deposit]) -> tuple[Recap, ...]:
    """Bases and VAT by rate, the highest rate first. VAT is the sum of the lines' VAT: no line loses a haléř."""
    found: dict[int, Recap] = {}
    for one in lines:
        before = found.get(one.rate, Recap(one.rate, 0, 0))
        found[one.rate] = Recap(one.rate, before.base + one.base, before.vat + one.vat)
    return tuple(found[rate] for rate in sorted(found, reverse=True))


def cash_rounding(to_pay: int) -> int:
    """What is added (−50…50 haléřů) to pay whole koruny in cash; 50 haléřů go up (§ 36/5)."""
    return half_up(to_pay, 100) * 100 - to_pay


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """A sum divided by weights so that the parts make it exactly; each part is at most a haléř from its share."""
    whole, given, seen, parts = sum(weights), 0, 0, []
    for weight in weights:
        seen += weight
        upto = half_up(total * seen, whole)
        parts.append(upto - given)
        given = upto
    return parts


def credit_split(total: int, rate: int, left_base: int, left_vat: int) -> tuple[int, int]:
    """Base and VAT of a credited price with VAT, of a line of which (base, VAT) are left. What credits the rest takes
    exactly the rest, so that a line credited in any parts ends at zero base and zero VAT."""
    vat = min(max(vat_of_total(total, rate), total - left_base), left_vat)
    return total - vat, vat


def deposit(number: str, left: Recap, due: Recap) -> Deposit:
    """What an advance of which `left` is left pays of what is `due` at the same rate: both to the haléř."""
    if left.total >= due.total:
        base, vat = (left.base, left.vat) if left.total == due.total else (due.base, due.vat)
        return Deposit(number, left.rate, base, vat)
    return Deposit(number, left.rate, left.base, left.vat)
