"""Frames and figures over the store, shared by everybody and thrown away with the next deed.

The permission is checked at every call; only the data behind it are shared, so a query given here must not depend
on who asks beyond that.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from lib import access, audit, clock, i18n, store
from lib.access import User

Result = TypeVar("Result")
LARGEST = 256
_lock = threading.Lock()
_kept: dict[Any, Any] = {}
_version: Any = None


def read(query: Callable[..., Result], *args: Any, by: User, **kwargs: Any) -> Result:
    """The answer of a guarded query `query(db, *args, by=by, **kwargs)`, from the cache when nothing has changed.

    The day and the language are part of the key: what is late today was not late yesterday.
    """
    version = audit.version()
    key = (query.__module__, query.__qualname__, args, tuple(sorted(kwargs.items())), *_reader())
    with store.read() as db:
        access.require(db, by, query.permission)  # type: ignore[attr-defined]
        with _lock:
            _forget_older(version)
            if key in _kept:
                return _kept[key]
        answer = query(db, *args, by=by, **kwargs)
    with _lock:
        if version == _version and len(_kept) < LARGEST:
            _kept[key] = answer
    return answer


def fresh(query: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
    """The answer of a query as the store has it this moment, never from the cache."""
    with store.read() as db:
        return query(db, *args, **kwargs)


def made(name: str, make: Callable[[], Result], *parts: Any) -> Result:
    """Something costly derived from what `read` gave (a figure): kept until the next deed or until `parts` change."""
    version = audit.version()
    key = ("made", name, parts, *_reader())
    with _lock:
        _forget_older(version)
        if key in _kept:
            return _kept[key]
    answer = make()
    with _lock:
        if version == _version and len(_kept) < LARGEST:
            _kept[key] = answer
    return answer


def _reader() -> tuple[object, ...]:
    """What an answer depends on beside the data: the day, and the language of its sentences."""
    return clock.today(), i18n.language()


def _forget_older(version: Any) -> None:
    global _version
    if version != _version:
        _kept.clear()
        _version = version
