"""Every public price list as data, and every price that is known of it. Prices are on the list's own side of VAT."""

import dataclasses

import pytest

from lib.errors import Refused
from lib.tariffs.records import Item, PriceList, Wanted
from lib.tariffs.rules import charge_back, items, quote
from lib.tariffs.templates import templates
from tests.tariffs.lists import koruny, own_side, public


def test_every_town_has_its_list() -> None:
    assert {one.code for one in templates()} == {
        "orlova", "suchdol", "odolena_voda", "holesov", "stepanov", "martinov", "roudnice", "chropyne",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("characters", "private", "business"),
    [
        (1, 60, 80),
        (30, 60, 80),
        (31, 60, 80),
        (40, 60, 80),
        (60, 60, 80),
        (61, 60, 117),
        (90, 60, 117),
        (91, 72, 156),
        (120, 72, 156),
        (121, 90, 195),
        (125, 90, 195),
    ],
)
def test_orlova_counts_started_thirties(characters: int, private: int, business: int) -> None:
    orlova, text = public("orlova"), "x" * characters
    assert koruny(orlova, "RS", "person", text=text) == private
    assert koruny(orlova, "RK", "organisation", text=text) == business


@pytest.mark.parametrize(
    ("persons", "photos", "price"), [(1, 0, 100), (1, 1, 160), (2, 0, 160), (2, 1, 220), (2, 2, 300)]
)
def test_orlova_chronicle_goes_by_persons_and_photos(persons: int, photos: int, price: int) -> None:
    assert koruny(public("orlova"), "SK", "person", persons=persons, photos=photos) == price


def test_orlova_has_no_price_for_what_its_table_does_not_name() -> None:
    with pytest.raises(Refused, match=r"3 \+ 0.*1 \+ 0, 1 \+ 1, 2 \+ 0, 2 \+ 1, 2 \+ 2"):
        koruny(public("orlova"), "SK", "person", persons=3)


def test_orlova_lends_private_lines_to_citizens_only() -> None:
    with pytest.raises(Refused):
        koruny(public("orlova"), "RS", "organisation", text="Prodám kolo")


@pytest.mark.parametrize(
    ("town", "item", "price"),
    [
        ("suchdol", "1/1", 4000),
        ("suchdol", "1/2", 2400),
        ("suchdol", "1/4", 1500),
        ("suchdol", "1/8", 900),
        ("martinov", "A4", 3000),
        ("martinov", "1/2", 1500),
        ("martinov", "1/4", 750),
        ("martinov", "1/8", 375),
        ("holesov", "1/1", 7000),
        ("holesov", "1/2", 4500),
        ("holesov", "1/4", 2500),
        ("stepanov", "1/24", 150),
        ("stepanov", "1/1", 3600),
        ("stepanov", "ucho", 450),
        ("odolena_voda", "1/1", 3900),
        ("odolena_voda", "1/16", 300),
    ],
)
def test_sizes_cost_what_the_list_says(town: str, item: str, price: int) -> None:
    assert koruny(public(town), item) == price


