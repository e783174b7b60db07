"""Many small units of change in a row, over one kept connection: opening the store costs several times a commit."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from lib import store
from lib.store import Database

Write = Callable[[], AbstractContextManager[Database]]
"""`lib.store.write`, or one that keeps its connection."""


@contextmanager
def kept() -> Iterator[Write]:
    """What to use instead of `store.write` inside the block. A database put back from a backup is opened anew."""
    file = store.path()
    place, db = _place(file), store.writer(file)

    @contextmanager
    def write() -> Iterator[Database]:
        nonlocal place, db
        if _place(file) != place:
            db.conn.close()
            place, db = _place(file), store.writer(file)
        with store.unit(db):
            yield db

    try:
        yield write
    finally:
        db.conn.close()


def _place(file: Path) -> int:
    return file.stat().st_ino if file.exists() else 0
