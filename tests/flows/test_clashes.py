"""Clashes over the rooms: who attends, who covers, what the diary has; while typing and for a year."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from lib import coverage, diary, store
from lib.access import SYSTEM, User
from lib.contacts import actions as contacts
from lib.contacts.rules import HolderCard
from lib.diary import actions as entries
from lib.events import actions, clashes
from lib.events.entry import Attendee, Entry
from lib.flows import clashes as every_clash
from lib.flows import quick_entry

DAY = dt.date(2026, 12, 12)
MAYOR, DEPUTY = 1, 2
Found = list[tuple[str, str, str, str | None, str]]


@pytest.fixture
def leadership(office: Path) -> None:
    with store.write() as db:
        for name, place in (("Alena Dvorská", "starostka"), ("Martin Kubík", "místostarosta")):
            contacts.add_holder(db, HolderCard(name, place, dt.date(2022, 10, 19)), by=SYSTEM)


def enter(title: str, times: str, venue: str, *attendees: Attendee, day: dt.date = DAY, **more: str) -> int:
    start, _, end = times.partition("-")
    with store.write() as db:
        entry = Entry(
            title, day, kind="visit", starts_at=start, ends_at=end or None, venue=venue, attendees=attendees, **more
        )  # type: ignore[arg-type]
        return actions.add(db, entry, by=SYSTEM)


def report(by: User = SYSTEM) -> Found:
    with store.read() as db:
        found = every_clash.report(db, DAY - dt.timedelta(30), DAY + dt.timedelta(30), by=by)
    return found.filter(found["level"] != "info").select("level", "rule", "first", "second", "what").rows()  # type: ignore[return-value]


def of(entry: Entry, event_id: int | None = None) -> Found:
    with store.read() as db:
        found = every_clash.of_entry(db, entry, event_id, by=SYSTEM)
    return found.select("level", "rule", "first", "second", "what").rows()  # type: ignore[return-value]


def test_an_office_holder_is_asked_to_two_places(leadership: None) -> None:
    first = enter("Trh", "9:00-11:00", "náměstí", Attendee(MAYOR, "confirmed"))
    second = enter("Ples", "11:15-13:00", "sokolovna", Attendee(MAYOR))
    assert report() == [("error", "person", f"event:{first}", f"event:{second}", "Alena Dvorská")]


@pytest.mark.parametrize(
    ("answer", "deputy", "clash"), [("excused", None, False), ("deputy", DEPUTY, False), ("confirmed", None, True)]
)
def test_who_is_excused_is_not_there(leadership: None, answer: str, deputy: int | None, clash: bool) -> None:
    enter("Trh", "9:00-11:00", "náměstí", Attendee(MAYOR))
    enter("Ples", "10:00-13:00", "sokolovna", Attendee(MAYOR, answer, deputy_id=deputy))
    assert bool(report()) == clash


def test_the_deputy_is_there_instead(leadership: None) -> None:
    enter("Trh", "9:00-11:00", "náměstí", Attendee(DEPUTY))
    enter("Ples", "10:00-13:00", "sokolovna", Attendee(MAYOR, "deputy", deputy_id=DEPUTY))
    assert [row[4] for row in report()] == ["Martin Kubík"]


def test_a_colleague_covers_two_events_at_once(leadership: None, people: dict[str, User]) -> None:
    for title, venue in (("Trh", "náměstí"), ("Ples", "sokolovna")):
        event_id = enter(title, "9:00-11:00", venue)
        with store.write() as db:
            wanted = coverage.want(db, event_id, "photo", "intended", by=people["editor"])
            coverage.assign(db, wanted, login="editor", despite="jiný nemůže", by=people["editor"])
    assert [(row[1], row[4]) for row in report()] == [("person", "Petra Dlouhá")]


def test_what_is_private_in_the_diary_is_only_busy(leadership: None, people: dict[str, User]) -> None:
    with store.write() as db:
        block = diary.Entry(MAYOR, DAY, "private", "Lékař", starts_at="10:00", ends_at="11:00", place="Ostrava")
        entries.add_block(db, block, by=people["secretary"])
    event_id = enter("Trh", "9:00-10:45", "náměstí", Attendee(MAYOR))
    for role in ("reader", "secretary"):
        with store.read() as db:
            row = every_clash.report(db, DAY, DAY, by=people[role]).row(0, named=True)
        assert (row["first"], row["second"]) == (f"event:{event_id}", "block:1")
        assert "Lékař" not in str(row)
        assert "Ostrava" not in str(row)
        assert "obsazeno" in clashes.say(row)
    assert every_clash.page_of("block:1", DAY) == ("pages/diary/diary.py", {"diar.day": "2026-12-12"})


def test_while_typing_the_event_is_taken_as_it_is_typed(leadership: None) -> None:
    enter("Trh", "9:00-11:00", "náměstí Svobody", Attendee(MAYOR))
    edited = enter("Ples", "19:00-22:00", "sokolovna", Attendee(MAYOR))
    typed = Entry("Nová", DAY, starts_at="10:00", venue="nám. Svobody", attendees=(Attendee(MAYOR),))
    assert {row[1] for row in of(typed)} == {"venue", "person"}
    assert {row[3] or row[2] for row in of(typed)} == {every_clash.subject_of(None)}
    assert of(dataclasses.replace(typed, starts_at="12:00")) == []
    assert of(typed, edited)[0][3] == f"event:{edited}"
    moved_away = dataclasses.replace(typed, starts_on=DAY + dt.timedelta(1))
    assert of(moved_away, edited) == []


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_an_event_that_is_off_collides_with_nothing_until_it_has_another_day(leadership: None, state: str) -> None:
    enter("Trh", "9:00-11:00", "náměstí")
    off = enter("Ples", "10:00-12:00", "náměstí")
    again = Entry("Ples", DAY, starts_at="10:00", venue="náměstí")
    assert len(of(again, off)) == 1
    with store.write() as db:
        actions.step(db, off, "confirmed", by=SYSTEM)
        actions.step(db, off, state, "prší", by=SYSTEM)
    assert of(again, off) == []
    enter("Jarmark", "9:00-11:00", "náměstí", day=DAY + dt.timedelta(1))
    assert len(of(dataclasses.replace(again, starts_on=DAY + dt.timedelta(1)), off)) == 1


def test_what_began_yesterday_takes_the_venue_after_midnight(leadership: None) -> None:
    enter("Silvestr", "20:00-02:00", "náměstí", ends_on=DAY + dt.timedelta(1))  # type: ignore[arg-type]
    found = of(Entry("Půlnoční", DAY + dt.timedelta(1), starts_at="1:00", venue="náměstí"))
    assert [row[:2] for row in found] == [("error", "venue")]


def test_the_day_of_the_typed_event_is_said(leadership: None) -> None:
    with store.write() as db:
        actions.add_special_day(db, "election", dt.date(2027, 1, 15), dt.date(2027, 1, 16), "Volba", by=SYSTEM)
        actions.add_special_day(db, "significant", dt.date(2027, 1, 16), None, "Jan Palach", by=SYSTEM)
    assert of(Entry("Ples", dt.date(2027, 1, 16))) == [("info", "election", "event:0", None, "Volba")]
    assert [row[1] for row in of(Entry("Koledy", dt.date(2026, 12, 25)))] == ["holiday"]


@pytest.mark.parametrize(
    "typed",
    [
        Entry("", DAY, ends_on=DAY - dt.timedelta(5), starts_at="10:00", ends_at="9:00", venue="náměstí"),
        Entry("Ples", DAY, starts_at="10 h", venue="náměstí"),
    ],
)
def test_what_is_only_half_typed_is_checked_as_far_as_it_goes(leadership: None, typed: Entry) -> None:
    enter("Trh", "9:00-11:00", "náměstí")
    assert [row[:2] for row in of(typed)] == [("error", "venue")]
    assert of(dataclasses.replace(typed, starts_at="1")) == of(dataclasses.replace(typed, starts_at="až pak")) == []


def test_quick_entry_knows_the_names_of_all_rooms(leadership: None, people: dict[str, User]) -> None:
    enter("Trh", "9:00", "náměstí Svobody")
    with store.read() as db:
        names = quick_entry.vocabulary(db, by=people["editor"])
    assert names.venues == ("náměstí Svobody",)
    assert [one.name for one in names.on(DAY)] == ["Alena Dvorská", "Martin Kubík"]
    assert names.on(dt.date(2020, 1, 1)) == ()
    assert ("editor", "Petra Dlouhá") in [(one.login, one.name) for one in names.staff]
