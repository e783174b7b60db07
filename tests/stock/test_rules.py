"""The office's sentences, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import BadInput, Refused
from lib.stock import rules
from lib.stock.rules import Card, Line

TODAY = dt.date(2026, 11, 23)
SOON = dt.date(2026, 12, 23)


def test_lines_of_one_item_become_one_line() -> None:
    assert rules.merged([Line(2, 3), Line(1, 1), Line(2, 4)]) == [Line(2, 7), Line(1, 1)]


@pytest.mark.parametrize("lines", [[], [Line(1, 0)], [Line(1, -2), Line(1, 5)]])
def test_nothing_cannot_be_handed_out(lines: list[Line]) -> None:
    with pytest.raises(BadInput):
        rules.merged(lines)


def test_a_day_to_come_and_a_journey_to_nowhere_are_refused() -> None:
    rules.check_day(TODAY, TODAY)
    rules.check_transfer(1, 2)
    with pytest.raises(BadInput):
        rules.check_day(SOON, TODAY)
    with pytest.raises(BadInput):
        rules.check_transfer(2, 2)


def test_no_more_comes_back_than_is_out() -> None:
    rules.check_return(3, 3, "Hrnek")
    with pytest.raises(Refused, match="jen 3\u00a0ks"):
        rules.check_return(4, 3, "Hrnek")


@pytest.mark.parametrize(
    ("quantity", "used", "day"),
    [
        (180, 180, dt.date(2027, 5, 22)),
        (21, 189, dt.date(2026, 12, 13)),
        (0, 100, None),
        (100, 0, None),
        (100, -5, None),
        (100_000, 1, None),
    ],
)
def test_an_item_runs_out_when_people_go_on_as_before(quantity: int, used: int, day: dt.date | None) -> None:
    assert rules.run_out(quantity, used, 180, TODAY) == day


@given(st.integers(1, 10_000), st.integers(1, 10_000), st.integers(1, 400))
def test_who_has_more_lasts_no_shorter(quantity: int, used: int, days: int) -> None:
    less, more = rules.run_out(quantity, used, days, TODAY), rules.run_out(quantity + 1, used, days, TODAY)
    assert more is None or (less is not None and less <= more)


@pytest.mark.parametrize(
    ("quantity", "runs_out", "retired", "state"),
    [
        (0, None, False, "out"),
        (19, None, False, "low"),
        (20, None, False, "enough"),
        (20, SOON, False, "soon"),
        (20, SOON + dt.timedelta(1), False, "enough"),
        (0, None, True, "retired"),
    ],
)
def test_states(quantity: int, runs_out: dt.date | None, retired: bool, state: str) -> None:
    assert rules.state(quantity, 20, runs_out, SOON, retired=retired) == state
    assert state in rules.STATES


def test_limits_are_passed_by_one_more() -> None:
    assert not rules.over_limit(3, 600_000, 3, 600_000)
    assert rules.over_limit(4, 0, 3, 600_000)
    assert rules.over_limit(1, 600_001, 3, 600_000)


def test_protocols_are_numbered_by_year() -> None:
    assert rules.protocol_number(2026, 1) == "PP-2026-001"
    assert rules.protocol_number(2026, 1234) == "PP-2026-1234"


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (Card("  ", "Hrnek"), "code"),
        (Card("K", " "), "name"),
        (Card("K", "Hrnek", purchase_price=-1), "purchase_price"),
        (Card("K", "Hrnek", minimum=-1), "minimum"),
    ],
)
def test_a_card_without_what_it_needs_says_where(card: Card, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        rules.tidy(card)
    assert refused.value.field == field


def test_a_card_is_tidied() -> None:
    assert rules.tidy(Card(" K 1 ", "  Hrnek  bílý", " sklo ", "", supplier=" A  B ")) == Card(
        "K 1", "Hrnek bílý", "sklo", "ks", supplier="A B"
    )
