"""Idle connections that are lent again, so that a question or a deed does not pay the price of opening the store.

A new connection parses the whole schema at its first statement, and derives the key when there is one: dearer than
most of what it is opened for.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from lib import config

Opens = Callable[[Path], driver.Connection]


class Idle:
    """Connections that are lent to one unit at a time, in whatever thread it runs; at most `most` wait for the next.

    They belong to one file and inode, so that a database put back from a backup is used at once. One whose unit
    failed is closed, never lent again.
    """

    def __init__(self, opens: Opens, most: int) -> None:
        self._open, self._most = opens, most
        self._lock = threading.Lock()
        self._place: object = None
        self._idle: list[driver.Connection] = []

    @contextmanager
    def one(self, file: Path) -> Iterator[driver.Connection]:
        """A connection for one unit; whatever it began is over when it comes back."""
        settings = config.current()
        place = (file, file.stat().st_ino if file.exists() else 0, settings.read_only, settings.key_file)
        connection = self._taken(place) or self._open(file)
        try:
            yield connection
            connection.rollback()
        except BaseException:
            connection.close()
            raise
        self._put_back(place, connection)

    def _taken(self, place: object) -> driver.Connection | None:
        with self._lock:
            if place != self._place:
                while self._idle:
                    self._idle.pop().close()
                self._place = place
            return self._idle.pop() if self._idle else None

    def _put_back(self, place: object, connection: driver.Connection) -> None:
        with self._lock:
            if place == self._place and len(self._idle) < self._most:
                self._idle.append(connection)
                return
        connection.close()


class Watcher:
    """Notices that the database changed, through one long-lived connection (`data_version` is per connection)."""

    def __init__(self, opens: Opens) -> None:
        self._open = opens
        self._lock = threading.Lock()
        self._connection: driver.Connection | None = None
        self._place: object = None

    def version(self, file: Path) -> tuple[str, int, int]:
        """The file, its inode and a number that changes with every commit of somebody else."""
        with self._lock:
            inode = file.stat().st_ino
            if self._connection is None or self._place != (file, inode):
                self._connection = self._open(file)
                self._place = (file, inode)
            return str(file), inode, int(self._connection.execute("pragma data_version").fetchone()[0])
