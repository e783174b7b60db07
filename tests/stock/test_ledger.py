"""Laws of the ledger: balances are sums, never below zero on any day, and what is taken back was never there."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import store
from lib.access import SYSTEM
from lib.errors import OfficeError
from lib.stock import actions, queries
from lib.stock.actions import Order
from lib.stock.rules import Card, Line
from lib.store import Database
from tests.laws import examples

START = dt.date(2026, 11, 10)
PLACES = (1, 2, 3)


class Step(NamedTuple):
    deed: str
    item: int
    quantity: int
    place: int
    other: int
    day: dt.date


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(
            ("receive", "receive", "move", "write_off", "hand_out", "return", "stocktake", "reverse", "cancel")
        ),
        st.integers(1, 2),
        st.integers(1, 30),
        st.sampled_from(PLACES),
        st.sampled_from(PLACES),
        st.integers(0, 12).map(lambda days: START + dt.timedelta(days)),
    ),
    max_size=25,
)


@pytest.fixture
def _cards(office: object) -> None:
    with store.write() as db:
        for code in ("A", "B"):
            actions.add_item(db, Card(code, f"Předmět {code}", purchase_price=100), by=SYSTEM)


@contextmanager
def undone() -> Iterator[Database]:
    """A transaction that leaves no trace, so that each example starts in the same cupboard."""
    with pytest.raises(ZeroDivisionError), store.write() as db:
        yield db
        raise ZeroDivisionError


def take(db: Database, step: Step) -> None:
    """One deed of a person; a refused one changes nothing."""
    newest = store.scalar(db, "select max(id) from movement") or 0
    protocol = store.scalar(db, "select max(id) from handover") or 0
    lines = [Line(step.item, step.quantity)]
    deeds = {
        "receive": lambda: actions.receive(db, step.item, step.quantity, to_place=step.place, day=step.day, by=SYSTEM),
        "move": lambda: actions.move(
            db, step.item, step.quantity, from_place=step.place, to_place=step.other, day=step.day, by=SYSTEM
        ),
        "write_off": lambda: actions.write_off(
            db, step.item, step.quantity, from_place=step.place, reason="x", day=step.day, by=SYSTEM
        ),
        "stocktake": lambda: actions.stocktake(db, step.item, step.quantity, place=step.place, day=step.day, by=SYSTEM),
        "reverse": lambda: actions.reverse(db, max(1, newest - step.quantity % 5), by=SYSTEM),
        "hand_out": lambda: actions.hand_out(db, Order(lines, step.place, "účel", "SDH", day=step.day), by=SYSTEM),
        "return": lambda: actions.return_(db, protocol, lines, to_place=step.other, by=SYSTEM),
        "cancel": lambda: actions.cancel_handover(db, protocol, reason="omyl", by=SYSTEM),
    }
    before = state(db)
    try:
        deeds[step.deed]()
    except OfficeError:
        assert state(db) == before, step


def state(db: Database) -> list[tuple[int, ...]]:
    return db.conn.execute("select count(*), coalesce(sum(quantity), 0) from movement").fetchall()


def by_hand(db: Database, on: dt.date) -> dict[tuple[int, int], int]:
    """Balances added up one by one, the slow and plain way."""
    sums: dict[tuple[int, int], int] = defaultdict(int)
    for item, source, target, quantity, day in db.conn.execute(
        "select item_id, from_place_id, to_place_id, quantity, day from movement"
    ):
        if dt.date.fromisoformat(day) <= on:
            sums[item, target] += quantity
            sums[item, source] -= quantity
    return {key: pieces for key, pieces in sums.items() if pieces and key[1] is not None}


def asked(db: Database, on: dt.date | None) -> dict[tuple[int, int], int]:
    found = queries.balances(db, on, by=SYSTEM)
    return {(item, place): pieces for item, place, pieces in found.rows() if pieces}


FAST = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FAST
@given(STEPS)
@pytest.mark.usefixtures("_cards")
def test_whatever_people_do_no_balance_is_ever_below_zero(steps: list[Step]) -> None:
    with undone() as db:
        for step in steps:
            take(db, step)
        for days in range(16):
            on = START + dt.timedelta(days)
            assert asked(db, on) == by_hand(db, on)
            assert min(asked(db, on).values(), default=0) >= 0
        for item in (1, 2):
            running = queries.movements_of(db, item, by=SYSTEM)["balance"]
            assert (running.min() or 0) >= 0
            daily = queries.daily_balance(db, item, by=SYSTEM)["balance"]
            assert sum(pieces for (of, _), pieces in asked(db, None).items() if of == item) == (
                daily[-1] if len(daily) else 0
            )


@FAST
@given(STEPS, st.integers(1, 2), st.integers(1, 40), st.sampled_from(PLACES), st.integers(0, 12))
@pytest.mark.usefixtures("_cards")
def test_what_is_taken_back_was_never_there_on_any_day(
    steps: list[Step], item: int, quantity: int, place: int, days: int
) -> None:
    with undone() as db:
        for step in steps:
            take(db, step)
        before = [asked(db, START + dt.timedelta(day)) for day in range(16)]
        day = START + dt.timedelta(days)
        wrong = actions.receive(db, item, quantity, to_place=place, day=day, by=SYSTEM)
        assert asked(db, day) != before[days]
        actions.reverse(db, wrong, by=SYSTEM)
        assert [asked(db, START + dt.timedelta(day)) for day in range(16)] == before
