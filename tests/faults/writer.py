"""A process that writes through a real action and says each movement's id once it is saved, until it is killed."""

import multiprocessing
import os
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from lib import access, store
from lib.stock import actions

# Each writer is forked from one process that has imported everything, or thirty of them would import for a minute.
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload([__name__])


@dataclass(frozen=True)
class Writer:
    """A running writer and the line on which it says what is saved."""

    process: BaseProcess
    line: Connection

    def heard(self, count: int) -> list[int]:
        """The next acknowledged movements."""
        return [self.line.recv() for _ in range(count)]

    def killed(self) -> list[int]:
        """Kill -9 and give what it had still said."""
        self.process.kill()
        self.process.join()
        said = []
        try:
            while True:
                said.append(self.line.recv())
        except EOFError:
            return said
        finally:
            self.line.close()


def start(note: str) -> Writer:
    """A writer into the office of this process."""
    ours, its = _server.Pipe(duplex=False)
    process = _server.Process(target=_write, args=(os.environ["KANCELAR_DATA"], note, its), daemon=True)
    process.start()
    its.close()
    return Writer(process, ours)


def _write(data: str, note: str, line: Connection) -> None:
    os.environ["KANCELAR_DATA"] = data
    os.environ["KANCELAR_NOW"] = "2026-11-23T08:00:00+01:00"
    with store.read() as db:
        by = access.user(db, "storekeeper")
    assert by
    while True:
        with store.write() as db:
            movement = actions.receive(db, 1, 1, to_place=1, note=note, by=by)
        line.send(movement)
