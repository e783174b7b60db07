"""The price of an order by a price list, step by step, and what is charged when its run ends early.

One issue: item, surcharges. Order: times the issues, discounts, rounding. VAT is counted issue by issue: each is a
supply with its own day (R-DPH-time). Sums of the shares are the price.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from lib.czech import numbers
from lib.czech.vat import half_up
from lib.errors import BadInput
from lib.i18n import N
from lib.tariffs.records import Content, PriceList, Quote, Rounding, Share, Step, Wanted
from lib.tariffs.rules import counting, discounts
from lib.tariffs.rules.asking import chosen, chosen_surcharges, side
from lib.tariffs.rules.discounts import Given
from lib.tariffs.rules.vat import share

PER_CENT = 100


def quote(price_list: PriceList, wanted: Wanted) -> Quote:
    """What an order costs. BadInput beside the field, Refused where the list has no such price."""
    content = price_list.content
    one, steps = _one_issue(price_list, wanted)
    if wanted.issues > 1:
        said = N("In {issues} issues: {issues} × {price} is {sum}.")
        fields = {"issues": str(wanted.issues), "price": numbers.money(one), "sum": numbers.money(wanted.issues * one)}
        steps.append(Step(said, fields, (wanted.issues - 1) * one))
    given = discounts.of_issues(content, wanted)
    steps += _discount_steps(one, given)
    paid_later = discounts.missed_by_paying_later(content, wanted)
    if paid_later:
        steps.append(Step(N("“{name}” would hold if the order were paid ahead."), {"name": paid_later.name}))
    raw = [one - _off(one, each) for each in given]
    prices = _rounded(raw, content.rounding)
    steps += _rounding_step(sum(raw), sum(prices), content.rounding)
    return _with_vat(price_list, wanted, prices, steps)


def charge_back(price_list: PriceList, wanted: Wanted, issues_out: int) -> Quote:
    """What is charged on top when only the first `issues_out` of the ordered issues came out.

    The price that they have by themselves less what was charged for them; zero where the list charges nothing back or
    no discount was lost.
    """
    content = price_list.content
    if not 0 <= issues_out <= wanted.issues:
        raise BadInput("Of {ordered} ordered issues {out} cannot have come out.", ordered=wanted.issues, out=issues_out)
    one, _ = _one_issue(price_list, wanted)
    was = discounts.of_issues(content, wanted)
    now = discounts.of_issues(content, wanted, issues_out)
    lost = [_off(one, before) - _off(one, after) for before, after in zip(was, now, strict=False)]
    if not any(lost):
        return _with_vat(price_list, wanted, [0] * issues_out, [])
    charged = _rounded([one - _off(one, each) for each in was], content.rounding)[:issues_out]
    owed = _rounded([one - _off(one, each) for each in now], content.rounding)
    differences = [after - before for after, before in zip(owed, charged, strict=True)]
    total = max(sum(differences), 0)
    parts = differences if content.rounding.of == "issue" else spread(total, lost)
    first = next(place for place, haler in enumerate(lost) if haler)
    return _with_vat(price_list, wanted, parts, [_lost_step(wanted, was[first], now[first], issues_out, total)])


def _lost_step(wanted: Wanted, was: Given, now: Given, out: int, total: int) -> Step:
    said = N("Of {ordered} ordered issues {out} came out, so {now} off holds instead of {was}: {sum} is charged.")
    fields = {"ordered": str(wanted.issues), "out": str(out), "now": _percent(now), "was": _percent(was)}
    return Step(said, fields | {"sum": numbers.money(total)}, total)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """A sum divided by weights to the haléř: nothing is lost, nothing made up."""
    whole = sum(weights)
    parts, weight, given = [], 0, 0
    for each in weights:
        weight += each
        upto = half_up(total * weight, whole) if whole else 0
        parts.append(upto - given)
        given = upto
    return parts


def _one_issue(price_list: PriceList, wanted: Wanted) -> tuple[int, list[Step]]:
    content = price_list.content
    items = chosen(price_list, wanted)
    price = 0
    steps: list[Step] = []
    for item in items:
        more, said = counting.base(item, wanted, content)
        price, steps = price + more, [*steps, *said]
    if len(items) > 1:
        steps.append(Step(N("Prices of the sizes add up: {sum}."), {"sum": numbers.money(price)}))
    return _with_surcharges(price, steps, content, wanted)


def _with_surcharges(price: int, steps: list[Step], content: Content, wanted: Wanted) -> tuple[int, list[Step]]:
    """Per cents are of the item's price, so the order in which surcharges are chosen makes no difference."""
    more = 0
    for one in chosen_surcharges(content, wanted):
        if one.percent:
            each = half_up(price * int(one.percent * PER_CENT), PER_CENT * PER_CENT)
            said = N("Surcharge “{name}”, {percent} of {price}: {sum}.")
            fields = {"percent": percent_words(one.percent), "price": numbers.money(price)}
        else:
            each, said, fields = one.amount, N("Surcharge “{name}”: {sum}."), {}
        more += each
        steps.append(Step(said, {"name": one.name, **fields, "sum": numbers.money(each)}, each))
    return price + more, steps


