"""A process that issues real invoices, gives some up at the last moment, and says each number once it is saved."""

import multiprocessing
import os
import random
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from lib import access, store
from lib.errors import Unavailable
from lib.flows import work
from lib.invoices import actions, queries, rules
from lib.invoices.records import Draft

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.faults.invoice_warm"])
GIVEN_UP = 0.05
"""One in twenty falls after everything was written: a page that broke, a person who pressed stop."""


class _GivenUp(Exception):
    pass


@dataclass(frozen=True)
class Writer:
    """A running writer and the line on which it says what is saved."""

    process: BaseProcess
    line: Connection

    def said(self) -> list[str]:
        """The numbers that it has acknowledged and nobody has read yet; never waits."""
        found = []
        try:
            while self.line.poll():
                found.append(self.line.recv())
        except EOFError:
            pass
        return found

    def killed(self) -> list[str]:
        """Kill -9 and give what it had still said."""
        self.process.kill()
        self.process.join()
        found = self.said()
        self.line.close()
        return found


def start(seed: int, party: int) -> Writer:
    """A writer into the office of this process; it issues until it is killed."""
    ours, its = _server.Pipe(duplex=False)
    process = _server.Process(target=_write, args=(os.environ["KANCELAR_DATA"], seed, party, its), daemon=True)
    process.start()
    its.close()
    return Writer(process, ours)


def work_off() -> BaseProcess:
    """A worker that takes one job of the office of this process, until it is done or killed."""
    process = _server.Process(target=_work, args=(os.environ["KANCELAR_DATA"],), daemon=True)
    process.start()
    return process


def _work(data: str) -> None:
    os.environ["KANCELAR_DATA"] = data
    os.environ["KANCELAR_NOW"] = "2026-11-23T08:00:00+01:00"
    work.run_one_job()


def _write(data: str, seed: int, party: int, line: Connection) -> None:
    os.environ["KANCELAR_DATA"] = data
    os.environ["KANCELAR_NOW"] = "2026-11-23T08:00:00+01:00"
    chance = random.Random(seed)
    with store.read() as db:
        by = access.user(db, "editor")
    assert by
    while True:
        draft = Draft("invoice", party, (rules.line("Inzerce", chance.randint(1, 500_000), 21),))
        try:
            with store.write() as db:
                number = queries.existing(db, actions.issue(db, draft, by=by)).number
                if chance.random() < GIVEN_UP:
                    raise _GivenUp
        except _GivenUp:
            line.send("")
        except Unavailable:
            continue  # eighty at one lock: somebody waited too long, was told so and presses again
        else:
            line.send(number)