@pytest.mark.parametrize(
    ("town", "item", "more", "price"),
    [
        ("suchdol", "1/1", {"surcharges": ("zadni",)}, 4400),
        ("suchdol", "1/1", {"issues": 2}, 8000),
        ("suchdol", "1/1", {"issues": 3}, 9600),
        ("suchdol", "1/1", {"issues": 3, "in_row": False}, 12000),
        ("martinov", "A4", {"issues": 4, "prepaid": True}, 11400),
        ("martinov", "A4", {"issues": 4}, 12000),
        ("martinov", "A4", {"issues": 3, "prepaid": True}, 9000),
        ("holesov", "1/1", {"surcharges": ("prvni",)}, 14000),
        ("holesov", "1/1", {"surcharges": ("prvni", "barva")}, 17500),
        ("holesov", "1/4", {"issues": 2}, 4500),
        ("holesov", "1/4", {"issues": 5}, 11250),
        ("holesov", "1/4", {"issues": 6}, 12750),
        ("holesov", "1/4", {"issues": 12}, 25500),
        ("holesov", "1/4", {"issues": 13}, 26000),
        ("holesov", "cm2", {"width_mm": 50, "height_mm": 75}, 980),  # 37,5 cm² at 26 Kč is 975 Kč, to tens
        ("holesov", "cm2", {"width_mm": 50, "height_mm": 75, "issues": 3}, 2630),  # 2 632,50 Kč, to tens
        ("stepanov", "1/1", {"surcharges": ("umisteni",)}, 7200),
        ("stepanov", "1/1", {"issues": 3, "prepaid": True}, 9720),
        ("stepanov", "1/1", {"issues": 6, "prepaid": True}, 17280),
        ("stepanov", "1/1", {"issues": 12, "prepaid": True}, 30240),
        ("stepanov", "1/1", {"issues": 12}, 43200),
        ("odolena_voda", "1/1", {"issues": 2}, 7800),
        ("odolena_voda", "1/1", {"issues": 3}, 10530),
        ("odolena_voda", "1/1", {"issues": 6}, 19890),
        ("odolena_voda", "1/1", {"issues": 11}, 34320),
    ],
)
def test_surcharges_and_discounts_of_the_lists(town: str, item: str, more: dict, price: float) -> None:
    assert koruny(public(town), item, **more) == price


def test_two_sizes_add_their_prices() -> None:
    assert koruny(public("suchdol"), "1/4 + 1/8") == 1500 + 900


def test_suchdol_charges_the_discount_back_when_the_run_ends_early() -> None:
    suchdol, wanted = public("suchdol"), Wanted("1/1", "organisation", issues=3)
    for out, price in ((0, 0), (1, 800), (2, 1600), (3, 0)):
        assert own_side(suchdol, charge_back(suchdol, wanted, out)) == price * 100
    assert charge_back(suchdol, wanted, 2).with_vat == 193_600


def test_a_list_that_charges_nothing_back_leaves_the_discount() -> None:
    assert charge_back(public("odolena_voda"), Wanted("1/1", "organisation", issues=3), 1).with_vat == 0


def test_roudnice_takes_thirty_off_from_the_third_in_a_row_across_orders_of_the_year() -> None:
    """Its prices are not known, so a made-up size for 1 000 Kč stands in."""
    roudnice = with_made_up_size("roudnice")
    assert koruny(roudnice, "A", issues=2) == 2000
    assert koruny(roudnice, "A", issues=3) == 2700
    assert koruny(roudnice, "A", issues=1, run_before=2, earlier_in_year=2) == 700
    assert koruny(roudnice, "A", issues=2, run_before=1, earlier_in_year=1) == 1700
    assert koruny(roudnice, "A", issues=3, in_row=False) == 3000
    assert koruny(roudnice, "A", issues=1, run_before=2, earlier_in_year=0) == 1000, "a new year begins the run anew"


def test_rules_without_a_price_are_kept_and_offer_nothing() -> None:
    assert items(public("chropyne")) == [] == items(public("roudnice"))
    assert public("chropyne").content.conditions.closing_table


def test_what_lists_say_beside_prices_is_kept() -> None:
    martinov = public("martinov").content.conditions
    assert (martinov.ad_pages, martinov.closing_days, martinov.consent, martinov.no_political) == (2, 14, True, True)
    assert public("odolena_voda").content.conditions.paid_first
    assert public("stepanov").content.conditions.ad_pages == 2


def test_the_price_is_explained_in_czech() -> None:
    said = [step.sentence().replace("\u00a0", " ") for step in quote(public("orlova"), LINE).steps]
    assert said == [
        "Počet znaků s mezerami: 40. Každých započatých 30 znaků stojí 18 Kč, 2 × 18 Kč je 36 Kč.",
        "To je méně než nejnižší cena, platí tedy nejnižší cena 60 Kč.",
        "V ceně je DPH 21 %: základ 49,59 Kč a daň 10,41 Kč.",
    ]


LINE = Wanted("RS", "person", text="Prodám zachovalé kolo, cena dohodou, 777")


def with_made_up_size(town: str) -> PriceList:
    """A town's rules with a size that the town does not have."""
    one = public(town)
    size = Item("A", "made-up size", "display", "size", 100_000)
    return dataclasses.replace(one, content=dataclasses.replace(one.content, items=(size,)))
