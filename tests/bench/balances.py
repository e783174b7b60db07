"""Balances of 400 items from 200 000 movements, against the same grouping as bare SQL."""

import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lib import clock, store
from lib.access import SYSTEM
from lib.flows import installation
from lib.stock import queries
from lib.store import Database

ITEMS, MOVEMENTS, ROUNDS, LIMIT = 400, 200_000, 7, 1.2
ONE_PASS = "select item_id, from_place_id, to_place_id, sum(quantity) from movement group by 1, 2, 3"


def measure() -> dict[str, object]:
    """Medians in seconds of `queries.balances` and of one pass by SQL, in turns over the same open store."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("KANCELAR_DATA", folder)
        Path(folder).mkdir(exist_ok=True)
        installation.open_store()
        with store.write() as db:
            _fill(db)
        with store.read() as db:
            pairs = [
                (_timed(lambda: queries.balances(db, by=SYSTEM)), _timed(lambda: db.conn.execute(ONE_PASS).fetchall()))
                for _ in range(ROUNDS + 1)
            ][1:]
    ours, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
    job = f"balances of {ITEMS} items from {MOVEMENTS} movements"
    return {"job": job, "ours": ours, "peer": peer, "ratio": ours / peer, "limit": LIMIT}


def _timed(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def _fill(db: Database) -> None:
    """Ten years of receipts, transfers, issues and returns in three places; the same every time."""
    rng, first = random.Random(7), dt.date(2016, 11, 23)
    names = ("code", "name", "created_at")
    store.insert_many(db, "item", names, ((f"K-{n:03}", f"Předmět {n}", clock.stamp()) for n in range(ITEMS)))
    columns = ("kind", "day", "item_id", "quantity", "unit_price", "from_place_id", "to_place_id", "created_at")
    sides = (("P", None, 1), ("T", 1, 2), ("T", 1, 3), ("V", 1, None), ("V", 2, None), ("V", 3, None), ("R", None, 1))
    lines = []
    for n in range(MOVEMENTS):
        kind, source, target = rng.choice(sides)
        day = (first + dt.timedelta(n * 3650 // MOVEMENTS)).isoformat()
        lines.append((kind, day, rng.randint(1, ITEMS), rng.randint(1, 40), 5000, source, target, clock.stamp()))
    store.insert_many(db, "movement", columns, lines)


if __name__ == "__main__":
    print(measure())
