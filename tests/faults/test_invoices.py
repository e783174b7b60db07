"""Many issue invoices at once, one in twenty gives up, writers are killed: no number is missing, none is there twice.

The papers are the real ones (PDF/A-3 with ISDOC, kept on the disk). `make faults-invoices` runs eighty writers until
20 000 invoices are issued; the share of `make test` is ten writers and a hundred invoices.
"""

import os
import random
import time
from dataclasses import dataclass, field

import pytest

from lib import audit, files, store
from lib.access import User
from lib.flows import issue_invoices, work
from lib.invoices import queries
from tests.faults import invoice_writer
from tests.faults.invoice_writer import Writer
from tests.invoices.orders import add_issue, add_order

pytestmark = pytest.mark.fault
WRITERS = int(os.environ.get("INVOICE_WRITERS", "10"))
INVOICES = int(os.environ.get("INVOICES", "100"))
KILLED_EVERY = max(INVOICES // 40, 5)
"""After so many acknowledged invoices one writer is killed and another takes its place."""


BATCH = 120
"""So many that a busy parent kills in the middle and not after the end."""


@dataclass
class Seen:
    """What the writers have said so far."""

    numbers: list[str] = field(default_factory=list)
    given_up: int = 0
    killed: int = 0

    def heard(self, said: list[str]) -> None:
        self.numbers += [number for number in said if number]
        self.given_up += said.count("")


def test_no_number_is_missing_and_none_is_there_twice(people: dict[str, User]) -> None:
    with store.write() as db:
        party, _, _ = add_order(db, "Pekařství Klas s.r.o.", "99000024")
    seen = _issued(party)
    with store.read() as db:
        stored = {row["serial"]: row["number"] for row in store.rows(db, "select serial, number from invoice")}
        last = store.scalar(db, "select last from number_series where code = 'faktury'")
        lines = store.scalar(db, "select count(*) from invoice_line")
        deeds = store.scalar(db, "select count(*) from audit where what = 'invoices.issue'")
        assert len(stored) >= INVOICES
        assert max(stored) == len(stored) == len(set(stored.values())) == last, "max = count = distinct"
        assert lines == deeds == len(stored), "an invoice without its line or its audit entry"
        assert len(set(seen.numbers)) == len(seen.numbers)
        assert set(seen.numbers) <= set(stored.values()), "an acknowledged invoice is gone"
        assert len(stored) - len(seen.numbers) <= seen.killed, "more is stored than was killed before it could be said"
        assert audit.verify(db).fault is None
        assert store.scalar(db, "pragma integrity_check") == "ok"
        for name in store.rows(db, "select pdf, isdoc, id from invoice order by random() limit 20"):
            assert files.read(name["pdf"]).startswith(b"%PDF")
            assert files.read(name["isdoc"]) == queries.xml(db, name["id"], by=people["editor"])
    assert seen.killed >= INVOICES // KILLED_EVERY // 2
    if INVOICES >= 1_000:
        print(f"{len(stored)} issued, {seen.given_up} given up, {seen.killed} killed")
        assert seen.given_up >= INVOICES * invoice_writer.GIVEN_UP / 2


def test_a_batch_whose_worker_is_killed_goes_on_without_a_double(people: dict[str, User]) -> None:
    by = people["editor"]
    with store.write() as db:
        issue = add_issue(db, 2026, 11, out_on="2026-11-16")
        for n in range(BATCH):
            add_order(db, f"Obchod {n}", None, number=f"OBJ-{n}")
    for wanted in (3, 11, 17):
        _ask(issue, by)
        process = invoice_writer.work_off()
        while _count() < wanted:
            assert process.is_alive(), "the worker fell by itself"
            time.sleep(0.002)
        process.kill()
        process.join()
        assert work.start() == 1, "the batch that died is said to have failed"
    assert _count() < BATCH
    _ask(issue, by)
    assert work.run_one_job()
    with store.read() as db:
        ads = store.rows(db, "select ad_id, count(*) as lines from invoice_line group by ad_id")
        assert [row["lines"] for row in ads] == [1] * BATCH
        assert store.scalar(db, "select max(serial) from invoice") == BATCH
        assert store.scalar(db, "select count(*) from ad where invoice_number = ''") == 0
        assert audit.verify(db).fault is None


def _ask(issue: int, by: User) -> None:
    with store.write() as db:
        orders = [one.order_id for one in issue_invoices.waiting(db, issue, by=by)]
        issue_invoices.ask(db, issue, orders, by=by)


def _count() -> int:
    with store.read() as db:
        return int(store.scalar(db, "select count(*) from invoice"))


def _issued(party: int) -> Seen:
    chance, seen = random.Random(7), Seen()
    writers = [invoice_writer.start(seed, party) for seed in range(WRITERS)]
    try:
        while len(seen.numbers) < INVOICES:
            time.sleep(0.01)
            for one in writers:
                assert one.process.is_alive(), "a writer fell by itself"
                seen.heard(one.said())
            if len(seen.numbers) >= (seen.killed + 1) * KILLED_EVERY:
                _replace(writers, chance.randrange(WRITERS), party, seen)
    finally:
        for one in writers:
            seen.heard(one.killed())
        seen.killed += len(writers)
    return seen


def _replace(writers: list[Writer], which: int, party: int, seen: Seen) -> None:
    seen.heard(writers[which].killed())
    seen.killed += 1
    writers[which] = invoice_writer.start(1_000 + seen.killed, party)
