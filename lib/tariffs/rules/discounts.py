"""Which discount each issue of an order gets: by count, by run, by the year, paid ahead; of several the best holds."""

from dataclasses import dataclass
from decimal import Decimal

from lib.tariffs.records import Content, Discount, Wanted

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Given:
    """What an issue gets off, and by which discount."""

    percent: Decimal
    discount: Discount | None


def of_issues(content: Content, wanted: Wanted, came_out: int | None = None) -> list[Given]:
    """What each of the ordered issues gets.

    With `came_out` only the issues that came out, by what they are entitled to after the run ended: discounts that are
    charged back count them alone, the others stay as they were ordered.
    """
    fitting = [discount for discount in content.discounts if fits(discount, wanted)]
    issues = wanted.issues if came_out is None else came_out
    return [_best(fitting, wanted, position, came_out) for position in range(1, issues + 1)]


def fits(discount: Discount, wanted: Wanted) -> bool:
    """Whether a discount is for this item and this client at all, paid ahead or not aside."""
    if discount.items and not set(wanted.codes) <= set(discount.items):
        return False
    return not discount.clients or wanted.client in discount.clients


def missed_by_paying_later(content: Content, wanted: Wanted) -> Discount | None:
    """The discount that the order would get if it were paid ahead, better than what it gets anyhow."""
    if wanted.prepaid:
        return None
    anyhow = max(each.percent for each in of_issues(content, wanted))
    for discount in content.discounts:
        better = _percent(discount, _reached(discount, wanted, None)) > anyhow
        if discount.prepaid and better and fits(discount, wanted):
            return discount
    return None


def _best(discounts: list[Discount], wanted: Wanted, position: int, came_out: int | None) -> Given:
    best = Given(NOTHING, None)
    for discount in discounts:
        if discount.prepaid and not wanted.prepaid:
            continue
        percent = _percent(discount, _counted(discount, wanted, position, came_out))
        if percent > best.percent:
            best = Given(percent, discount)
    return best


def _counted(discount: Discount, wanted: Wanted, position: int, came_out: int | None) -> int:
    """The number by which the tier is found for the issue at a position of the order (from 1)."""
    if discount.retroactive:
        return _reached(discount, wanted, came_out)
    in_row = wanted.in_row or position == 1
    match discount.counts:
        case "order":
            return position
        case "run":
            return position if in_row else 1
        case "run_year":
            return _run_before(wanted) + position if in_row else 1
        case "year":
            return wanted.earlier_in_year + position


def _reached(discount: Discount, wanted: Wanted, came_out: int | None) -> int:
    issues = came_out if came_out is not None and discount.charge_back else wanted.issues
    match discount.counts:
        case "order":
            return issues
        case "run":
            return issues if wanted.in_row else 1
        case "run_year":
            return _run_before(wanted) + issues if wanted.in_row else 1
        case "year":
            return wanted.earlier_in_year + issues


def _run_before(wanted: Wanted) -> int:
    """Issues in a row just before, of the same year only: the run over New Year begins anew."""
    return min(wanted.run_before, wanted.earlier_in_year)


def _percent(discount: Discount, count: int) -> Decimal:
    reached = [tier.percent for tier in discount.tiers if count >= tier.least]
    return reached[-1] if reached else NOTHING
