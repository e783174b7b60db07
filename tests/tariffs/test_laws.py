"""What holds for every price list and every order."""

import dataclasses
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lib.czech.vat import vat_of_base, vat_of_total
from lib.tariffs.records import Content, Discount, Item, PriceList, Quote, Rounding, Surcharge, Tier, Wanted
from lib.tariffs.rules import charge_back, quote, read, write
from lib.tariffs.rules.quoting import spread
from lib.tariffs.rules.vat import share
from tests.tariffs.lists import made, own_side

PERCENTS = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
ROUNDINGS = st.builds(
    Rounding,
    to=st.sampled_from([1, 10, 100, 1000]),
    way=st.sampled_from(["nearest", "up", "down"]),
    of=st.sampled_from(["issue", "total"]),
)


@st.composite
def discounts(draw: st.DrawFn, **fixed: object) -> Discount:
    least = sorted(draw(st.sets(st.integers(2, 13), min_size=1, max_size=3)))
    percents = sorted(draw(st.lists(PERCENTS, min_size=len(least), max_size=len(least))))
    said = {
        "code": "D",
        "counts": draw(st.sampled_from(["order", "run", "run_year", "year"])),
        "retroactive": draw(st.booleans()),
        "charge_back": draw(st.booleans()),
        "prepaid": draw(st.booleans()),
    }
    return Discount(name="discount", tiers=tuple(map(Tier, least, percents)), **said | fixed)  # type: ignore[arg-type]


@st.composite
def lists(draw: st.DrawFn, **fixed: object) -> PriceList:
    per, price = draw(st.integers(1, 100)), draw(st.integers(0, 100_000))
    size = draw(st.integers(0, 10_000_000))
    content = {
        "rate": draw(st.integers(0, 25)),
        "with_vat": draw(st.booleans()),
        "items": (
            Item("L", "line", "private_line", "characters", price, per=per, minimum=draw(st.integers(0, 50)) * 1000),
            Item("A", "size", "display", "size", size),
        ),
        "surcharges": (Surcharge("S", "first page", percent=draw(PERCENTS)), Surcharge("C", "colour", amount=12_345)),
        "discounts": draw(st.one_of(st.tuples(), st.tuples(discounts()), st.tuples(discounts(), discounts(code="E")))),
        "rounding": draw(ROUNDINGS),
        "spaces": draw(st.booleans()),
    }
    return made(**content | fixed)


@st.composite
def orders(draw: st.DrawFn, **fixed: object) -> Wanted:
    wanted = {
        "item": draw(st.sampled_from(["L", "A"])),
        "client": "organisation",
        "text": draw(st.text(min_size=1, max_size=150)) + "x",
        "surcharges": tuple(draw(st.lists(st.sampled_from(["S", "C"]), unique=True))),
        "issues": draw(st.integers(1, 14)),
        "in_row": draw(st.booleans()),
        "earlier_in_year": draw(st.integers(0, 12)),
        "run_before": draw(st.integers(0, 5)),
        "prepaid": draw(st.booleans()),
    }
    return Wanted(**wanted | fixed)  # type: ignore[arg-type]


@given(lists(), orders())
def test_shares_and_steps_add_up_to_the_price(price_list: PriceList, wanted: Wanted) -> None:
    price = quote(price_list, wanted)
    assert len(price.per_issue) == wanted.issues
    for name in ("without_vat", "vat", "with_vat"):
        assert sum(getattr(one, name) for one in price.per_issue) == getattr(price, name)
    assert sum(step.amount for step in price.steps) == price.with_vat
    assert price.without_vat + price.vat == price.with_vat
    assert Quote.from_json(price.to_json()) == price


@given(lists(), orders())
def test_vat_of_each_issue_is_the_vat_of_its_own_price(price_list: PriceList, wanted: Wanted) -> None:
    for one in quote(price_list, wanted).per_issue:
        if price_list.content.with_vat:
            assert one.vat == vat_of_total(one.with_vat, price_list.content.rate)
        else:
            assert one.vat == vat_of_base(one.without_vat, price_list.content.rate)


@given(st.integers(0, 10**9), st.integers(0, 30))
def test_vat_from_above_and_from_below_agree(price: int, rate: int) -> None:
    from_base = share(price, rate, with_vat=False)
    assert share(from_base.with_vat, rate, with_vat=True) == from_base
    assert abs(vat_of_base(price, rate) * 100 - price * rate) <= 50


@given(lists(discounts=()), orders(item="L", surcharges=()))
def test_a_line_never_costs_less_than_the_minimum(price_list: PriceList, wanted: Wanted) -> None:
    minimum = price_list.content.items[0].minimum * wanted.issues
    assert own_side(price_list, quote(price_list, wanted)) >= minimum


@given(lists(), orders(item="L"), st.text(alphabet="ab \n", max_size=40))
def test_a_longer_text_never_costs_less(price_list: PriceList, wanted: Wanted, more: str) -> None:
    longer = dataclasses.replace(wanted, text=wanted.text + more)
    assert own_side(price_list, quote(price_list, longer)) >= own_side(price_list, quote(price_list, wanted))


@given(
    lists(rounding=Rounding(), discounts=()),
    discounts(counts="run", retroactive=True, charge_back=True, prepaid=False),
    orders(in_row=True),
    st.data(),
)
def test_what_was_charged_and_charged_back_is_what_the_issues_cost_by_themselves(
    price_list: PriceList, discount: Discount, wanted: Wanted, data: st.DataObject
) -> None:
    with_discount = _discounted(price_list, discount)
    out = data.draw(st.integers(1, wanted.issues))
    side = "with_vat" if price_list.content.with_vat else "without_vat"
    charged = sum(getattr(one, side) for one in quote(with_discount, wanted).per_issue[:out])
    back = charge_back(with_discount, wanted, out)
    only = dataclasses.replace(wanted, issues=out)
    assert charged + getattr(back, side) == getattr(quote(with_discount, only), side)
    if out < discount.tiers[0].least:
        assert charged + getattr(back, side) == getattr(quote(price_list, only), side), "the undiscounted price"


@given(lists(), orders(), st.data())
def test_what_is_charged_back_is_never_negative_and_its_shares_add_up(
    price_list: PriceList, wanted: Wanted, data: st.DataObject
) -> None:
    out = data.draw(st.integers(0, wanted.issues))
    back = charge_back(price_list, wanted, out)
    assert back.with_vat >= 0
    assert sum(one.with_vat for one in back.per_issue) == back.with_vat == sum(step.amount for step in back.steps)
    assert charge_back(price_list, wanted, wanted.issues).with_vat == 0


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=14).filter(any))
def test_a_spread_loses_nothing(total: int, weights: list[int]) -> None:
    parts = spread(total, weights)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)
    assert spread(sum(weights), weights) == weights


@given(lists())
def test_a_list_written_and_read_is_the_same(price_list: PriceList) -> None:
    content = _percents_left_out_or_whole(price_list.content)
    assert read(write(content)) == content


def _percents_left_out_or_whole(content: Content) -> Content:
    """A surcharge of 0 % is refused, so the made-up one gets one."""
    first, colour = content.surcharges
    return dataclasses.replace(
        content, surcharges=(dataclasses.replace(first, percent=first.percent or Decimal(1)), colour)
    )


def _discounted(price_list: PriceList, discount: Discount) -> PriceList:
    return dataclasses.replace(price_list, content=dataclasses.replace(price_list.content, discounts=(discount,)))
