"""The calendar feed of 2 000 events, 300 of them in series, against icalendar's own `to_ical` of the same calendar.

    python -m tests.bench.events_feed

Ours is the whole answer: the rows are read from the store, series are worked out, lines are written and the mark of
the content is made. Nothing is kept from one answer to the next, so every run is a cold one. The peer gets its
objects ready made and only writes them.
"""

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import icalendar
import pytest
from starlette.requests import Request

from lib import clock, store
from lib.access import SYSTEM
from lib.events import actions
from lib.events.entry import Entry
from lib.flows import installation
from lib.web import event_feeds
from tests.bench.timing import Row, paired

NOW = "2026-11-23T08:00:00+01:00"
EVENTS, SERIES, DATES = 2_000, 15, 20
LIMIT = 1.5
WORDS = ("Vánoční koncert", "Farmářský trh", "Výstava fotografií", "Čtení pro děti", "Sousedské setkání", "Přednáška")
ABOUT = "Zveme vás na tradiční akci, která potěší malé i velké návštěvníky z celého okolí."


@contextmanager
def office() -> Iterator[None]:
    """An office whose feed has all the events."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, clock.fixed(NOW):
        patch.setenv("KANCELAR_DATA", folder)
        installation.open_store()
        with store.write() as db:
            for number in range(EVENTS - SERIES * DATES):
                actions.add(db, _entry(number), state="confirmed", by=SYSTEM)
            for number in range(SERIES):
                event_id = actions.add(db, _entry(number), state="confirmed", by=SYSTEM)
                actions.repeat(db, event_id, f"FREQ=WEEKLY;COUNT={DATES}", by=SYSTEM)
        yield


def _entry(number: int) -> Entry:
    day = clock.today() + dt.timedelta(days=number % 700)
    return Entry(
        f"{WORDS[number % len(WORDS)]} {number}", day, starts_at="17:00", ends_at="19:00", summary=ABOUT,
        venue=f"Dům kultury – sál {number % 20}", organiser=f"Spolek Lípa {number % 50}",
    )  # fmt: skip


def ours() -> bytes:
    """The answer to whoever subscribes to the calendar."""
    about = {"type": "http", "method": "GET", "path": "/feeds/akce.ics", "query_string": b"", "path_params": {}}
    request = Request({**about, "scheme": "https", "server": ("a.example", 443), "headers": [(b"host", b"a.example")]})
    with store.read() as db:
        content, _ = event_feeds.events(request, db)
    hashlib.sha256(content).hexdigest()
    return content


def measure() -> list[Row]:
    """One line of the table; both sides are held to the same number of dates."""
    with office():
        calendar = icalendar.Calendar.from_ical(ours())
        with store.read() as db:
            assert store.scalar(db, "select count(*) from event") == EVENTS
        assert len(calendar.walk("VEVENT")) == EVENTS - SERIES * (DATES - 1)
        return [paired(f"calendar feed of {EVENTS} events", ours, calendar.to_ical, LIMIT)]


if __name__ == "__main__":
    for line in measure():
        print(f"{line.job}: ours {1e3 * line.ours:.0f} ms, peer {1e3 * line.peer:.0f} ms, ratio {line.ratio:.2f}")
