"""Addresses as people write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.czech.addresses import Address, split

WRITTEN = {
    "Náměstí 1, 739 99 Brázdov": ("Náměstí", "1", "Brázdov", "739 99"),
    "Náměstí 1\n73999 Brázdov": ("Náměstí", "1", "Brázdov", "739 99"),
    "Masarykova třída 12/3a, Lhota, 739 99 Brázdov": ("Masarykova třída", "12/3a", "Lhota, Brázdov", "739 99"),
    "č. p. 45, 739 99 Lhota": ("", "45", "Lhota", "739 99"),
    "Lhota č. ev. 12, 739 99 Brázdov": ("Lhota", "č. ev. 12", "Brázdov", "739 99"),
    "Lhota 45, 739 99 Brázdov": ("Lhota", "45", "Brázdov", "739 99"),
    "739 99 Brázdov, Polní 5": ("Polní", "5", "Brázdov", "739 99"),
    "Polní 5, Brázdov 739 99": ("Polní", "5", "Brázdov", "739 99"),
    "Polní 5, Brázdov, 739 99": ("Polní", "5", "Brázdov", "739 99"),
    "Polní 5 739 99 Brázdov": ("Polní", "5", "Brázdov", "739 99"),
    "Polní 1234, Brázdov": ("Polní", "1234", "Brázdov", ""),
    "17. listopadu 12, 735 14 Orlová": ("17. listopadu", "12", "Orlová", "735 14"),
    "1. máje, 735 14 Orlová": ("1. máje", "", "Orlová", "735 14"),
    "Na Příkopě 33, 110 00 Praha 1": ("Na Příkopě", "33", "Praha 1", "110 00"),
    "CZ-739 99 Brázdov": ("", "", "Brázdov", "739 99"),
    "ul. Długa 5, 00-001 Warszawa": ("ul. Długa", "5", "Warszawa", "00-001"),
    "Hauptstraße 5, A-1010 Wien": ("Hauptstraße", "5", "Wien", "1010"),
    "Brázdov": ("", "", "Brázdov", ""),
    "někde u lesa za řekou": ("", "", "někde u lesa za řekou", ""),
    "": ("", "", "", ""),
}


@pytest.mark.parametrize(("text", "parts"), WRITTEN.items())
def test_an_address_is_taken_apart(text: str, parts: tuple[str, str, str, str]) -> None:
    assert split(text) == Address(*parts)


WORDS = st.sampled_from(["Polní", "Lhota", "12", "5a", "739 99", "73999", "Brázdov", "u", "1. máje", "7/8", ",", "\n"])


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_no_word_is_lost_and_none_is_made_up(text: str) -> None:
    found = split(text)
    said = sorted(re.findall(r"\w", text))
    assert sorted(re.findall(r"\w", f"{found.street}{found.number}{found.city}{found.post_code}")) == said
