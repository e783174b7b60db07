"""Two workers send posts to a channel that fails in every way while they are killed: none is doubled, none is lost.

`make faults-publishing` sends 10 000 posts, kills 500 workers and prints the table; `make test` has 60 posts
and 10 killed workers. The naive strategy (whatever goes wrong is tried again) is the control: without its doubles the
trial would prove nothing.
"""

import datetime as dt
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from lib import audit, outbox, store
from lib.access import User
from lib.outbox import Parcel
from tests.fakes.unreliable import Unreliable, unreliable
from tests.faults import publishing_worker as worker

pytestmark = pytest.mark.fault
POSTS = int(os.environ.get("POSTS", "60"))
KILLS = int(os.environ.get("KILLS", "10"))
FAULTS = 0.2
CLASSES = ("idempotent", "findable", "manual")
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
GRACE = 100 * 365 * 24 * 60


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    strategy: str
    posts: int
    published: int
    doubled: int
    lost: int
    for_a_person: int


@pytest.fixture(autouse=True)
def _clock() -> None:
    """The workers live in real time, so this test does too."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Unreliable]:
    with unreliable(FAULTS, seed=7) as running:
        monkeypatch.setenv("KANCELAR_TRIAL_URL", running.url)
        yield running


def test_nothing_is_doubled_and_nothing_is_lost(people: dict[str, User], server: Unreliable) -> None:
    each = POSTS // len(CLASSES)
    for code in CLASSES:
        _fill(code, each, people["head"])
    killed = _run(KILLS)
    rows = [_row(code, each, server) for code in CLASSES]
    _print(rows, killed, server)
    assert killed >= KILLS
    assert all(server.happened().values()), "a fault of the channel did not happen at all"
    assert [(row.doubled, row.lost) for row in rows] == [(0, 0)] * len(CLASSES), rows
    by = {row.strategy: row for row in rows}
    assert by["idempotent"].published == by["findable"].published == each
    assert by["idempotent"].for_a_person == by["findable"].for_a_person == 0
    assert by["manual"].published + by["manual"].for_a_person == each
    assert by["manual"].for_a_person > 0

    while _unknown():  # what the person sends again can fail again
        _a_person_looks_and_says(server, people["head"])
        _run(0)
    after = _row("manual", each, server)
    assert (after.published, after.doubled, after.lost, after.for_a_person) == (each, 0, 0, 0)
    with store.read() as db:
        assert audit.verify(db).fault is None
        assert store.scalar(db, "pragma integrity_check") == "ok"


def test_the_naive_strategy_doubles(people: dict[str, User], server: Unreliable) -> None:
    each = max(POSTS // len(CLASSES), 40)
    _fill("naive", each, people["head"])
    killed = _run(KILLS // len(CLASSES), naive=True)
    row = _row("naive", each, server)
    _print([row], killed, server)
    assert row.doubled > 0, "the trial would not notice doubles"


def _fill(code: str, posts: int, by: User) -> None:
    with store.write() as db:
        outbox.save_channel(db, code, worker.KINDS[code], code, {}, {}, by=by)
        for number in range(posts):
            parcel = Parcel(f"{code} {number}", "Text")
            outbox.put(db, code, f"{code}-{number}", parcel, LONG_AGO, grace_minutes=GRACE, by=by)


def _run(kills: int, *, naive: bool = False) -> int:
    """Two workers until all is settled, each killed after a moment and replaced; gives how many were killed."""
    chance, killed = random.Random(7), 0
    workers = [worker.start(naive=naive) for _ in range(2)]
    every = 0.25 if POSTS < 1_000 else 0.4
    last_kill = time.monotonic()
    try:
        while _left() or killed < kills:
            time.sleep(0.02)
            assert all(process.is_alive() for process in workers), "a worker fell by itself"
            if killed < kills and time.monotonic() - last_kill > chance.uniform(0.5, 1.5) * every:
                which = chance.randrange(2)
                workers[which].kill()
                workers[which].join()
                workers[which] = worker.start(naive=naive)
                last_kill, killed = time.monotonic(), killed + 1
    finally:
        for process in workers:
            process.kill()
            process.join()
    return killed


def _left() -> bool:
    """Whether something is still to be done without a person."""
    with store.read() as db:
        return bool(
            store.scalar(
                db, "select count(*) from outbox where state in ('queued', 'sending')"
                " or state = 'unknown' and next_try_at is not null"
            )
        )  # fmt: skip


def _row(code: str, posts: int, server: Unreliable) -> Row:
    """What the office believes against what is really out."""
    room = worker.ROOMS[code][0]
    out = Counter(mark for mark in server.marks(room) if mark.startswith(f"{code}-"))
    with store.read() as db:
        states = {row["key"]: row["state"] for row in store.rows(
            db, "select key, state from outbox where channel = ?", (code,))}  # fmt: skip
    unknown = sum(state == "unknown" for state in states.values())
    lost = sum(state != "unknown" and not out[key] for key, state in states.items())
    lost += sum(state not in ("unknown", "published") and out[key] > 0 for key, state in states.items())
    return Row(
        code,
        len(states),
        sum(state == "published" for state in states.values()),
        sum(times - 1 for times in out.values()),
        lost + posts - len(states),
        unknown,
    )


def _unknown() -> list[dict[str, Any]]:
    with store.read() as db:
        return store.rows(db, "select id, key from outbox where state = 'unknown'")


def _a_person_looks_and_says(server: Unreliable, by: User) -> None:
    out = set(server.marks("none"))
    with store.write() as db:
        for row in _unknown():
            outbox.resolve(db, row["id"], was_published=row["key"] in out, by=by)


def _print(rows: list[Row], killed: int, server: Unreliable) -> None:
    print(f"\n{killed} workers killed, faults {server.happened()}")
    print(f"{'strategy':12} {'posts':>7} {'published':>10} {'doubled':>8} {'lost':>6} {'for a person':>13}")
    for row in rows:
        print(f"{row.strategy:12} {row.posts:7} {row.published:10} {row.doubled:8} {row.lost:6} {row.for_a_person:13}")
