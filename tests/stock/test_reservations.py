"""Promises of items to events: what is promised is never more than what there is, and a promise ends by itself."""

import contextlib
import datetime as dt
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import clock, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, NotFound, Refused
from lib.stock import actions, queries
from lib.stock.rules import Card, Line
from tests.laws import examples
from tests.stock.cupboard import STORE, Cupboard

IN_A_MONTH = "2026-12-20"


def an_event(day: str = IN_A_MONTH) -> int:
    with store.write() as db:
        row = db.conn.execute(
            "insert into event (uid, title, kind, starts_on, ends_on, state, created_at, updated_at)"
            " values (hex(randomblob(8)), 'Rozsvícení stromu', 'town', ?, ?, 'confirmed', '', '') returning id",
            (day, day),
        ).fetchone()
    return int(row[0])


@pytest.fixture
def event(cupboard: Cupboard) -> int:
    return an_event()


def reserve(cupboard: Cupboard, event: int, quantity: int, by: User | None = None) -> int:
    with store.write() as db:
        return actions.reserve(db, cupboard.mug, quantity, event_id=event, by=by or cupboard.by)


def available(cupboard: Cupboard) -> int:
    with store.read() as db:
        return int(queries.available(db, by=SYSTEM).filter(item_id=cupboard.mug)["available"].item())


def held(cupboard: Cupboard, event: int) -> list[tuple[int, str]]:
    with store.read() as db:
        return queries.reservations_of(db, event, by=SYSTEM).select("quantity", "state").rows()


def test_what_is_promised_cannot_be_promised_again(cupboard: Cupboard, event: int) -> None:
    reserve(cupboard, event, 30)
    assert available(cupboard) == 20
    with pytest.raises(Refused, match=r"20\sks"):
        reserve(cupboard, an_event(), 21)
    reserve(cupboard, an_event(), 20)
    assert available(cupboard) == 0
    assert cupboard.balance(cupboard.mug) == 50, "nothing has left the cupboard"


def test_what_is_promised_is_not_handed_out_to_somebody_else(cupboard: Cupboard, event: int) -> None:
    reserve(cupboard, event, 30)
    with pytest.raises(Refused, match="volných jen 20"):
        cupboard.hand_out(Line(cupboard.mug, 21))
    cupboard.hand_out(Line(cupboard.mug, 20))
    assert available(cupboard) == 0


def test_handing_out_for_the_event_takes_from_its_promise(cupboard: Cupboard, event: int) -> None:
    reserve(cupboard, event, 30)
    cupboard.hand_out(Line(cupboard.mug, 10), event_id=event)
    assert held(cupboard, event) == [(20, "held")]
    cupboard.hand_out(Line(cupboard.mug, 25), event_id=event)
    assert held(cupboard, event) == [(20, "fulfilled")]
    assert available(cupboard) == 15


def test_a_refused_hand_out_keeps_the_promise(cupboard: Cupboard, event: int) -> None:
    reserve(cupboard, event, 30)
    with pytest.raises(Refused):
        cupboard.hand_out(Line(cupboard.mug, 51), event_id=event)
    assert held(cupboard, event) == [(30, "held")]


def test_a_promise_is_changed_and_released(cupboard: Cupboard, event: int) -> None:
    one = reserve(cupboard, event, 30)
    with store.write() as db:
        actions.change_reserved(db, one, 45, by=cupboard.by)
    with store.write() as db, pytest.raises(Refused, match=r"5\sks"):
        actions.change_reserved(db, one, 51, by=cupboard.by)
    with store.write() as db:
        actions.release(db, one, reason="akce je menší", by=cupboard.by)
    assert held(cupboard, event) == [(45, "released")]
    assert available(cupboard) == 50
    with store.write() as db, pytest.raises(Refused, match="už skončila"):
        actions.release(db, one, by=cupboard.by)


def test_an_event_gives_everything_back_at_once(cupboard: Cupboard, event: int) -> None:
    reserve(cupboard, event, 30)
    with store.write() as db:
        actions.reserve(db, cupboard.bag, 2, event_id=event, by=cupboard.by)
        assert actions.release_of(db, event, "akce se ruší", by=cupboard.by) == 32
    assert available(cupboard) == 50


def test_a_promise_ends_by_itself_and_says_so(cupboard: Cupboard, event: int) -> None:
    reserve(cupboard, event, 30)
    with clock.fixed("2026-12-28T08:00:00+01:00"):
        assert available(cupboard) == 50, "free from the first minute, even while the worker sleeps"
        assert held(cupboard, event) == [(30, "expired")]
        with store.write() as db:
            assert actions.release_past(db, by=SYSTEM) == 1
            assert actions.release_past(db, by=SYSTEM) == 0
        with store.read() as db:
            (row,) = queries.reservations(db, by=SYSTEM).rows(named=True)
    assert row["state"] == "expired"
    assert row["reason"]


