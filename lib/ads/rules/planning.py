"""A plan of revenue: a year's sum spread over its months, and what an issue is worth to the town."""

from collections.abc import Sequence

from lib.czech import numbers
from lib.errors import BadInput

MONTHS = range(1, 13)


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """A year's sum (haléře) over twelve months by weights, in whole koruny, to the haléř in all; evenly without any."""
    if amount < 0:
        raise BadInput("A plan is not less than zero.", field="amount")
    used = list(weights) if sum(weights) > 0 else [1] * len(weights)
    whole, seen, given, parts = sum(used), 0, 0, []
    for weight in used:
        seen += weight
        upto = amount if seen == whole else amount * seen // whole // 100 * 100
        parts.append(upto - given)
        given = upto
    return parts


def amount(typed: str) -> int | None:
    """Haléře of a typed plan, None when nothing was written; BadInput below zero."""
    if not typed.strip():
        return None
    found = numbers.parse_money(typed)
    if found < 0:
        raise BadInput("A plan is not less than zero.", field="amount")
    return found
