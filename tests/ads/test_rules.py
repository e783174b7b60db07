"""The office's sentences about ads, as tables."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.ads import rules
from lib.errors import BadInput, Refused

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("4/2026", (2026, 4, 4, "4")),
        ("04/2026", (2026, 4, 4, "4")),
        (" 4 / 2026 ", (2026, 4, 4, "4")),
        ("BN 4/26", (2026, 4, 4, "4")),
        ("č. 4/2026", (2026, 4, 4, "4")),
        ("7–8/2026", (2026, 7, 8, "7–8")),
        ("7-8/2026", (2026, 7, 8, "7–8")),
        ("7 - 8/2026", (2026, 7, 8, "7–8")),
        ("7/8/2026", (2026, 7, 8, "7–8")),
        ("12/2026", (2026, 12, 12, "12")),
        ("2026-04-01 00:00:00", (2026, 4, 4, "4")),
        ("2026-04-01", (2026, 4, 4, "4")),
        ("13/2026", None),
        ("0/2026", None),
        ("8–7/2026", None),
        ("4/3026", None),
        ("duben", None),
        ("2026-04-15", None),
        ("", None),
        (None, None),
    ],
)
def test_an_issue_is_read_in_the_shapes_people_write(said: str | None, known: tuple[object, ...] | None) -> None:
    found = rules.issues(pl.Series([said], dtype=pl.String)).select("year", "first", "last", "number").row(0)
    assert found == (known or (None, None, None, None))


@given(st.integers(1990, 2099), st.integers(1, 12), st.integers(0, 3))
def test_an_issue_that_was_written_out_is_read_back(year: int, first: int, more: int) -> None:
    last = min(12, first + more)
    number = str(first) if last == first else f"{first}–{last}"
    found = rules.issues(pl.Series([f"{number}/{year}"])).row(0, named=True)
    assert found == {"year": year, "first": first, "last": last, "number": number}


@pytest.mark.parametrize(
    ("note", "off"),
    [
        ("STORNO – nevyšlo", True),
        ("storno", True),
        ("Stornováno 3. 4.", True),
        ("bez storna", False),
        ("upomínka odeslána", False),
        ("", False),
        (None, False),
    ],
)
def test_a_note_cancels_an_ad_by_one_word(note: str | None, off: bool) -> None:
    assert rules.is_cancelled(pl.Series([note], dtype=pl.String))[0] is off


@pytest.mark.parametrize(
    ("prices", "wrong"),
    [
        ((100000, 21000, 121000), False),
        ((100030, 21006, 121000), False),  # rounded to whole koruny
        ((100000, 21000, 121051), True),
        ((100000, 21000, 131000), True),
        ((100000, None, 131000), False),
        ((None, 21000, 131000), False),
    ],
)
def test_prices_contradict_each_other_beyond_rounding(prices: tuple[int | None, ...], wrong: bool) -> None:
    names = ("price_without_vat", "vat", "price_with_vat")
    frame = pl.DataFrame([prices], schema=dict.fromkeys(names, pl.Int64), orient="row")
    assert frame.select(rules.wrong_sum()).item() is wrong


YESTERDAY, PAID = TODAY - dt.timedelta(1), dt.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("cancelled", "paid_on", "due_on", "invoice", "state", "days"),
    [
        (False, None, YESTERDAY, "1", "overdue", 1),
        (False, None, TODAY, "1", "unpaid", None),
        (False, PAID, YESTERDAY, "1", "paid", None),
        (True, None, YESTERDAY, "1", "cancelled", None),
        (True, PAID, YESTERDAY, "1", "cancelled", None),
        (False, None, None, "1", "unpaid", None),
        (False, None, None, "", "not_invoiced", None),
        (False, PAID, None, "", "paid", None),
    ],
)
def test_the_state_of_an_ad(
    cancelled: bool, paid_on: dt.date | None, due_on: dt.date | None, invoice: str, state: str, days: int | None
) -> None:
    schema = {"cancelled": pl.Boolean, "paid_on": pl.Date, "due_on": pl.Date, "invoice_number": pl.String}
    frame = pl.DataFrame([(cancelled, paid_on, due_on, invoice)], schema=schema, orient="row")
    assert frame.select(rules.state(TODAY), days=rules.days_overdue(TODAY)).row(0) == (state, days)


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (1, "up to 30 days"),
        (30, "up to 30 days"),
        (31, "31–60 days"),
        (60, "31–60 days"),
        (61, "61–90 days"),
        (90, "61–90 days"),
        (91, "over 90 days"),
        (None, None),
    ],
)
def test_how_late_a_payment_is(days: int | None, name: str | None) -> None:
    frame = pl.DataFrame({"days": [days]}, schema={"days": pl.Int64})
    assert frame.select(rules.bucket(pl.col("days"))).item() == name


@pytest.mark.parametrize(
    ("year", "today", "until", "last_until", "whole"),
    [
        (2026, TODAY, TODAY, dt.date(2025, 11, 23), False),
        (2025, TODAY, dt.date(2025, 12, 31), dt.date(2024, 12, 31), True),
        (2026, dt.date(2026, 12, 31), dt.date(2026, 12, 31), dt.date(2025, 12, 31), True),
        (2028, dt.date(2028, 2, 29), dt.date(2028, 2, 29), dt.date(2027, 2, 28), False),
        (2027, TODAY, dt.date(2027, 1, 1), dt.date(2026, 1, 1), False),
    ],
)
def test_a_running_year_is_compared_to_the_same_day(
    year: int, today: dt.date, until: dt.date, last_until: dt.date, whole: bool
) -> None:
    span = rules.span(year, today)
    assert (span.until, span.last_until, span.whole_year) == (until, last_until, whole)


def test_growth_needs_something_before() -> None:
    assert rules.change(118, 100) == pytest.approx(0.18)
    assert rules.change(50, 100) == pytest.approx(-0.5)
    assert rules.change(50, 0) is None


def test_a_payment_is_neither_for_a_cancelled_ad_nor_in_the_future() -> None:
    rules.check_payment(TODAY, TODAY, cancelled=False)
    with pytest.raises(Refused):
        rules.check_payment(TODAY, TODAY, cancelled=True)
    with pytest.raises(BadInput):
        rules.check_payment(TODAY + dt.timedelta(1), TODAY, cancelled=False)
