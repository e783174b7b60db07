"""The benchmark of balances measures what it says: the same balances by both ways. Times are judged by `make bench`."""

from pathlib import Path

from lib import store
from lib.access import SYSTEM
from lib.stock import queries
from tests.bench import balances, decade


def test_both_ways_give_the_same_balances(office: Path) -> None:
    with store.write() as db:
        decade.stock(db, movements=3000)
        ours = {(item, place): pieces for item, place, pieces in queries.balances(db, by=SYSTEM).rows()}
        flows = db.conn.execute(balances.ONE_PASS).fetchall()
    by_hand: dict[tuple[int, int], int] = {}
    for item, source, target, pieces in flows:
        for place, signed in ((source, -pieces), (target, pieces)):
            if place:
                by_hand[item, place] = by_hand.get((item, place), 0) + signed
    assert ours == by_hand


def test_a_balance_is_one_walk_through_its_index(office: Path) -> None:
    with store.read() as db:
        plan = db.conn.execute(f"explain query plan {balances.ONE_PASS}").fetchall()
        ours = db.conn.execute("explain query plan " + queries.ledger.BALANCES.format(until="")).fetchall()
    assert all("USING COVERING INDEX movement_balance" in step[3] for step in plan)
    assert sum("movement_balance" in step[3] for step in ours) == 1
    assert not any("TEMP B-TREE" in step[3] for step in plan)
