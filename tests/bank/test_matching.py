"""What is suggested for a payment, by which rules and with how many points; laws that hold whatever comes."""

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.bank import matching
from lib.bank.matching import SEEN, rules, suggest
from tests.bank.money import invoices, lines
from tests.laws import examples

ONE = {"open": 121_000}
TWO = ({"open": 121_000}, {"open": 60_500, "due_on": dt.date(2026, 12, 1)})


def _only(found: pl.DataFrame) -> dict[str, Any]:
    assert found.height == 1
    return found.row(0, named=True)


def test_symbol_and_amount_are_certain() -> None:
    got = _only(suggest(lines({"free": 121_000, "vs": "2026100001"}), invoices(ONE)))
    assert (got["invoice_id"], got["amount"], got["kind"], got["certain"]) == (1, 121_000, "exact", True)
    assert got["rules"] == ["vs", "amount", "only"]
    assert got["points"] == 50 + 30 + 10


def test_leading_zeros_of_a_symbol_do_not_matter() -> None:
    got = _only(suggest(lines({"free": 5, "vs": "0000123"}), invoices({"open": 5, "vs": "123"})))
    assert got["certain"]


def test_a_part_is_suggested_and_never_certain() -> None:
    got = _only(
        suggest(lines({"free": 50_000, "vs": "2026100001", "counter_name": "KVETINARSTVI STASTNA"}), invoices(ONE))
    )
    assert (got["kind"], got["amount"], got["certain"]) == ("part", 50_000, False)
    assert got["rules"] == ["vs", "name", "part"]


def test_over_payment_gives_the_invoice_only_what_is_open() -> None:
    got = _only(suggest(lines({"free": 150_000, "vs": "2026100001"}), invoices(ONE)))
    assert (got["kind"], got["amount"], got["certain"]) == ("over", 121_000, False)


@pytest.mark.parametrize("paid", [123_400, 123_500])
def test_a_payment_in_whole_koruny_settles_haléře(paid: int) -> None:
    got = _only(suggest(lines({"free": paid, "vs": "2026100001"}), invoices({"open": 123_450})))
    assert (got["kind"], got["certain"]) == ("rounded", False)
    assert got["amount"] == min(paid, 123_450)


def test_a_difference_below_a_koruna_that_is_no_rounding_is_a_part() -> None:
    got = _only(suggest(lines({"free": 123_430, "vs": "2026100001"}), invoices({"open": 123_450})))
    assert got["kind"] == "part"


def test_our_number_in_the_message_is_as_good_as_the_symbol() -> None:
    got = _only(suggest(lines({"free": 121_000, "message": "inzerce FA 2026100001 dekuji"}), invoices(ONE)))
    assert got["rules"] == ["number", "amount", "only"]
    assert got["certain"]


def test_an_account_that_paid_before_and_the_amount() -> None:
    seen = pl.DataFrame({"party_id": [1], "account": ["2600001234/2010"]}, schema=SEEN)
    payment = lines({"free": 121_000, "counter_account": "2600001234/2010"})
    got = _only(suggest(payment, invoices(ONE, {"open": 121_000, "party_id": 2, "customer": "Kino"}), seen))
    assert (got["invoice_id"], got["rules"], got["certain"]) == (1, ["amount", "account"], False)


def test_account_name_and_the_only_amount_make_it_certain_without_a_symbol() -> None:
    payment = lines({"free": 121_000, "counter_account": "1/0100", "counter_name": "KVETINARSTVI STASTNA"})
    got = _only(suggest(payment, invoices(ONE | {"account": "1/0100"})))
    assert got["points"] == rules.CERTAIN
    assert got["certain"]


@pytest.mark.parametrize(
    ("payer", "rule"),
    [
        ("KVETINARSTVI STASTNA", "name"),
        ("Šťastná, květinářství", "name"),
        ("KVETINARSTVI STASTN", "name"),
        ("STASTNA JANA", "name_part"),
        ("S R O", None),
        ("", None),
        ("MESTO", None),
    ],
)
def test_names_are_compared_without_diacritics_and_legal_forms(payer: str, rule: str | None) -> None:
    got = _only(suggest(lines({"free": 121_000, "vs": "2026100001", "counter_name": payer}), invoices(ONE)))
    assert [code for code in got["rules"] if code.startswith("name")] == ([rule] if rule else [])


def test_the_only_invoice_of_an_amount_is_worth_showing_and_no_more() -> None:
    got = _only(suggest(lines({"free": 121_000}), invoices(ONE, {"open": 500})))
    assert (got["rules"], got["points"], got["certain"]) == (["amount", "only"], matching.LEAST, False)
    assert suggest(lines({"free": 121_000}), invoices(ONE, ONE)).is_empty(), "two of one amount tell nothing"


def test_a_wrong_symbol_gives_way_to_amount_and_name() -> None:
    other = {"open": 70_000, "party_id": 2, "customer": "Pekařství Klas"}
    payment = lines({"free": 70_000, "vs": "2026100001", "counter_name": "PEKARSTVI KLAS", "counter_account": "1/0100"})
    found = suggest(payment, invoices({"open": 999_999}, other | {"account": "1/0100"}))
    assert _only(found)["invoice_id"] == 2


def test_one_payment_for_several_invoices_that_it_names() -> None:
    found = suggest(lines({"free": 181_500, "vs": "2026100001", "message": "a 2026100002"}), invoices(*TWO))
    assert found.select("invoice_id", "amount").rows() == [(1, 121_000), (2, 60_500)]
    assert found["kind"].unique().to_list() == ["several"]
    assert found["certain"].all()


