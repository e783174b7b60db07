"""The only clock. Everything else asks here, so that tests and notebooks can stand at a fixed moment."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from lib import config

PRAGUE = ZoneInfo("Europe/Prague")
_fixed: dt.datetime | None = None


def now() -> dt.datetime:
    """The present moment, aware, in UTC, whole seconds."""
    if _fixed is not None:
        return _fixed
    pinned = config.pinned()
    if pinned:
        return dt.datetime.fromisoformat(pinned).astimezone(dt.UTC)
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def today() -> dt.date:
    """The date in Prague."""
    return now().astimezone(PRAGUE).date()


def stamp(moment: dt.datetime | None = None) -> str:
    """A moment as the store keeps it: `2026-11-23T07:00:00Z`."""
    return (moment or now()).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(stamp_text: str) -> dt.datetime:
    """The moment that `stamp` wrote, aware, in UTC."""
    return dt.datetime.fromisoformat(stamp_text).astimezone(dt.UTC)


def prague(stamp_text: str) -> dt.datetime:
    """A stored moment as the wall clock in Prague showed it."""
    return parse(stamp_text).astimezone(PRAGUE)


@contextmanager
def fixed(moment: str | dt.datetime) -> Iterator[None]:
    """Let the clock stand: `with clock.fixed("2026-11-23T08:00+01:00"):`."""
    global _fixed
    before = _fixed
    _fixed = (dt.datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone(dt.UTC)
    try:
        yield
    finally:
        _fixed = before