def test_lost_pieces_shrink_the_youngest_promises(cupboard: Cupboard, event: int) -> None:
    later = an_event()
    reserve(cupboard, event, 30)
    reserve(cupboard, later, 15)
    with store.write() as db:
        actions.write_off(db, cupboard.mug, 12, from_place=STORE, reason="rozbité", by=cupboard.by)
    assert held(cupboard, event) == [(30, "held")]
    assert held(cupboard, later) == [(8, "held")]
    with store.write() as db:
        actions.stocktake(db, cupboard.mug, 10, place=STORE, by=cupboard.by)
        told = queries.closed_by_themselves(db, "2026-11-01T00:00:00Z", by=cupboard.by)
    assert held(cupboard, later) == [(8, "released")]
    assert held(cupboard, event) == [(10, "held")]
    assert told["event_id"].to_list() == [later]
    assert available(cupboard) == 0


def test_nothing_is_promised_to_an_event_that_was_called_off_meanwhile(cupboard: Cupboard, event: int) -> None:
    with store.write() as db:
        db.conn.execute("update event set state = 'cancelled' where id = ?", (event,))
    with pytest.raises(Refused, match="Rozsvícení stromu"):
        reserve(cupboard, event, 5)
    assert available(cupboard) == 50


def test_a_promise_follows_the_event(cupboard: Cupboard, event: int) -> None:
    reserve(cupboard, event, 30)
    with store.write() as db:
        db.conn.execute("update event set starts_on = '2027-01-09', ends_on = '2027-01-09' where id = ?", (event,))
        assert actions.replan_of(db, event, by=cupboard.by) == 1
        assert queries.reservations_of(db, event, by=cupboard.by)["until"].to_list() == [dt.date(2027, 1, 16)]


def test_a_promise_that_ran_out_does_not_come_back_over_somebody_elses(cupboard: Cupboard, event: int) -> None:
    reserve(cupboard, event, 30)
    with clock.fixed("2026-12-28T08:00:00+01:00"):
        reserve(cupboard, an_event("2027-02-01"), 40, SYSTEM)
        with store.write() as db:
            db.conn.execute("update event set starts_on = '2027-01-09', ends_on = '2027-01-09' where id = ?", (event,))
        with store.write() as db, pytest.raises(Refused, match=r"10\sks"):
            actions.replan_of(db, event, by=SYSTEM)


def test_impossible_promises_say_why(cupboard: Cupboard, event: int) -> None:
    with pytest.raises(BadInput):
        reserve(cupboard, event, 0)
    with pytest.raises(BadInput, match="už proběhla"):
        reserve(cupboard, an_event("2026-10-01"), 1)
    with pytest.raises(NotFound):
        reserve(cupboard, 9999, 1)
    with store.write() as db:
        pin = actions.add_item(db, Card("ODZ-01", "Odznak"), by=cupboard.by)
        actions.retire_item(db, pin, by=cupboard.by)
        with pytest.raises(Refused, match="vyřazen"):
            actions.reserve(db, pin, 1, event_id=event, by=cupboard.by)


def test_two_people_cannot_promise_the_same_pieces(cupboard: Cupboard, event: int) -> None:
    done: list[bool] = []

    def try_it() -> None:
        with clock.fixed("2026-11-23T08:00:00+01:00"):
            try:
                reserve(cupboard, event, 10)
                done.append(True)
            except Refused:
                done.append(False)

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False] * 3 + [True] * 5
    assert available(cupboard) == 0


DEEDS = st.lists(
    st.tuples(st.sampled_from(["reserve", "hand_out", "for_event", "write_off", "receive", "release"]),
              st.integers(1, 40)),
    max_size=12,
)  # fmt: skip


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
def test_what_can_be_promised_is_never_less_than_nothing(cupboard: Cupboard, deeds: list[tuple[str, int]]) -> None:
    event, mug, by = an_event(), cupboard.mug, cupboard.by
    promised: list[int] = []
    ways = {
        "reserve": lambda n: promised.append(reserve(cupboard, event, n)),
        "hand_out": lambda n: cupboard.hand_out(Line(mug, n)),
        "for_event": lambda n: cupboard.hand_out(Line(mug, n), event_id=event),
        "write_off": lambda n: _do(actions.write_off, mug, n, from_place=STORE, reason="rozbité", by=by),
        "receive": lambda n: _do(actions.receive, mug, n, to_place=STORE, by=by),
        "release": lambda n: promised and _do(actions.release, promised[n % len(promised)], by=by),
    }
    for deed, quantity in deeds:
        with contextlib.suppress(Refused):
            ways[deed](quantity)
        assert 0 <= available(cupboard) <= cupboard.balance(mug)


def _do(action: object, *args: object, **more: object) -> None:
    with store.write() as db:
        action(db, *args, **more)  # type: ignore[operator]