def test_one_payment_for_several_invoices_by_their_sum() -> None:
    three = (*TWO, {"open": 40_000})
    found = suggest(lines({"free": 181_500, "counter_name": "KVETINARSTVI STASTNA"}), invoices(*three))
    assert found["invoice_id"].to_list() == [1, 2]
    assert not found["certain"].any(), "a sum that only fits is for a person to decide"


def test_a_sum_of_which_only_one_invoice_is_named_is_not_certain() -> None:
    payment = lines({"free": 181_500, "vs": "2026100001", "counter_name": "KVETINARSTVI STASTNA"})
    found = suggest(payment, invoices(*TWO, {"open": 40_000}))
    assert found["invoice_id"].to_list() == [1, 2]
    assert found["points"].to_list() == [95, 95]
    assert not found["certain"].any()


def test_two_invoices_named_and_one_paid_is_for_a_person() -> None:
    got = _only(suggest(lines({"free": 121_000, "message": "FA 2026100001, 2026100002"}), invoices(ONE, ONE)))
    assert (got["points"], got["certain"]) == (rules.CERTAIN, False)


def test_a_sum_over_two_advertisers_is_no_sum() -> None:
    two = ({"open": 121_000}, {"open": 60_500, "party_id": 2, "customer": "Kino"})
    assert suggest(lines({"free": 181_500, "counter_name": "KVETINARSTVI STASTNA"}), invoices(*two)).is_empty()


def test_paid_twice_the_second_payment_is_left_to_a_person() -> None:
    twice = {"free": 121_000, "vs": "2026100001"}
    assert suggest(lines(twice, twice), invoices(ONE))["line_id"].to_list() == [1]


def test_two_parts_make_a_whole_and_the_second_is_what_is_left() -> None:
    parts = lines({"free": 100_000, "vs": "2026100001"}, {"free": 21_000, "vs": "2026100001"})
    found = suggest(parts, invoices(ONE))
    assert found.select("line_id", "amount", "kind").rows() == [(1, 100_000, "part"), (2, 21_000, "exact")]


def test_alike_invoices_of_one_advertiser_are_paid_from_the_oldest_and_not_surely() -> None:
    seen = pl.DataFrame({"party_id": [1], "account": ["1/0100"]}, schema=SEEN)
    younger = ONE | {"due_on": dt.date(2026, 12, 24)}
    payment = lines({"free": 121_000, "counter_account": "1/0100", "counter_name": "KVETINARSTVI STASTNA"})
    got = _only(suggest(payment, invoices(younger, ONE), seen))
    assert (got["invoice_id"], got["certain"]) == (2, False)


def test_nothing_to_pay_and_nothing_paid() -> None:
    assert suggest(lines(), invoices(ONE)).schema == matching.SUGGESTIONS
    assert suggest(lines({"free": 5}), invoices()).is_empty()
    assert suggest(lines({"free": 0, "vs": "2026100001"}), invoices(ONE)).is_empty()


def test_rules_are_told_with_their_points() -> None:
    assert rules.said(["vs", "part"]) == [
        "the variable symbol is that of the invoice (+50)",
        "a part of the invoice is paid",
    ]


SYMBOLS = st.sampled_from(["", "2026100001", "2026100002", "2026100003", "9"])
NAMES = st.sampled_from(["", "KVETINARSTVI STASTNA", "PEKARSTVI KLAS", "KINO"])
ACCOUNTS = st.sampled_from(["", "1/0100", "2/0100"])
SIZES = st.sampled_from([1, 99, 100, 150, 200, 250, 300, 349, 350, 500])
PAYMENT = st.fixed_dictionaries(
    {"free": SIZES, "vs": SYMBOLS, "counter_name": NAMES, "counter_account": ACCOUNTS, "message": SYMBOLS}
)
CLAIM = st.fixed_dictionaries({"open": SIZES, "party_id": st.integers(1, 3), "customer": NAMES, "account": ACCOUNTS})


@settings(max_examples=examples(40))
@given(st.lists(PAYMENT, max_size=8), st.lists(CLAIM, max_size=8))
def test_no_line_gives_more_than_it_has_and_no_invoice_gets_more_than_is_open(
    payments: list[dict[str, Any]], claims: list[dict[str, Any]]
) -> None:
    given_lines, given_invoices = lines(*payments), invoices(*claims)
    found = suggest(given_lines, given_invoices)
    by_line = found.group_by("line_id").agg(pl.col("amount").sum()).join(given_lines, left_on="line_id", right_on="id")
    by_invoice = found.group_by("invoice_id").agg(pl.col("amount").sum())
    by_invoice = by_invoice.join(given_invoices, left_on="invoice_id", right_on="id")
    assert (by_line["amount"] <= by_line["free"]).all()
    assert (by_invoice["amount"] <= by_invoice["open"]).all()
    assert (found["amount"] > 0).all()
    assert found.select("line_id", "invoice_id").is_unique().all()
    of_one = found.group_by("line_id").agg(
        pl.col("kind").n_unique(), pl.len(), several=(pl.col("kind") == "several").any()
    )
    assert (of_one["kind"] == 1).all()
    assert (of_one.filter(pl.col("len") > 1)["several"]).all(), "several rows only when several invoices are paid"
    assert (found.filter("certain")["points"] >= rules.CERTAIN).all()


@settings(max_examples=examples(40))
@given(st.lists(PAYMENT, max_size=6), st.lists(CLAIM, max_size=6), st.randoms())
def test_the_order_of_invoices_does_not_matter(payments: list[Any], claims: list[Any], chance: Any) -> None:
    shuffled = invoices(*claims).sample(fraction=1, shuffle=True, seed=chance.randrange(99))
    assert suggest(lines(*payments), shuffled).equals(suggest(lines(*payments), invoices(*claims)))
