"""Sums to the haléř, numbers and checks of invoices; each law holds for whatever amounts somebody types."""

import datetime as dt
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import BadInput, Refused
from lib.invoices import rules
from lib.invoices.records import Draft, Line, Side
from lib.invoices.rules import Recap

SUMS = st.integers(1, 10**10)
RATES = st.sampled_from((0, 12, 15, 21))
TODAY = dt.date(2026, 11, 23)
FIRM = Side("Pekařství Klas s.r.o.", "Dlouhá 5, 739 99 Brázdov", "99000024", "CZ99000024")


def draft(total: int = 121_000, **changes: object) -> Draft:
    made = Draft("invoice", 1, (rules.line_with_vat("Inzerce, 1/4 strany, číslo 11/2026", total, 21),), TODAY)
    return replace(made, **changes)


def half_up(exact: Decimal) -> int:
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(SUMS, RATES)
def test_vat_of_a_base_is_what_a_calculator_says(base: int, rate: int) -> None:
    assert rules.vat_of_base(base, rate) == half_up(Decimal(base) * rate / 100)
    assert rules.vat_of_base(-base, rate) == -rules.vat_of_base(base, rate)


@given(SUMS, RATES)
def test_vat_of_a_total_and_its_base_make_the_total(total: int, rate: int) -> None:
    vat = rules.vat_of_total(total, rate)
    assert vat == half_up(Decimal(total) * rate / (100 + rate))
    assert abs(rules.vat_of_base(total - vat, rate) - vat) <= 1


@pytest.mark.parametrize(("base", "vat"), [(100_00, 21_00), (50, 11), (2, 0), (3, 1), (119_05, 25_00)])
def test_half_a_haler_goes_up(base: int, vat: int) -> None:
    assert rules.vat_of_base(base, 21) == vat


@given(st.lists(st.tuples(SUMS, RATES), min_size=1, max_size=9))
def test_the_recapitulation_loses_nothing(priced: list[tuple[int, int]]) -> None:
    lines = [rules.line("Inzerce", base, rate) for base, rate in priced]
    found = rules.recap(lines)
    assert sum(one.base for one in found) == sum(line.base for line in lines)
    assert sum(one.total for one in found) == sum(line.total for line in lines)
    assert [one.rate for one in found] == sorted({rate for _, rate in priced}, reverse=True)


