"""What is wrong in a price list is said: what, where, what to do; texts are counted as people count them."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from lib.errors import BadInput, OfficeError
from lib.tariffs.records import Discount, Item, PeoplePrice, Quote, Rounding, Step, Surcharge, Wanted
from lib.tariffs.rules import characters, charge_back, items, quote, read, surcharges, write
from lib.tariffs.templates import template, templates
from tests.tariffs.lists import koruny, made, tiers

SIZE = {"code": "1/4", "name": "čtvrt strany", "kind": "display", "unit": "size", "price": 150_000}
LINE = {"code": "R", "name": "řádková", "kind": "private_line", "unit": "characters", "per": 30, "price": 1800}
PEOPLE = {"code": "SK", "name": "kronika", "kind": "chronicle", "unit": "people"}
ROW = {"persons": 1, "photos": 0, "price": 10_000}
OFF = {"code": "D", "name": "sleva", "tiers": [{"least": 3, "percent": 10}]}


def content(**changed: Any) -> dict[str, Any]:
    return {"rate": 21, "with_vat": True, "items": [SIZE]} | changed


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("{", ("nelze přečíst",)),
        ([], ("Ceník", "[]")),
        (content(rate=None), ("sazba DPH",)),
        (content(rate=210), ("sazba DPH", "210", "100")),
        ({"with_vat": True}, ("sazba DPH", "chybí")),
        (content(with_vat="ano"), ("ceny s DPH", "ano")),
        (content(items=[SIZE | {"price": -1}]), ("Položka 1 („1/4“)", "cena", "−1")),
        (content(items=[SIZE | {"price": 12.5}]), ("Položka 1", "cena", "12.5")),
        (content(items=[SIZE | {"price": True}]), ("Položka 1", "cena")),
        (content(items=[{k: v for k, v in SIZE.items() if k != "price"}]), ("Položka 1", "cena chybí")),
        (content(items=[SIZE | {"name": " "}]), ("Položka 1", "název chybí")),
        (content(items=[SIZE | {"unit": "metres"}]), ("Položka 1", "metres", "characters")),
        (content(items=[SIZE | {"kind": "poster"}]), ("poster",)),
        (content(items=[SIZE | {"prize": 1}]), ("Položka 1", "prize")),
        (content(items=[SIZE | {"code": "1+4"}]), ("Položka 1", "+")),
        (content(items=[SIZE, SIZE]), ("1/4", "dvakrát")),
        (content(items=[SIZE | {"clients": ["dog"]}]), ("dog",)),
        (content(items=[SIZE | {"clients": "person"}]), ("person",)),
        (content(items=[{k: v for k, v in LINE.items() if k != "per"}]), ("počet znaků chybí",)),
        (content(items=[LINE | {"per": 0}]), ("počet znaků",)),
        (content(items=[PEOPLE]), ("SK", "tabulka")),
        (content(items=[PEOPLE | {"table": [ROW, ROW]}]), ("SK", "dvě ceny")),
        (content(items=[PEOPLE | {"table": [ROW | {"persons": 0}]}]), ("SK", "osob")),
        (content(items=[PEOPLE | {"table": [ROW | {"age": 1}]}]), ("age",)),
        (content(items={}), ("položky",)),
        (content(items=[5]), ("Položka 1", "5")),
        (content(extra=1), ("extra",)),
        (content(surcharges=[{"code": "S", "name": "barva"}]), ("Příplatek 1", "procenta")),
        (content(surcharges=[{"code": "S", "name": "barva", "percent": 5, "amount": 5}]), ("Příplatek 1",)),
        (content(surcharges=[{"code": "S", "name": "barva", "percent": "x"}]), ("Příplatek 1", "procenta")),
        (content(surcharges=[{"code": "S", "name": "barva", "percent": 1.234}]), ("Příplatek 1", "dvěma")),
        (content(surcharges=[{"code": "S", "name": "barva", "percent": 5, "items": ["X"]}]), ("barva", "X")),
        (content(discounts=[OFF | {"tiers": []}]), ("sleva",)),
        (content(discounts=[OFF | {"counts": "moon"}]), ("Sleva 1 („D“)", "moon")),
        (content(discounts=[OFF | {"tiers": [{"least": 3, "percent": 101}]}]), ("Sleva 1", "101")),
        (content(discounts=[OFF | {"tiers": [{"least": 3, "percent": 10}, {"least": 2, "percent": 20}]}]), ("sleva",)),
        (content(discounts=[OFF | {"tiers": [{"least": 3, "percent": 10}, {"least": 4, "percent": 5}]}]), ("sleva",)),
        (content(rounding={"to": 0}), ("Zaokrouhlení",)),
        (content(rounding={"way": "sideways"}), ("sideways",)),
        (content(conditions={"ad_pages": 0}), ("Podmínky",)),
    ],
)
def test_a_wrong_list_says_what_where_and_what_to_do(said: Any, words: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as refused:
        read(said if isinstance(said, str | list) else json.dumps(said))
    sentence = str(refused.value).replace("\u00a0", " ")
    assert all(word in sentence for word in words), sentence
    assert re.search(r"[.]$", sentence)


def test_a_template_is_as_it_was_written_and_says_where_it_is_from() -> None:
    for one in templates():
        assert read(write(one.content)) == one.content
        assert one.source
        assert one.content.note
    assert template("orlova").resolution == "RMO 830/21"
    with pytest.raises(OfficeError):
        template("atlantis")


@pytest.mark.parametrize(
    ("text", "with_spaces", "without"),
    [
        ("", 0, 0),
        ("   \n ", 0, 0),
        ("Prodám kolo", 11, 10),
        ("Prodám kolo   ", 11, 10),
        ("ab  \ncd", 5, 4),
        ("ab\r\ncd", 5, 4),
        (" ab", 3, 2),
        ("ab\u00a0cd", 5, 4),
        ("č", 1, 1),
        ("c\u030c", 1, 1),
    ],
)
def test_characters_are_counted_as_people_count_them(text: str, with_spaces: int, without: int) -> None:
    assert characters(text) == with_spaces
    assert characters(text, spaces=False) == without


CITIZENS = Item("P", "private", "private_line", "characters", 1800, per=30, clients=("person",))
NET = Item("N", "net", "display", "size", 10_000, with_vat=False)
GROSS = Item("G", "gross", "display", "size", 12_100, with_vat=True)
CHRONICLE = Item("SK", "chronicle", "chronicle", "people", table=(PeoplePrice(1, 0, 10_000),))
AREA = Item("C", "area", "display", "area", 2600, minimum=50_000)
MIXED = made(
    items=(CITIZENS, NET, GROSS, CHRONICLE, AREA),
    surcharges=(Surcharge("S", "first page", percent=Decimal(50), items=("N",)), Surcharge("C", "colour", amount=5000)),
)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted("X", "person"), "item"),
        (Wanted("", "person"), "item"),
        (Wanted("P", "organisation", text="a"), "item"),
        (Wanted("P", "person", text="  "), "text"),
        (Wanted("N+P", "person", text="a"), "item"),
        (Wanted("N+G", "person"), "item"),
        (Wanted("C", "person"), "width_mm"),
        (Wanted("C", "person", width_mm=10, height_mm=0), "width_mm"),
        (Wanted("SK", "person", persons=2), "persons"),
        (Wanted("N", "person", issues=0), "issues"),
        (Wanted("N", "person", run_before=-1), "earlier_in_year"),
        (Wanted("N", "person", surcharges=("X",)), "surcharges"),
        (Wanted("G", "person", surcharges=("S",)), "surcharges"),
    ],
)
def test_what_the_list_has_no_price_for_is_refused_beside_its_field(wanted: Wanted, field: str) -> None:
    with pytest.raises(OfficeError) as refused:
        quote(MIXED, wanted)
    assert refused.value.field == field


def test_items_and_surcharges_are_offered_to_whom_they_are_for() -> None:
    assert [one.code for one in items(MIXED, "organisation")] == ["N", "G", "SK", "C"]
    assert len(items(MIXED)) == 5
    assert [one.code for one in surcharges(MIXED, "N")] == ["S", "C"]
    assert [one.code for one in surcharges(MIXED, "N+G")] == ["C"]


def test_an_item_may_have_its_own_side_of_vat() -> None:
    net, gross = quote(MIXED, Wanted("N", "person")), quote(MIXED, Wanted("G", "person"))
    assert (net.without_vat, net.with_vat) == (10_000, 12_100) == (gross.without_vat, gross.with_vat)


def test_a_surcharge_is_of_the_price_and_chosen_twice_it_counts_once() -> None:
    assert quote(MIXED, Wanted("N", "person", surcharges=("S", "C", "S"))).without_vat == 10_000 + 5000 + 5000
    assert quote(MIXED, Wanted("C", "person", width_mm=10, height_mm=10)).without_vat == 50_000


@pytest.mark.parametrize(("counts", "price"), [("order", 1000), ("run", 1000), ("run_year", 800), ("year", 500)])
def test_a_discount_counts_what_it_says(counts: str, price: int) -> None:
    discount = Discount("D", "sleva", tiers(from3=20, from9=50), counts=counts)  # type: ignore[arg-type]
    price_list = made(discounts=(discount,))
    assert koruny(price_list, "A", earlier_in_year=8, run_before=2) == price


@pytest.mark.parametrize(
    ("counts", "in_row", "earlier", "price"),
    [
        ("order", True, 0, 3800),
        ("order", False, 0, 3800),
        ("run", True, 0, 3800),
        ("run", False, 0, 4000),
        ("year", True, 2, 3400),
        ("year", False, 3, 3200),
    ],
)
def test_a_discount_that_is_not_retroactive_begins_at_its_issue(
    counts: str, in_row: bool, earlier: int, price: int
) -> None:
    discount = Discount("D", "sleva", tiers(from4=20), counts=counts, retroactive=False)  # type: ignore[arg-type]
    assert koruny(made(discounts=(discount,)), "A", issues=4, in_row=in_row, earlier_in_year=earlier) == price


@pytest.mark.parametrize("backwards", [False, True])
def test_of_two_discounts_the_better_holds_in_whatever_order_they_stand(backwards: bool) -> None:
    few, own = Discount("A", "few", tiers(from2=10)), Discount("B", "own", tiers(from1=100), clients=("own",))
    price_list = made(discounts=(own, few) if backwards else (few, own))
    assert koruny(price_list, "A", issues=2) == 1800
    assert koruny(price_list, "A", "own", issues=2) == 0


def test_who_does_not_pay_ahead_hears_what_he_misses() -> None:
    price_list = made(discounts=(Discount("A", "ahead", tiers(from2=10), prepaid=True),))
    later = quote(price_list, Wanted("A", "organisation", issues=2))
    ahead = quote(price_list, Wanted("A", "organisation", issues=2, prepaid=True))
    assert (later.without_vat, ahead.without_vat) == (200_000, 180_000)
    assert any("předem" in step.sentence() for step in later.steps)
    better = made(discounts=(*price_list.content.discounts, Discount("B", "few", tiers(from2=15))))
    assert not any("předem" in step.sentence() for step in quote(better, Wanted("A", "organisation", issues=2)).steps)


@pytest.mark.parametrize(
    ("rounding", "price"),
    [
        (Rounding(), 1234.56),
        (Rounding(100), 1235),
        (Rounding(1000), 1230),
        (Rounding(1000, "up"), 1240),
        (Rounding(100, "down"), 1234),
    ],
)
def test_prices_are_rounded_the_way_of_the_list(rounding: Rounding, price: float) -> None:
    assert koruny(made(items=(Item("A", "a", "display", "size", 123_456),), rounding=rounding), "A") == price


def test_more_issues_than_were_ordered_cannot_come_out() -> None:
    with pytest.raises(BadInput):
        charge_back(made(), Wanted("A", "organisation", issues=2), 3)


def test_a_frozen_price_keeps_its_sentences() -> None:
    price = quote(made(), Wanted("A", "organisation"))
    kept = Quote.from_json(price.to_json())
    assert [step.sentence() for step in kept.steps] == [step.sentence() for step in price.steps]
    old = Step("A sentence that the program no longer has: {price}.", {"price": "5"}, 500, "Stará věta: 5.")
    assert old.sentence() == "Stará věta: 5."
