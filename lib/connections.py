"""Idle connections that are lent again, so that a question or a deed does not pay the price of opening the store.

A new connection parses the whole schema at its first statement, and derives the key when there is one: dearer than
most of what it is opened for.
"""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import ReferenceType, ref

from sqlcipher3 import dbapi2 as driver

from lib import config
from lib.errors import NotFound, Unavailable

REFUSED = frozenset(
    getattr(driver, name)
    for name in dir(driver)
    if re.match(r"SQLITE_(CREATE|DROP|ALTER|ATTACH|DETACH)", name) and name != "SQLITE_CREATE_VTABLE"
)
"""What changes the schema, or the connection that the next unit gets."""
ASKING = frozenset({
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    "foreign_key_check", "integrity_check", "quick_check",
})  # fmt: skip
"""Pragmas whose argument sets nothing."""


class Lendable(driver.Connection):
    """A connection that knows the questions asked through it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._asked: list[ReferenceType[driver.Cursor]] = []

    def execute(self, *arguments: Any) -> driver.Cursor:
        try:
            cursor = super().execute(*arguments)
        except OverflowError:
            # An address can name any number; the store has none so large.
            raise NotFound("This record no longer exists. Go back to the list.") from None
        self._asked.append(ref(cursor))
        return cursor

    def end(self) -> None:
        """End what a unit has begun. A question that was not read to its end would hold the state of the store that it
        saw: the next unit would read the past, and could not write."""
        for asked in self._asked:
            if cursor := asked():
                cursor.close()
        self._asked.clear()
        self.rollback()


def unavailable(error: Exception) -> Exception:
    """The sentence for a trouble of the disk or the lock; any other error as it is."""
    text = str(error)
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return Unavailable(
            "The disk with the data is read-only; nothing was saved. What you typed stays on the screen."
        )
    if "locked" in text or "busy" in text:
        return Unavailable("The data are being written by somebody else for too long. Try to save again.")
    if "full" in text:
        return Unavailable("The disk is full; nothing was saved. Free some space and save again.")
    return error


Opens = Callable[[Path], Lendable]


def refuse_lasting_changes(action: int, name: str | None, argument: str | None, *_: object) -> int:
    """An authorizer for connections that write: a unit leaves behind only what it has stored."""
    sets = action == driver.SQLITE_PRAGMA and argument is not None and name not in ASKING
    return driver.SQLITE_DENY if sets or action in REFUSED else driver.SQLITE_OK


class Idle:
    """Connections that are lent to one unit at a time, in whatever thread it runs; at most `most` wait for the next.

    They belong to one file and inode, so that a database put back from a backup is used at once. One whose unit
    failed is closed, never lent again.
    """

    def __init__(self, opens: Opens, most: int) -> None:
        self._open, self._most = opens, most
        self._lock = threading.Lock()
        self._place: object = None
        self._idle: list[Lendable] = []

    @contextmanager
    def one(self, file: Path) -> Iterator[Lendable]:
        """A connection for one unit; whatever it began is over when it comes back."""
        settings = config.current()
        place = (file, file.stat().st_ino if file.exists() else 0, settings.read_only, settings.key_file)
        connection = self._taken(place) or self._open(file)
        try:
            yield connection
            connection.end()
        except BaseException:
            connection.close()
            raise
        self._put_back(place, connection)

    def _taken(self, place: object) -> Lendable | None:
        with self._lock:
            if place != self._place:
                while self._idle:
                    self._idle.pop().close()
                self._place = place
            return self._idle.pop() if self._idle else None

    def _put_back(self, place: object, connection: Lendable) -> None:
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