@given(SUMS, RATES, st.data())
def test_a_line_credited_in_any_parts_ends_at_nothing(total: int, rate: int, data: st.DataObject) -> None:
    line = rules.line_with_vat("Inzerce", total, rate)
    base, vat = line.base, line.vat
    while base + vat:
        part = data.draw(st.integers(min(max((base + vat) // 4, 1), base + vat), base + vat))
        minus_base, minus_vat = rules.credit_split(part, rate, base, vat)
        assert minus_base + minus_vat == part
        assert 0 <= minus_base <= base
        assert 0 <= minus_vat <= vat
        base, vat = base - minus_base, vat - minus_vat
    assert (base, vat) == (0, 0)


@given(SUMS, st.lists(st.integers(1, 10**6), min_size=1, max_size=8))
def test_shares_make_the_whole_and_are_fair(total: int, weights: list[int]) -> None:
    parts = rules.shares(total, weights)
    assert sum(parts) == total
    assert all(
        abs(part - Decimal(total) * weight / sum(weights)) <= 1 for part, weight in zip(parts, weights, strict=True)
    )


@given(st.integers(0, 10**9))
def test_cash_is_whole_koruny_and_never_half_a_koruna_off(to_pay: int) -> None:
    rounding = rules.cash_rounding(to_pay)
    assert (to_pay + rounding) % 100 == 0
    assert -50 < rounding <= 50


@given(st.lists(SUMS, min_size=1, max_size=6), SUMS)
def test_an_advance_pays_at_most_what_is_due_and_what_is_left_of_it(issues: list[int], paid: int) -> None:
    """A run of issues against one advance: nothing is deducted twice, and the sums fit to the haléř."""
    first = rules.line_with_vat("Záloha", paid, 21)
    left = Recap(21, first.base, first.vat)
    for total in issues:
        line = rules.line_with_vat("Inzerce", total, 21)
        due = Recap(21, line.base, line.vat)
        if left.total <= 0:
            return
        one = rules.deposit("2026300001", left, due)
        assert one.total == min(left.total, due.total)
        left = Recap(21, left.base - one.base, left.vat - one.vat)
    assert left.total == max(paid - sum(issues), 0)


def test_a_number_is_its_own_variable_symbol() -> None:
    number = rules.document_number("invoice", 2026, 42)
    assert number == "2026100042"
    assert rules.variable_symbol(number) == number
    assert len(rules.document_number("basis", 2026, 99_999)) == 10
    with pytest.raises(Refused):
        rules.document_number("invoice", 2026, 100_000)


def test_numbers_of_no_two_kinds_or_years_are_alike() -> None:
    made = {
        rules.document_number(kind, year, serial)
        for kind in rules.KINDS for year in (2026, 2027) for serial in (1, 10, 99_999)
    }  # fmt: skip
    assert len(made) == len(rules.KINDS) * 2 * 3


@pytest.mark.parametrize(
    ("typed", "vs"),
    [("FV-2026/0042", "20260042"), ("2026100042", "2026100042"), ("1-2026-100042-9", "2026100042"[2:] + "9")],
)
def test_the_variable_symbol_has_the_last_ten_digits(typed: str, vs: str) -> None:
    assert rules.variable_symbol(typed) == ("".join(filter(str.isdigit, typed)))[-10:]
    assert len(rules.variable_symbol(typed)) <= 10


def test_the_series_is_of_the_year_of_the_supply() -> None:
    assert rules.series_year(dt.date(2027, 1, 3), dt.date(2026, 12, 28)) == 2026
    assert rules.series_year(dt.date(2027, 1, 3), None) == 2027


@pytest.mark.parametrize(
    "line",
    [
        Line("Inzerce", 0, 21, 0, 0),
        Line("Inzerce", -100, 21, -100, -21),
        Line("Inzerce", 100, 21, 100, -21),
        Line("  ", 100, 21, 100, 21),
        Line("Inzerce", 100, 21, 100, 25),
        Line("Inzerce", 100, 21, 300, 63, quantity=2),
    ],
)
def test_a_line_that_cannot_be_right_is_refused(line: Line) -> None:
    with pytest.raises(BadInput):
        rules.check_draft(draft(lines=(line,)))


def test_a_document_without_lines_is_refused() -> None:
    with pytest.raises(BadInput):
        rules.check_draft(draft(lines=()))


def test_a_cash_receipt_is_up_to_ten_thousand() -> None:
    rules.check_draft(draft(1_000_000, kind="cash"))
    with pytest.raises(Refused, match="10"):
        rules.check_draft(draft(1_000_001, kind="cash"))


def test_an_ordinary_invoice_needs_no_remark() -> None:
    assert rules.remarks(draft(), FIRM, TODAY) == []


def test_over_the_limit_of_the_control_statement_a_dic_is_asked_for() -> None:
    without = replace(FIRM, dic="")
    assert rules.remarks(draft(1_000_000), without, TODAY) == []
    (remark,) = rules.remarks(draft(1_000_001), without, TODAY)
    assert not remark.stops
    assert "DIČ" in remark.said()


def test_a_buyer_abroad_is_handed_to_the_finance_department() -> None:
    abroad = replace(FIRM, country="PL", ico="", dic="PL5260001246")
    stop = rules.stopped(rules.remarks(draft(), abroad, TODAY))
    assert stop
    assert "PL" in stop.said()
    assert not rules.stopped(rules.remarks(draft(kind="basis"), abroad, TODAY))
    assert not rules.stopped(rules.remarks(draft(), replace(abroad, person=True), TODAY))


@pytest.mark.parametrize(
    ("dic", "person"),
    [("CZ7001011234", True), ("CZ530101123", True), ("CZ99000024", False), ("CZ699000001", False), ("", False)],
)
def test_a_birth_number_is_recognised_and_said(dic: str, person: bool) -> None:
    assert rules.is_birth_number(dic) is person
    found = rules.remarks(draft(), replace(FIRM, dic=dic), TODAY)
    assert any("rodné číslo" in one.said() for one in found) is person
    assert all(dic not in one.said() for one in found if dic)


def test_without_a_seat_only_a_simplified_document_is_issued() -> None:
    nowhere = replace(FIRM, address="")
    assert not rules.stopped(rules.remarks(draft(1_000_000), nowhere, TODAY))
    assert rules.stopped(rules.remarks(draft(1_000_001), nowhere, TODAY))


@pytest.mark.parametrize(("days", "warned"), [(0, False), (15, False), (16, True), (-1, True)])
def test_the_fifteen_days_from_the_supply(days: int, warned: bool) -> None:
    found = rules.remarks(draft(tax_point_on=TODAY - dt.timedelta(days=days)), FIRM, TODAY)
    assert bool(found) is warned
    assert not rules.stopped(found)


@pytest.mark.parametrize(
    ("kind", "open_", "paid", "credited", "due", "state"),
    [
        ("invoice", 100, 0, 0, TODAY, "open"),
        ("invoice", 100, 0, 0, TODAY - dt.timedelta(days=1), "overdue"),
        ("invoice", 50, 50, 0, TODAY, "part"),
        ("invoice", 0, 100, 0, TODAY, "paid"),
        ("invoice", -1, 101, 0, TODAY, "over"),
        ("invoice", 0, 0, -100, TODAY, "credited"),
        ("invoice", 0, 40, -60, TODAY, "paid"),
        ("credit", 0, 0, 0, None, "issued"),
        ("advance_tax", 0, 0, 0, None, "issued"),
    ],
)
def test_states(kind: str, open_: int, paid: int, credited: int, due: dt.date | None, state: str) -> None:
    assert rules.state(kind, open_, paid, credited, due, False, TODAY) == state
    row = {"kind": kind, "open": open_, "paid": paid, "credited": credited, "due_on": due, "withdrawn": False}
    frame = pl.DataFrame([row], schema_overrides={"due_on": pl.Date})
    assert frame.select(rules.state_column(TODAY)).item() == state
    assert rules.state(kind, open_, paid, credited, due, True, TODAY) == "withdrawn"
