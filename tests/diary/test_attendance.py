"""Who attends, what they must know there, and when they have time."""

import datetime as dt

import pytest

from lib import events, store
from lib.access import SYSTEM
from lib.contacts import queries as contacts
from lib.diary import actions, queries
from lib.diary.queries import Briefing
from lib.diary.rules import Entry, free
from lib.errors import BadInput, Refused
from lib.events import actions as event_actions
from lib.events.entry import Attendee
from lib.events.entry import Entry as EventEntry
from lib.events.queries import changes
from lib.flows import attendance
from lib.flows.attendance import InOffice, attendees_from_text
from lib.store import Database

DAY = dt.date(2026, 11, 24)
WEEK = (DAY, DAY + dt.timedelta(days=6))
LEADERS = [InOffice(1, "starostka", "Alena Dvorská"), InOffice(2, "1. místostarosta", "Martin Kubík"),
           InOffice(3, "2. místostarostka", "Ivana Plachá")]  # fmt: skip


def _event(db: Database, title: str = "Ples", **changes: object) -> int:
    return event_actions.add(db, EventEntry(title, DAY, **{"starts_at": "10:00", **changes}), by=SYSTEM)  # type: ignore[arg-type]


def _who(db: Database) -> list[tuple[int, str]]:
    return queries.attended(db, *WEEK, by=SYSTEM).select("holder_id", "answer").rows()


def test_an_answer_changes_who_goes_and_the_ledger_says_so(mayor: int, deputy: int) -> None:
    with store.write() as db:
        event_id = _event(db)
        actions.set_attendee(db, event_id, Attendee(mayor, speaks=True), by=SYSTEM)
        assert _who(db) == [(mayor, "asked")]
        actions.set_attendee(db, event_id, Attendee(mayor, "deputy", deputy_id=deputy), by=SYSTEM)
        assert _who(db) == [(deputy, "deputy")]
        actions.set_attendee(db, event_id, Attendee(mayor, "excused"), by=SYSTEM)
        assert _who(db) == []
        actions.remove_attendee(db, event_id, mayor, by=SYSTEM)
        assert changes(db, event_id, by=SYSTEM).height == 5
        assert events.event(db, event_id, by=SYSTEM).sequence == 4


@pytest.mark.parametrize("wrong", [("gone", None), ("deputy", None), ("confirmed", 2), ("deputy", 1)])
def test_an_answer_that_says_nothing_is_refused(mayor: int, deputy: int, wrong: tuple[str, int | None]) -> None:
    with store.write() as db:
        event_id = _event(db)
        with pytest.raises(BadInput):
            actions.set_attendee(db, event_id, Attendee(mayor, wrong[0], deputy_id=wrong[1]), by=SYSTEM)


def test_what_she_must_know_is_kept_changed_and_emptied(mayor: int) -> None:
    with store.write() as db:
        event_id = _event(db)
        actions.brief(db, Briefing(None, mayor, event_id, leaves_at="9.15", meets=" Jan Kos "), by=SYSTEM)
        kept = queries.briefings(db, mayor, DAY, by=SYSTEM)["event", event_id]
        assert (kept.leaves_at, kept.meets) == ("09:15", "Jan Kos")
        with pytest.raises(BadInput):
            actions.brief(db, Briefing(None, mayor, event_id, leaves_at="ráno"), by=SYSTEM)
        actions.brief(db, Briefing(None, mayor, event_id), by=SYSTEM)
        assert queries.briefings(db, mayor, DAY, by=SYSTEM) == {}
        assert queries.briefing(db, mayor, event_id=event_id, by=SYSTEM).id is None


def test_a_private_entry_has_no_briefing(mayor: int) -> None:
    with store.write() as db:
        block_id = actions.add_block(db, Entry(mayor, DAY, "private"), by=SYSTEM)
        with pytest.raises(Refused):
            actions.brief(db, Briefing(None, mayor, block_id=block_id, says="x"), by=SYSTEM)


def test_free_time_leaves_out_what_is_taken_and_the_way_to_an_event(mayor: int) -> None:
    """Tuesday: an event at 10–12 takes 9:30–12:30, a private entry 13–14; Wednesday is leave; Saturday no work."""
    with store.write() as db:
        actions.set_attendee(db, _event(db), Attendee(mayor), by=SYSTEM)
        off = _event(db, starts_at="14:30")
        actions.set_attendee(db, off, Attendee(mayor), by=SYSTEM)
        event_actions.step(db, off, "cancelled", "nemoc", by=SYSTEM)
        actions.add_block(db, Entry(mayor, DAY, "private", starts_at="13:00", ends_at="14:00"), by=SYSTEM)
        actions.add_block(db, Entry(mayor, DAY + dt.timedelta(days=1), "holiday"), by=SYSTEM)
        found = queries.free(db, mayor, DAY, 5, by=SYSTEM)
    assert found.filter(day=DAY).select("begins", "ends").rows() == [
        ("08:00", "09:30"),
        ("12:30", "13:00"),
        ("14:00", "17:00"),
    ]
    assert [day.day for day in found["day"].unique(maintain_order=True)] == [24, 26, 27]


def test_things_that_overlap_take_their_time_once() -> None:
    def at(hour: int) -> dt.datetime:
        return dt.datetime.combine(DAY, dt.time(hour))

    assert free(DAY, [(at(12), at(13)), (at(9), at(15)), (at(10), at(11))]) == [(at(8), at(9)), (at(15), at(17))]
    assert free(DAY, [(at(7), at(18))]) == []
    assert free(DAY, [(at(19), at(20))]) == [(at(8), at(17))]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("starostka, 2. místostarostka", [1, 3]),
        ("Starosta a 1. mistostarosta", [1, 2]),
        ("místostarosta", []),
        ("paní Plachá; Kubík", [3, 2]),
        ("starostka / starostka", [1]),
        ("vedení města", []),
        ("", []),
    ],
)
def test_words_of_the_calendar_name_people(text: str, ids: list[int]) -> None:
    assert attendees_from_text(text, LEADERS) == ids


def test_words_are_read_once_and_by_who_was_in_office_that_day(mayor: int, deputy: int) -> None:
    with store.write() as db:
        old = event_actions.add(db, EventEntry("Dávno", dt.date(2019, 5, 1)), by=SYSTEM)
        for event_id in (old, _event(db)):
            db.conn.execute("update event set attended_by = 'starostka, 1. místostarosta' where id = ?", (event_id,))
        assert attendance.read_all(db, by=SYSTEM) == 1
        assert _who(db) == [(mayor, "confirmed"), (deputy, "confirmed")]
        assert attendance.read_all(db, by=SYSTEM) == 0
        assert contacts.holders(db, dt.date(2019, 5, 1), by=SYSTEM).is_empty()
