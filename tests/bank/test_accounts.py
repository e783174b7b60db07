"""Accounts of statements against a stranger: python-stdnum checks the same digits and knows the same IBAN."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cz import bankaccount

from lib.bank.reading import accounts
from lib.czech import identifiers
from tests.laws import examples

PREFIXES = st.integers(0, 999_999)
NUMBERS = st.integers(10, 9_999_999_999)


@settings(max_examples=examples(150))
@given(PREFIXES, NUMBERS)
def test_check_digits_are_those_of_a_stranger(prefix: int, number: int) -> None:
    # Every eleventh fits by itself: both parts are moved to the next that does, and one of them one further.
    for near_prefix, near_number in ((prefix, number), (_next(prefix, 999_999), _next(number, 9_999_999_999))):
        ours = pl.select(accounts.fits(pl.lit(near_prefix * 10**10 + near_number))).item()
        assert ours == bankaccount.is_valid(f"{near_prefix}-{near_number}/0800")


def _next(number: int, largest: int) -> int:
    near = (found for found in range(number, largest) if bankaccount.is_valid(f"0-{found}/0800") or found == 0)
    return next(near, number)


@given(NUMBERS)
def test_an_account_and_its_iban_are_one(number: int) -> None:
    found = _next(number, 9_999_999_999)
    if bankaccount.is_valid(f"19-{found}/0800"):
        text = f"19-{found}/0800"
        assert accounts.from_iban(identifiers.iban(text)) == text
