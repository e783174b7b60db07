"""Balances of 400 items from 200 000 movements, against the same grouping as bare SQL.

    python -m tests.bench.balances

Both read the same open store, in turns; the balances come as a checked frame, the bare pass as rows that nobody reads.
"""

import tempfile

import pytest

from lib import clock, store
from lib.access import SYSTEM
from lib.flows import installation
from lib.stock import queries
from tests.bench import decade
from tests.bench.timing import Row, paired

LIMIT, RUNS = 1.2, 9
ONE_PASS = "select item_id, from_place_id, to_place_id, sum(quantity) from movement group by 1, 2, 3"


def measure() -> list[Row]:
    """One line: `queries.balances` against one pass by SQL."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, clock.fixed(decade.NOW):
        patch.setenv("KANCELAR_DATA", folder)
        installation.open_store()
        with store.write() as db:
            decade.stock(db)
        with store.read() as db:
            return [
                paired(
                    f"balances of {decade.ITEMS} items from {decade.MOVEMENTS} movements",
                    lambda: queries.balances(db, by=SYSTEM),
                    lambda: db.conn.execute(ONE_PASS).fetchall(),
                    LIMIT,
                    RUNS,
                )
            ]


if __name__ == "__main__":
    for line in measure():
        print(f"{line.job}: {1e3 * line.ours:.1f} ms, bare {1e3 * line.peer:.1f} ms, ratio {line.ratio:.2f}")
