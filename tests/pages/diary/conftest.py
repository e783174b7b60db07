"""Pages of the leadership's diary run by AppTest as somebody who is signed in."""

import datetime as dt
from collections.abc import Callable

import pytest

from lib import store
from lib.access import SYSTEM, User
from lib.contacts import actions as contacts
from lib.contacts.rules import HolderCard
from lib.diary import actions
from lib.diary.rules import Card, Entry
from lib.events import actions as events
from lib.events.entry import Attendee
from lib.events.entry import Entry as EventEntry
from tests.pages.conftest import Page

DAY = dt.date(2026, 11, 24)
ELECTED = dt.date(2022, 10, 19)


@pytest.fixture
def leadership(office: object, people: dict[str, User]) -> None:
    """Mayor 1 and deputy 2; event 1 on Tuesday at 10 with the mayor; private entry 1 at 8; invitation 1 to a ball."""
    with store.write() as db:
        for name, held, rank in (("Alena Dvorská", "starostka", 1), ("Martin Kubík", "1. místostarosta", 2)):
            contacts.add_holder(db, HolderCard(name, held, ELECTED, rank=rank), by=SYSTEM)
        opening = EventEntry("Otevření školky", DAY, starts_at="10:00", attendees=(Attendee(1),))
        events.add(db, opening, state="confirmed", by=SYSTEM)
        private = Entry(1, DAY, "private", "Kardiologie", starts_at="08:00", ends_at="09:00", place="Nemocnice")
        actions.add_block(db, private, by=SYSTEM)
        ball = Card("Gymnázium", "Ples", DAY, DAY, DAY, "10:30", email="gymnazium@brazdov.example")
        actions.record(db, ball, by=SYSTEM)


@pytest.fixture
def page(leadership: object, room: Callable[..., Page]) -> Page:
    """`page("diary/day", role="secretary", id=1)`: the page after its first run, which must not fail."""
    return room("", "secretary")
