"""The calendar of an office-holder by its secret link, as a phone without a session takes it."""

import datetime as dt
from collections.abc import Iterator

import httpx
import icalendar
import pytest

from lib import clock, store
from lib.access import SYSTEM
from lib.contacts import actions as contacts
from lib.contacts.rules import HolderCard
from lib.diary import actions
from lib.diary.rules import Entry
from lib.events import actions as events
from lib.events.entry import Attendee
from lib.events.entry import Entry as EventEntry

DAY = dt.date(2026, 11, 24)


@pytest.fixture
def phone(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site) as client:
        yield client


@pytest.fixture
def mayor(site: str) -> int:
    """A mayor with a private entry, a meeting, a ball she confirmed, one she was asked to and one called off."""
    with store.write() as db:
        card = HolderCard("Alena Dvorská", "starostka", dt.date(2022, 10, 19), rank=1)
        mayor = contacts.add_holder(db, card, by=SYSTEM)
        private = Entry(mayor, DAY, "private", "Kardiologie", starts_at="08:00", ends_at="09:00", place="Nemocnice")
        actions.add_block(db, private, by=SYSTEM)
        hostile = "porada\r\nUID:diar-1@brazdov.example"
        meeting = Entry(mayor, DAY, title=hostile, starts_at="09:00", with_whom="tajemník")
        actions.add_block(db, meeting, by=SYSTEM)
        for title, answer in (("Ples", "confirmed"), ("Křest", "asked"), ("Výstava", "confirmed"), ("Nic", "excused")):
            entry = EventEntry(title, DAY, starts_at="19:00", attendees=(Attendee(mayor, answer),))
            event_id = events.add(db, entry, state="confirmed", by=SYSTEM)
            if title == "Výstava":
                events.step(db, event_id, "cancelled", "nemoc", by=SYSTEM)
    return mayor


def _link(mayor: int, **options: bool) -> str:
    with store.write() as db:
        return f"/feeds/diar/{contacts.new_feed(db, mayor, by=SYSTEM, **options)}.ics"


def _events(content: bytes) -> dict[str, icalendar.Event]:
    return {str(event["summary"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def test_a_phone_takes_events_and_the_diary_without_a_session(phone: httpx.Client, mayor: int) -> None:
    link = _link(mayor)
    answer = phone.get(link)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "public" not in answer.headers["cache-control"]
    assert "no-store" in answer.headers["cache-control"]
    found = _events(answer.content)
    assert {title: str(event["status"]) for title, event in found.items()} == {
        "Ples": "CONFIRMED",
        "Křest": "TENTATIVE",
        "Zrušeno: Výstava": "CANCELLED",
        "Obsazeno": "CONFIRMED",
        "Porada UID:diar-1@brazdov.example": "CONFIRMED",
    }
    assert found["Obsazeno"]["dtstart"].dt == dt.datetime(2026, 11, 24, 8, tzinfo=clock.PRAGUE)
    assert [title for title, event in found.items() if event.get("class") == "PRIVATE"] == ["Obsazeno"]
    assert b"Kardiologie" not in answer.content
    assert b"Nemocnice" not in answer.content
    assert b"SOURCE" not in answer.content
    assert link.encode() not in answer.content
    assert len(answer.cookies) == 0


def test_a_link_made_to_show_private_entries_shows_them_as_private(phone: httpx.Client, mayor: int) -> None:
    found = _events(phone.get(_link(mayor, shows_private=True)).content)
    assert (str(found["Kardiologie"]["class"]), str(found["Kardiologie"]["location"])) == ("PRIVATE", "Nemocnice")


def test_links_that_do_not_work_answer_alike(phone: httpx.Client, mayor: int) -> None:
    old, new = _link(mayor), _link(mayor)
    never = ["/feeds/diar/x.ics", f"/feeds/diar/{'a' * 400}.ics", "/feeds/diar/%ff%0a.ics", "/feeds/diar/.ics"]
    answers = [phone.get(path) for path in (old, *never)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert phone.get(new).status_code == 200
    with store.write() as db:
        contacts.close_feed(db, mayor, by=SYSTEM)
    assert phone.get(new).status_code == 404


def test_the_link_ends_with_the_term(phone: httpx.Client, mayor: int) -> None:
    link = _link(mayor)
    with store.write() as db:
        contacts.end_term(db, mayor, dt.date(2026, 11, 22), by=SYSTEM)
    assert phone.get(link).status_code == 404
