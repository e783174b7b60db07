"""The clash report of a year with 3 000 events, and of four and sixteen such years: it grows with n log n.

    python -m tests.bench.clashes

A year has as many venues, people and events as a town has, so the clashes grow with the years and not with their
square. The first row is against half a second of processor time, the others against the first times n log n.
"""

import datetime as dt
import math
import random
import statistics
import tempfile
from collections.abc import Iterator

import pytest

from lib import clock, store
from lib.access import SYSTEM
from lib.flows import clashes, installation
from lib.store import Database
from tests.bench import decade
from tests.bench.timing import Row, seconds_of

LIMIT, RUNS = 0.5, 5
YEARS = (1, 4, 16)
A_YEAR = 3_000
FIRST = dt.date(2027, 1, 1)
LEADERS, COLLEAGUES = 3, 8
AUDIENCES = ("", "", "", "senioři", "děti", "rodiny")
EVENT = (
    *("uid", "title", "kind", "starts_on", "ends_on", "starts_at", "ends_at", "all_day", "venue_id", "audience"),
    *("state", "created_at", "updated_at"),
)


def measure() -> Iterator[Row]:
    """Three rows: 1×, 4× and 16× the year."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, clock.fixed(decade.NOW):
        patch.setenv("KANCELAR_DATA", folder)
        installation.open_store()
        with store.write() as db:
            fill(db, max(YEARS))
        with store.read() as db:
            yield from _rows(db)


def _rows(db: Database) -> Iterator[Row]:
    clashes.report(db, FIRST, FIRST, by=SYSTEM)
    one = None
    for years in YEARS:
        last = dt.date(FIRST.year + years - 1, 12, 31)
        found = clashes.report(db, FIRST, last, by=SYSTEM).height
        took = statistics.median(
            seconds_of(lambda last=last: clashes.report(db, FIRST, last, by=SYSTEM))  # type: ignore[misc]
            for _ in range(RUNS)
        )
        job = f"clash report of {years * A_YEAR} events, {found} clashes"
        if one is None:
            one = took
            yield Row(job, took, LIMIT, 1.0)
        else:
            grown = years * math.log(years * A_YEAR) / math.log(A_YEAR)
            yield Row(job, took, one * grown, 1.0)


def fill(db: Database, years: int) -> None:
    """The years: events in forty venues, a third of them with somebody of the leadership, half of them covered, and a
    diary with two entries a day."""
    chance = random.Random(3)
    first = store.next_id(db, "event")
    numbers = range(first, first + years * A_YEAR)
    now = clock.stamp()
    store.insert_many(db, "venue", ("name", "folded"), ((name, name.lower()) for name in decade.VENUES))
    store.insert_many(
        db, "user", ("login", "name", "created_at"), ((f"k{n}", f"Kolega {n}", now) for n in range(COLLEAGUES))
    )
    columns = ("name", "office", "valid_from", "created_at")
    store.insert_many(
        db, "office_holder", columns, ((f"Vedoucí {n}", "radní", "2020-01-01", now) for n in range(LEADERS))
    )
    store.insert_many(db, "event", EVENT, (_event(n, n - first, chance) for n in numbers))
    attended = ((n, chance.randint(1, LEADERS), "confirmed") for n in numbers if n % 3 == 0)
    store.insert_many(db, "event_attendee", ("event_id", "holder_id", "answer"), attended)
    _covered(db, [n for n in numbers if n % 2], chance)
    store.insert_many(db, "diary_block", BLOCK, _blocks(years, chance))
    special = ((f"{FIRST.year + n}-07-01", f"{FIRST.year + n}-08-31") for n in range(years))
    columns = ("kind", "first_on", "last_on", "name")
    store.insert_many(db, "special_day", columns, (("school_holiday", *days, "Letní prázdniny") for days in special))


def _event(number: int, place: int, chance: random.Random) -> tuple[object, ...]:
    day = FIRST + dt.timedelta(place * 365 // A_YEAR)
    last = day + dt.timedelta(chance.choice((0,) * 19 + (2,)))
    hour = chance.randint(8, 19)
    whole = number % 50 == 0
    times = (None, None) if whole else (f"{hour:02}:00", f"{hour + 2:02}:30")
    named = f"{number}@brazdov.example", f"Akce {number}", chance.choice(decade.KINDS)
    held = *named, day.isoformat(), last.isoformat(), *times, int(whole), chance.randint(1, len(decade.VENUES))
    return *held, chance.choice(AUDIENCES), chance.choice(decade.STATES), clock.stamp(), clock.stamp()


COVERAGE = ("id", "event_id", "kind", "intent", "due_at", "planned_for", "created_at")
ASSIGNMENT = ("coverage_id", "login", "name", "state", "assigned_by", "created_at")


def _covered(db: Database, events: list[int], chance: random.Random) -> None:
    now = clock.stamp()
    wanted = ((n, n, "photo", "intended", "2027-01-01 12:00", "2027-01-01", now) for n in events)
    store.insert_many(db, "coverage", COVERAGE, wanted)
    people = ((n, f"k{chance.randrange(COLLEAGUES)}", "Kolega", "accepted", "system", now) for n in events)
    store.insert_many(db, "assignment", ASSIGNMENT, people)


BLOCK = ("holder_id", "kind", "starts_on", "ends_on", "starts_at", "ends_at", "title", "created_at", "updated_at")


def _blocks(years: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    now = clock.stamp()
    for place in range(2 * 365 * years):
        day, hour = (FIRST + dt.timedelta(place // 2)).isoformat(), chance.randint(8, 16)
        yield chance.randint(1, LEADERS), "meeting", day, day, f"{hour:02}:00", f"{hour + 1:02}:00", "Porada", now, now


if __name__ == "__main__":
    for line in measure():
        print(f"{line.job}: {line.ours:.3f} s, limit {line.peer:.3f} s, ratio {line.ratio:.2f}")
