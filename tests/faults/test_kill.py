"""kill -9 at any moment: no acknowledged write is lost, nothing stays half done, the next start goes on."""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from lib import audit, config, coverage, jobs, store, tasks, upkeep
from lib.access import SYSTEM, User
from lib.events import Entry, outlets
from lib.events import actions as events
from lib.flows import cancel_event, sheet_sync
from lib.guests import actions as guests
from lib.guests.rules import Card as GuestCard
from lib.sheets import sources
from lib.stock import actions, queries
from lib.stock.rules import Card
from tests.faults import writer
from tests.faults.writer import Writer

pytestmark = pytest.mark.fault
ROUNDS, WRITERS = 10, 3
IMPORT = """
import sys
from lib.access import SYSTEM
from lib.flows import sheet_sync
sheet_sync.import_source(1, by=SYSTEM, progress=lambda done, total, what: print(done, flush=True))
"""
WORKER = """
import sys, time
from lib import worker
from lib.flows import work
def endless(job, progress):
    progress(1, 2, "half")
    time.sleep(600)
work.KINDS["test.endless"] = endless
work.KINDS["test.quick"] = lambda job, progress: {"answer": 42}
sys.exit(worker.main())
"""
CANCEL = """
import sys, time
from lib import coverage, guests, stock, store, tasks
from lib.access import SYSTEM
from lib.flows import cancel_event
room, name = {"first": (tasks, "drop_of"), "last": (stock, "release_of")}[sys.argv[1]]
deed = getattr(room, name)
def stop(*said, **more):
    deed(*said, **more)
    print("done", flush=True)
    time.sleep(600)
setattr(room, name, stop)
with store.write() as db:
    cancel_event.cancel(db, 1, "vichřice", by=SYSTEM)
"""
HANGS = ("event", "event_change", "event_outlet", "task", "coverage", "guest", "reservation", "audit")
"""What calling an event off changes."""
ROWS = 4000


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process with the office of this test, whose output is read line by line."""
    command = [sys.executable, "-c", script, *arguments]
    environment = {**os.environ, "KANCELAR_NOW": "2026-11-23T08:00:00+01:00"}
    return subprocess.Popen(command, cwd=config.ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def kill(process: subprocess.Popen[str]) -> list[str]:
    """Kill -9 and give what it had still said: whole lines only."""
    process.kill()
    assert process.stdout
    rest = process.stdout.read()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return rest[: rest.rfind("\n") + 1].split()


def lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout
    return [process.stdout.readline().strip() for _ in range(count)]


def sound() -> None:
    """The file is whole, every reference leads somewhere, the chain of the audit holds."""
    assert upkeep.sound(store.path())
    with store.read() as db:
        assert store.rows(db, "pragma foreign_key_check") == []
        assert audit.verify(db).fault is None


@pytest.fixture
def mugs(people: dict[str, User]) -> int:
    with store.write() as db:
        item = actions.add_item(db, Card("KER-001", "Hrnek s městským znakem"), by=people["storekeeper"])
    assert item == 1
    return item


def test_thirty_killed_writers_lose_nothing_that_they_said_was_saved(mugs: int) -> None:
    chance = random.Random(3)
    acknowledged: list[int] = []
    for number in range(ROUNDS):
        writers = [writer.start(f"{number}.{one}") for one in range(WRITERS)]
        acknowledged += _killed_at_random(writers, chance)
        sound()
    with store.read() as db:
        stored = [row["id"] for row in store.rows(db, "select id from movement")]
        deeds = store.scalar(db, "select count(*) from audit where what = 'stock.receive'")
        balance = queries.balances(db, by=SYSTEM)["quantity"].sum()
    assert len(acknowledged) == len(set(acknowledged)) >= ROUNDS * WRITERS
    assert set(acknowledged) <= set(stored), "a write that was acknowledged is gone"
    assert len(stored) <= len(acknowledged) + ROUNDS * WRITERS, "at most the one being written is not acknowledged"
    assert len(stored) == deeds == balance, "a movement without its audit entry"


def _killed_at_random(writers: Sequence[Writer], chance: random.Random) -> list[int]:
    said = []
    for one in writers:
        said += one.heard(chance.randint(1, 12))
        time.sleep(chance.uniform(0, 0.004))
        said += one.killed()
        assert one.process.exitcode == -signal.SIGKILL
    return said


@pytest.fixture
def programme(office: Path) -> int:
    """A source whose file has thousands of events; its number."""
    shared = config.current().shared
    shared.mkdir(exist_ok=True)
    days = (f"{1 + number % 28}. {1 + number % 12}. {2024 + number % 3}" for number in range(ROWS))
    rows = [f"A{number};Akce {number};{day};17.00;Sál {number % 40}" for number, day in enumerate(days)]
    shared.joinpath("akce.csv").write_text("\n".join(["ID akce;Název;Datum;Čas;Místo", *rows]), encoding="utf-8")
    with store.write() as db:
        return sources.add(db, "Akce", "events.office", "file", "akce.csv", by=SYSTEM)


def test_an_import_killed_anywhere_leaves_nothing_half_imported(programme: int) -> None:
    assert programme == 1
    before = _contents()
    for said, seconds in ((1, 0.2), (2, 0.0), (2, 0.05), (2, 0.15), (2, 0.3)):
        process = start(IMPORT)
        assert lines(process, said) == ["0", "1"][:said]
        time.sleep(seconds)
        if "2" in kill(process):
            break  # a fast machine was done before the last kill
        assert _contents() == before
        sound()
    else:
        sheet_sync.import_source(programme, by=SYSTEM)
    assert _contents()["event"] == ROWS
    sound()


def _contents() -> dict[str, int]:
    tables = ("event", "venue", "import_run", "import_memory", "audit")
    with store.read() as db:
        return {table: store.scalar(db, f"select count(*) from {table}") for table in tables}


@pytest.fixture
def event(people: dict[str, User]) -> int:
    """An event with a task, wanted photographs, an invited guest, twenty reserved mugs and posters in the town."""
    by = people["head"]
    with store.write() as db:
        found = events.add(db, Entry("Rozsvícení stromu", dt.date(2026, 12, 12)), state="confirmed", by=by)
        tasks.add(db, "Objednat strom", subject=f"event:{found}", due_on=dt.date(2026, 12, 1), by=by)
        coverage.want(db, found, "photo", by=by)
        mug = actions.add_item(db, Card("KER-001", "Hrnek"), by=by)
        actions.receive(db, mug, 50, to_place=1, by=by)
        actions.reserve(db, mug, 20, event_id=found, by=by)
        outlets.add_by_hand(db, found, "Plakáty", by=by)
        guest = guests.add(db, found, GuestCard("Jan Novák"), by=by)
        guests.confirm_salutation(db, guest, "Vážený pane Nováku", by=by)
        guests.invite(db, [guest], "post", by=by)
    return found


def test_calling_an_event_off_is_killed_anywhere_and_nothing_has_happened(event: int) -> None:
    before = _hanging()
    for place in ("first", "last"):
        process = start(CANCEL, place)
        assert lines(process, 1) == ["done"]
        kill(process)
        assert _hanging() == before, place
        sound()
    with store.write() as db:
        followed = cancel_event.cancel(db, event, "vichřice", by=SYSTEM)
    assert (followed.tasks, followed.pieces, followed.coverage, followed.guests) == (1, 20, 1, 1)
    after = _hanging()
    assert {table for table in HANGS if after[table] != before[table]} == set(HANGS) - {"event_outlet"}
    sound()


def _hanging() -> dict[str, list[dict[str, Any]]]:
    with store.read() as db:
        return {table: store.rows(db, f"select * from {table}") for table in HANGS}


def test_a_worker_killed_in_the_middle_of_a_job_is_followed_by_one_that_goes_on(people: dict[str, User]) -> None:
    with store.write() as db:
        endless = jobs.ask(db, "test.endless", {}, by=people["editor"])
        quick = jobs.ask(db, "test.quick", {}, by=people["editor"])
    first = start(WORKER)
    _until(endless, "running", message="half")
    kill(first)
    assert _job(endless).state == "running"
    second = start(WORKER)
    _until(quick, "done")
    assert (_job(endless).state, _job(quick).result) == ("failed", '{"answer": 42}')
    assert _job(endless).message == "Služba na pozadí se uprostřed práce zastavila. Spusťte to znovu."
    kill(second)
    sound()


def _job(number: int) -> jobs.Job:
    with store.read() as db:
        found = jobs.get(db, number)
    assert found
    return found


def _until(number: int, state: str, message: str = "") -> None:
    until = time.monotonic() + 60
    while (_job(number).state, _job(number).message) != (state, message):
        assert time.monotonic() < until, _job(number)
        time.sleep(0.05)
