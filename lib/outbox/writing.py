"""Many small units of change in a row."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from lib import store
from lib.store import Database

Write = Callable[[], AbstractContextManager[Database]]


@contextmanager
def kept() -> Iterator[Write]:
    """`store.write`."""
    yield store.write
