"""A thousand due posts claimed and handed to a channel that takes all: at least 300 a second, all of it on the disk.

    python -m tests.bench.outbox

Wall-clock time, because the disk is what is waited for (`synchronous = full`). Each post is two commits: it leaves;
it is settled with its audit entry and the next one is taken. How many times a second this disk can be waited for stands
beside the figure: it is the ceiling, and on a machine that does something else at the time it falls to a twentieth.
"""

import datetime as dt
import os
import statistics
import tempfile
import time

import pytest

from lib import clock, outbox, store
from lib.access import SYSTEM
from lib.flows import deliver, installation
from lib.outbox import Parcel
from tests.bench.timing import Row
from tests.outbox.conftest import KIND

POSTS, A_SECOND, RUNS = 1_000, 300, 3


def measure() -> list[Row]:
    """One line against the seconds that 300 posts a second may take. The first run only warms up."""
    took: list[float] = []
    for _ in range(1 + RUNS):
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            patch.setenv("KANCELAR_DATA", folder)
            installation.open_store()
            fill()
            began = time.perf_counter()
            sent = deliver.turn(kinds={KIND.code: KIND})
            took.append(time.perf_counter() - began)
            assert sent == POSTS
            assert published() == POSTS
    job = f"{POSTS} due posts handed over ({fsyncs()} fsync/s)"
    return [Row(job, statistics.median(took[1:]), POSTS / A_SECOND, 1.0, "s")]


def fsyncs(tries: int = 500) -> int:
    """How many times a second this disk says that 16 kB written over others are safe."""
    with tempfile.TemporaryFile() as file:
        page = os.urandom(16_384)
        file.write(page * 64)
        began = time.perf_counter()
        for number in range(tries):
            os.pwrite(file.fileno(), page, number % 64 * len(page))
            os.fsync(file.fileno())
        return round(tries / (time.perf_counter() - began))


def fill() -> None:
    """A thousand posts of an ordinary length, all due now."""
    with store.write() as db:
        outbox.save_channel(db, KIND.code, KIND, KIND.title, {}, {}, by=SYSTEM)
        due = clock.now() - dt.timedelta(minutes=1)
        for number in range(POSTS):
            parcel = Parcel(f"Příspěvek {number}", "V neděli rozsvítíme strom na náměstí. " * 12)
            outbox.put(db, KIND.code, f"p-{number}", parcel, due, by=SYSTEM)


def published() -> int:
    """How many are out by the store."""
    with store.read() as db:
        assert store.scalar(db, "pragma synchronous") == 2
        return int(store.scalar(db, "select count(*) from outbox where state = 'published'"))


if __name__ == "__main__":
    for line in measure():
        print(f"{line.job}: {line.ours:.2f} s, {POSTS / line.ours:.0f} a second")
