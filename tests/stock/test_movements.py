"""Receipts, transfers, losses, stocktakes and corrections: each action by each of its exits."""

import datetime as dt

import pytest

from lib import store
from lib.errors import BadInput, NotFound, Refused
from lib.stock import actions, queries
from tests.stock.cupboard import INFO, STORE, Cupboard

TODAY = dt.date(2026, 11, 23)
YESTERDAY = TODAY - dt.timedelta(1)


def kinds(cupboard: Cupboard, item: int) -> list[str]:
    with store.read() as db:
        return queries.movements_of(db, item, by=cupboard.by)["kind"].to_list()


def test_goods_come_in_at_their_price(cupboard: Cupboard) -> None:
    with store.write() as db:
        actions.receive(db, cupboard.mug, 5, to_place=INFO, unit_price=13000, supplier="Keramika", by=cupboard.by)
        newest = queries.movements_of(db, cupboard.mug, by=cupboard.by).row(0, named=True)
    assert (newest["unit_price"], newest["party"], newest["to_place"], newest["balance"]) == (
        13000,
        "Keramika",
        "Infocentrum",
        55,
    )
    assert cupboard.balance(cupboard.mug, INFO) == 5


@pytest.mark.parametrize(
    ("more", "field"),
    [({"quantity": 0}, "quantity"), ({"day": TODAY + dt.timedelta(1)}, "day"), ({"unit_price": -1}, "unit_price")],
)
def test_an_impossible_receipt_says_where(cupboard: Cupboard, more: dict[str, object], field: str) -> None:
    with store.write() as db, pytest.raises(BadInput) as refused:
        actions.receive(db, cupboard.mug, **{"quantity": 1, "to_place": STORE, **more}, by=cupboard.by)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_goods_move_between_places(cupboard: Cupboard) -> None:
    with store.write() as db:
        actions.move(db, cupboard.mug, 20, from_place=STORE, to_place=INFO, by=cupboard.by)
        with pytest.raises(Refused, match="zbývá jen 20\u00a0ks"):
            actions.move(db, cupboard.mug, 21, from_place=INFO, to_place=STORE, by=cupboard.by)
        with pytest.raises(BadInput):
            actions.move(db, cupboard.mug, 1, from_place=INFO, to_place=INFO, by=cupboard.by)
    assert (cupboard.balance(cupboard.mug), cupboard.balance(cupboard.mug, INFO)) == (30, 20)


def test_a_loss_needs_a_reason(cupboard: Cupboard) -> None:
    with store.write() as db, pytest.raises(BadInput) as refused:
        actions.write_off(db, cupboard.mug, 1, from_place=STORE, reason=" ", by=cupboard.by)
    assert refused.value.field == "note"
    with store.write() as db:
        actions.write_off(db, cupboard.mug, 1, from_place=STORE, reason="rozbitý", by=cupboard.by)
        with pytest.raises(Refused):
            actions.write_off(db, cupboard.mug, 50, from_place=STORE, reason="ztráta", by=cupboard.by)
    assert cupboard.balance(cupboard.mug) == 49


@pytest.mark.parametrize(("counted", "difference"), [(48, -2), (50, 0), (53, 3)])
def test_a_stocktake_makes_the_ledger_say_what_was_counted(cupboard: Cupboard, counted: int, difference: int) -> None:
    with store.write() as db:
        assert actions.stocktake(db, cupboard.mug, counted, place=STORE, by=cupboard.by) == difference
    assert cupboard.balance(cupboard.mug) == counted
    assert kinds(cupboard, cupboard.mug).count("I") == (1 if difference else 0)


def test_a_stocktake_of_nonsense_is_refused(cupboard: Cupboard) -> None:
    with store.write() as db, pytest.raises(BadInput):
        actions.stocktake(db, cupboard.mug, -1, place=STORE, by=cupboard.by)
    with store.write() as db, pytest.raises(BadInput):
        actions.stocktake(db, cupboard.mug, 50, place=STORE, day=TODAY + dt.timedelta(1), by=cupboard.by)


def test_what_was_needed_later_cannot_go_earlier(cupboard: Cupboard) -> None:
    """A back-dated movement is judged against every later day, not against today's balance."""
    with store.write() as db:
        actions.receive(db, cupboard.mug, 4, to_place=INFO, day=YESTERDAY, by=cupboard.by)
        actions.write_off(db, cupboard.mug, 3, from_place=INFO, reason="x", by=cupboard.by)
        with pytest.raises(Refused, match="23"):
            actions.write_off(db, cupboard.mug, 2, from_place=INFO, reason="x", day=YESTERDAY, by=cupboard.by)
        with pytest.raises(Refused, match="zbývá jen 0\u00a0ks"):
            actions.write_off(db, cupboard.mug, 1, from_place=INFO, reason="x", day=dt.date(2026, 1, 1), by=cupboard.by)
        actions.write_off(db, cupboard.mug, 1, from_place=INFO, reason="x", day=YESTERDAY, by=cupboard.by)
    assert cupboard.balance(cupboard.mug, INFO) == 0


def test_a_refusal_leaves_no_trace_even_when_the_caller_goes_on(cupboard: Cupboard) -> None:
    with store.write() as db:
        with pytest.raises(Refused):
            actions.write_off(db, cupboard.mug, 51, from_place=STORE, reason="x", by=cupboard.by)
        actions.write_off(db, cupboard.mug, 50, from_place=STORE, reason="x", by=cupboard.by)
    assert cupboard.balance(cupboard.mug) == 0


def test_a_mistake_is_taken_back_on_its_own_day(cupboard: Cupboard) -> None:
    with store.write() as db:
        wrong = actions.receive(db, cupboard.mug, 500, to_place=STORE, day=YESTERDAY, by=cupboard.by)
        actions.reverse(db, wrong, reason="o nulu víc", by=cupboard.by)
        found = queries.movements_of(db, cupboard.mug, by=cupboard.by)
        reversal = found.filter(reverses_id=wrong).row(0, named=True)
        assert queries.balances(db, YESTERDAY, by=cupboard.by).filter(item_id=cupboard.mug)["quantity"].sum() == 0
    assert (reversal["kind"], reversal["day"], reversal["note"]) == ("O", YESTERDAY, "o nulu víc")
    assert found.filter(id=wrong)["reversed"].item()
    assert not found.filter(id=wrong)["reversible"].item()
    assert cupboard.balance(cupboard.mug) == 50


def test_what_cannot_be_taken_back_says_why(cupboard: Cupboard) -> None:
    by = cupboard.by
    with store.write() as db:
        receipt = queries.movements_of(db, cupboard.bag, by=by)["id"].item()
        actions.write_off(db, cupboard.bag, 8, from_place=STORE, reason="x", by=by)
        with pytest.raises(Refused, match="Taška"):
            actions.reverse(db, receipt, by=by)
        loss = queries.movements_of(db, cupboard.bag, by=by)["id"][0]
        reversal = actions.reverse(db, loss, by=by)
        with pytest.raises(Refused, match="už byl"):
            actions.reverse(db, loss, by=by)
        with pytest.raises(Refused, match="storno"):
            actions.reverse(db, reversal, by=by)
        with pytest.raises(NotFound):
            actions.reverse(db, 999, by=by)
    assert cupboard.balance(cupboard.bag) == 10


@pytest.mark.parametrize("deed", ["update movement set quantity = 1", "delete from movement"])
def test_the_ledger_cannot_be_rewritten_even_by_hand(cupboard: Cupboard, deed: str) -> None:
    with pytest.raises(Exception, match="append-only"), store.write() as db:
        db.conn.execute(deed)
