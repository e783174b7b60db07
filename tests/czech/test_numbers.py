from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.czech import numbers
from lib.errors import BadInput


@pytest.mark.parametrize(
    ("halere", "written"),
    [
        (125000, "1\u00a0250\u00a0Kč"),
        (181550, "1\u00a0815,50\u00a0Kč"),
        (0, "0\u00a0Kč"),
        (5, "0,05\u00a0Kč"),
        (-525, "−5,25\u00a0Kč"),
        (123456789000, "1\u00a0234\u00a0567\u00a0890\u00a0Kč"),
    ],
)
def test_money_is_written_with_no_break_spaces(halere, written):
    assert numbers.money(halere) == written


@pytest.mark.parametrize(
    ("typed", "halere"),
    [
        ("1 815,50 Kč", 181550),
        ("1 815,- Kč", 181500),
        ("1 815,–", 181500),
        ("1.815,50", 181550),
        ("1.815", 181500),
        ("1.234.567", 123456700),
        ("1815.5", 181550),
        ("12,5", 1250),
        ("1\u00a0815,50\u00a0Kč", 181550),
        ("1\u202f815,5 CZK", 181550),
        ("−5,25 Kč", -525),
        ("-0", 0),
        ("Kč 100", 10000),
        ("100kč", 10000),
    ],
)
def test_typed_amounts_are_read(typed, halere):
    assert numbers.parse_money(typed) == halere


@pytest.mark.parametrize(
    "typed",
    ["", "dohodou", "asi 500", "12,555", "12 34", "1,815.50", "1e3", "5 EUR", "1 2", "--5", "1815.500", "9" * 14],
)
def test_uncertain_amounts_are_refused(typed):
    with pytest.raises(BadInput, match="nelze přečíst částku"):
        numbers.parse_money(typed)


@given(st.integers(-(10**13), 10**13))
def test_written_money_is_read_back(halere):
    assert numbers.parse_money(numbers.money(halere)) == halere


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("12 ks", 12),
        ("1 200", 1200),
        ("1.200", 1200),
        ("12,0", 12),
        ("12.0", 12),
        ("0", 0),
        ("30 osob", 30),
        ("-3", -3),
    ],
)
def test_typed_counts_are_read(typed, count):
    assert numbers.parse_whole(typed) == count


@pytest.mark.parametrize("typed", ["", "asi 30", "30-40", "12,5", "pět", "30 nebo 40", "1 20"])
def test_uncertain_counts_are_refused(typed):
    with pytest.raises(BadInput, match="nelze přečíst celé číslo"):
        numbers.parse_whole(typed)


@given(st.integers(-(10**11), 10**11))
def test_written_numbers_are_read_back(n):
    assert numbers.parse_whole(numbers.number(n)) == n


def test_numbers_and_shares_round_half_up():
    assert numbers.number(2.2) == "2,2"
    assert numbers.number(10.0) == "10"
    assert numbers.number(2.25, 1) == "2,3"
    assert numbers.number(Decimal("-0.001")) == "0"
    assert numbers.number(-1500) == "−1\u00a0500"
    assert numbers.percent(0.183) == "18\u00a0%"
    assert numbers.percent(0.125) == "13\u00a0%"
    assert numbers.percent(0.125, 1) == "12,5\u00a0%"
