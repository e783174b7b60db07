"""camt.053 as banks write it: one entry or many payments in one, symbols wherever they hide, reversals, bad files."""

import datetime as dt

import pytest

from lib.bank.reading import read
from lib.errors import BadInput
from tests.bank.by_hand import camt, details, entry


def test_an_entry_has_its_payer_and_its_symbols() -> None:
    one = details(end_to_end="/VS0002026001/SS12/KS308", name="Květinářství Šťastná s.r.o.",
                  iban="CZ65 0800 0000 1920 0014 5399", text="za inzerci &amp; banner")  # fmt: skip
    found = read(camt(entry("2505.50", one), closing="3505.50"), "v.xml")
    (part,) = found.parts
    assert (part.account, part.number, part.opening, part.closing) == ("19-2000145399/0800", "226", 100_000, 350_550)
    assert found.lines.row(0, named=True) == {
        "part": 0, "document_no": "A1", "amount": 250_550, "currency": "CZK", "booked_on": dt.date(2026, 11, 20),
        "value_on": dt.date(2026, 11, 20), "counter_account": "19-2000145399/0800",
        "counter_name": "Květinářství Šťastná s.r.o.", "vs": "2026001", "ks": "0308", "ss": "12",
        "message": "za inzerci & banner", "reversal": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    "where",
    [
        {"end_to_end": "VS:2026001"},
        {"end_to_end": "/VS2026001"},
        {"references": ("VS:0002026001", "KS:0308")},
        {"text": "platba VS: 2026001 dekuji"},
        {"text": "VS2026001"},
    ],
)
def test_a_variable_symbol_is_found_wherever_it_is(where: dict[str, str]) -> None:
    found = read(camt(entry("5.00", details(**where)), closing="1005.00"), "v.xml")  # type: ignore[arg-type]
    assert found.lines["vs"].to_list() == ["2026001"]


@pytest.mark.parametrize("text", ["NAVS123", "VS", "VS12345678901", "VS:0"])
def test_what_only_looks_like_a_symbol_is_none(text: str) -> None:
    assert read(camt(entry("5.00", details(text=text)), closing="1005.00"), "v.xml").lines["vs"].to_list() == [""]


def test_an_account_without_an_iban_and_a_foreign_one() -> None:
    ours = details(other=("19-2000145399", "0800"))
    foreign = details(iban="SK3112000000198742637541")
    data = camt(entry("5.00", ours), entry("5.00", foreign, ref="A2"), closing="1010.00")
    assert read(data, "v.xml").lines["counter_account"].to_list() == ["19-2000145399/0800", "SK3112000000198742637541"]


def test_one_entry_of_many_payments_gives_a_line_each() -> None:
    many = entry("30.00", details("10.00", end_to_end="VS:1"), details("20.00", end_to_end="VS:2"))
    lines = read(camt(many, closing="1030.00"), "v.xml").lines
    assert lines.select("document_no", "amount", "vs").rows() == [("A1/1", 1_000, "1"), ("A1/2", 2_000, "2")]


def test_payments_that_do_not_make_the_entry_stay_one_line() -> None:
    many = entry("30.00", details("10.00", text="prvni"), details("15.00", text="druha"))
    lines = read(camt(many, closing="1030.00"), "v.xml").lines
    assert lines.select("amount", "message").rows() == [(3_000, "prvni druha")]


@pytest.mark.parametrize(("closing", "amounts"), [("1003.00", [500, -200]), ("1007.00", [500, 200])])
def test_the_balances_say_which_way_a_reversal_went(closing: str, amounts: list[int]) -> None:
    data = camt(entry("5.00"), entry("2.00", ref="A2", way="DBIT", reversal=True), closing=closing)
    lines = read(data, "v.xml").lines
    assert lines["amount"].to_list() == amounts
    assert lines["reversal"].to_list() == [False, True]


def test_what_is_not_booked_yet_waits_for_its_statement() -> None:
    found = read(camt(entry("5.00"), entry("7.00", ref="A2", state="PDNG"), closing="1005.00"), "v.xml")
    assert found.lines["amount"].to_list() == [500]
    assert "1" in str(found.notes[0])


def test_a_newer_version_of_the_schema_reads_alike() -> None:
    newer = camt(entry("5.00", details(name="Kino")), closing="1005.00").decode()
    newer = newer.replace("camt.053.001.02", "camt.053.001.08").replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
    newer = newer.replace("<Nm>Kino</Nm>", "<Pty><Nm>Kino</Nm></Pty>")
    assert read(newer.encode(), "v.xml").lines["counter_name"].to_list() == ["Kino"]


def test_another_currency_is_told_and_not_added_up() -> None:
    found = read(camt(entry("5.00"), entry("9.00", ref="A2", currency="EUR"), closing="1005.00"), "v.xml")
    assert found.lines["currency"].to_list() == ["CZK", "EUR"]


WHOLE = camt(entry("5.00", details(name="Kino")), closing="1005.00")
BOMB = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Document>&b;</Document>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>""" + WHOLE.split(b"?>")[1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (WHOLE[: len(WHOLE) // 2], "cut or damaged"),
        (b"<html><body>Prihlaste se</body></html>", "not a bank statement camt.053"),
        (WHOLE.replace(b"1005.00", b"1006.00"), "does not add up"),
        (WHOLE.replace(b">5.00<", b">5,00<"), "cannot be read"),
        (WHOLE.replace(b"2026-11-20</Dt></BookgDt>", b"20.11.2026</Dt></BookgDt>"), "cannot be read"),
        (WHOLE.replace(b"<CdtDbtInd>CRDT</CdtDbtInd><Sts>", b"<Sts>"), "cannot be read"),
        (BOMB, "entities"),
        (OUTSIDE, "entities"),
    ],
)
def test_damage_is_said_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read(data, "v.xml")
    assert said in str(refusal.value)