def _discount_steps(one: int, given: list[Given]) -> list[Step]:
    steps: list[Step] = []
    first = 1
    for each, group in groupby(given):
        count = len(list(group))
        last, off = first + count - 1, _off(one, each) * count
        if each.discount is not None:
            fields = {"name": each.discount.name, "percent": _percent(each), "sum": numbers.money(off)}
            said = N("Discount “{name}”, {percent}: {sum} off.")
            if count < len(given):
                said = N("Discount “{name}”, {percent}, for issues {first}–{last} of the order: {sum} off.")
                fields |= {"first": str(first), "last": str(last)}
            steps.append(Step(said, fields, -off))
        first = last + 1
    return steps


def _rounding_step(raw: int, rounded: int, rounding: Rounding) -> list[Step]:
    if raw == rounded:
        return []
    fields = {"to": numbers.money(rounding.to), "sum": numbers.money(rounded)}
    return [Step(N("The price is rounded to {to}: {sum}."), fields, rounded - raw)]


def _with_vat(price_list: PriceList, wanted: Wanted, prices: list[int], steps: list[Step]) -> Quote:
    rate, with_vat = price_list.content.rate, side(price_list, wanted)
    shares = [share(price, rate, with_vat=with_vat) for price in prices]
    whole = Share(*(sum(getattr(one, name) for one in shares) for name in ("without_vat", "vat", "with_vat")))
    said = (
        N("The price includes VAT {rate} %: {base} and tax {vat}.")
        if with_vat
        else N("To the price {base} comes VAT {rate} %, {vat}: {sum} to pay.")
    )
    fields = {
        "rate": str(rate), "base": numbers.money(whole.without_vat), "vat": numbers.money(whole.vat),
        "sum": numbers.money(whole.with_vat),
    }  # fmt: skip
    steps = [*steps, Step(said, fields, 0 if with_vat else whole.vat)] if steps else []
    sums = (whole.without_vat, whole.vat, whole.with_vat)
    return Quote(*sums, rate, tuple(steps), tuple(shares), price_list.id)


def _rounded(raw: list[int], rounding: Rounding) -> list[int]:
    if rounding.of == "issue":
        return [round_to(price, rounding) for price in raw]
    return spread(round_to(sum(raw), rounding), raw)


def round_to(price: int, rounding: Rounding) -> int:
    """A price rounded the way of the list; a half goes up."""
    over = {"nearest": rounding.to // 2, "up": rounding.to - 1, "down": 0}[rounding.way]
    return (price + over) // rounding.to * rounding.to


def _off(one: int, given: Given) -> int:
    return half_up(one * int(given.percent * PER_CENT), PER_CENT * PER_CENT)


def _percent(given: Given) -> str:
    return percent_words(given.percent)


def percent_words(percent: Decimal) -> str:
    """`10 %`, `7,5 %`."""
    return f"{numbers.number(percent)}{numbers.NBSP}%"
