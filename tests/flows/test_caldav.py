"""The shared calendar both ways against a real Radicale: made, changed, called off, deleted, in conflict, in series."""

import datetime as dt
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import icalendar
import pytest

from lib import clock, store
from lib.access import SYSTEM, User
from lib.connectors import caldav
from lib.connectors.caldav import Account, CalendarThere, ChangedThere
from lib.errors import BadInput, NotAllowed, NotFound, Refused, Unavailable
from lib.events import actions, queries
from lib.events.entry import Entry
from lib.flows import caldav_decide, caldav_links, caldav_sync, caldav_words
from tests.fakes import radicale

pytestmark = pytest.mark.slow

DAY = dt.date(2026, 12, 1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[radicale.Server]:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with radicale.running(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture
def account(server: radicale.Server) -> Account:
    return server.calendar()


@pytest.fixture
def there(account: Account) -> Iterator[CalendarThere]:
    """The calendar as a colleague's phone sees it."""
    with CalendarThere(account) as calendar:
        yield calendar


def turn(there: CalendarThere) -> None:
    """What the worker does once a minute."""
    caldav_sync.sync(there)


def added(title: str = "Trh", state: str = "confirmed", **words: Any) -> int:
    said = {"starts_at": "09:00", "ends_at": "15:00", "venue": "náměstí Svobody", **words}
    with store.write() as db:
        return actions.add(db, Entry(title, DAY, **said), state=state, by=SYSTEM)  # type: ignore[arg-type]


def change(event_id: int, **words: Any) -> None:
    with store.write() as db:
        seen = queries.event(db, event_id, by=SYSTEM).sequence
        entry = replace(queries.entry(db, event_id, by=SYSTEM), **words)
        actions.edit(db, event_id, entry, started_from=seen, reason="změna", by=SYSTEM)


def ours() -> list[tuple[str, str, str | None, str]]:
    with store.read() as db:
        found = queries.events(db, by=SYSTEM).rows(named=True)
    return [(row["title"], str(row["starts_on"]), row["starts_at"], row["state"]) for row in found]


def theirs(there: CalendarThere) -> dict[str, caldav.Resource]:
    """Everything in the calendar, by the title of its first entry."""
    found = there.fetch(there.versions())
    return {str(icalendar.Calendar.from_ical(one.data).walk("VEVENT")[0]["summary"]): one for one in found}


def rewritten(there: CalendarThere, title: str, **lines: str) -> None:
    """A colleague changes lines of an entry: SUMMARY="Jinak"."""
    one = theirs(there)[title]
    calendar = icalendar.Calendar.from_ical(one.data)
    event = calendar.walk("VEVENT")[0]
    for name, value in lines.items():
        event.pop(name, None)
        if value:
            event.update(icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{name}{value}\r\nEND:VEVENT\r\n"))
    there.change(one.href, one.etag, calendar.to_ical())


def put(there: CalendarThere, uid: str, *lines: str) -> None:
    """A colleague writes a new entry."""
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Telefon//CS", "BEGIN:VEVENT", f"UID:{uid}",
             "DTSTAMP:20261123T070000Z", *lines, "END:VEVENT", "END:VCALENDAR", ""]  # fmt: skip
    there.create(f"{uid}.ics", "\r\n".join(whole).encode())


def waits(by: User = SYSTEM) -> list[str | None]:
    with store.read() as db:
        return [link.waits for link in caldav_links.waiting(db, by=by)]


def decide(side: Any, by: User = SYSTEM) -> None:
    with store.read() as db:
        (link,) = caldav_links.waiting(db, by=by)
    with store.write() as db:
        caldav_decide.decide(db, link.subject, side, by=by)


def test_what_is_entered_here_is_there_and_what_is_changed_here_too(office: Path, there: CalendarThere) -> None:
    event_id = added(summary="Sýry a med")
    added("Návštěva", kind="visit")
    added("Nápad", state="proposed")
    turn(there)
    (market,) = theirs(there).values()
    event = icalendar.Calendar.from_ical(market.data).walk("VEVENT")[0]
    assert (str(event["summary"]), str(event["description"])) == ("Trh", "Sýry a med")
    assert event["dtstart"].dt == dt.datetime(2026, 12, 1, 9, tzinfo=clock.PRAGUE)
    turn(there)
    assert theirs(there)["Trh"].etag == market.etag
    change(event_id, title="Velký trh", starts_at="10:00")
    turn(there)
    assert list(theirs(there)) == ["Velký trh"]
    with store.write() as db:
        actions.step(db, event_id, "cancelled", "mráz", by=SYSTEM)
    turn(there)
    assert "STATUS:CANCELLED" in theirs(there)["Velký trh"].data


def test_what_is_written_there_is_a_proposal_here_and_its_changes_follow(office: Path, there: CalendarThere) -> None:
    put(there, "abc", "SUMMARY:Porada", "DTSTART:20261202T080000Z", "DTEND:20261202T090000Z", "LOCATION:Klub")
    turn(there)
    assert ours() == [("Porada", "2026-12-02", "09:00", "proposed")]
    rewritten(there, "Porada", DTSTART=":20261203T120000Z", DTEND=":20261203T130000Z")
    turn(there)
    assert ours() == [("Porada", "2026-12-03", "13:00", "proposed")]
    with store.write() as db:
        actions.step(db, 1, "confirmed", "", by=SYSTEM)
    change(1, title="Velká porada")
    turn(there)
    assert list(theirs(there)) == ["Velká porada"]
    assert "UID:abc" in theirs(there)["Velká porada"].data
    turn(there)
    assert waits() == []
    assert len(ours()) == 1


def test_what_is_theirs_in_an_entry_stays(office: Path, there: CalendarThere) -> None:
    event_id = added()
    turn(there)
    rewritten(there, "Trh", ATTENDEE=":mailto:jana@brazdov.example", SUMMARY=":Trh na náměstí")
    turn(there)
    change(event_id, starts_at="10:00")
    turn(there)
    data = theirs(there)["Trh na náměstí"].data
    assert "jana@brazdov.example" in data
    assert "T100000" in data


def test_both_changed_is_for_a_person(office: Path, there: CalendarThere, people: dict[str, User]) -> None:
    event_id = added()
    turn(there)
    for side, expected in (("ours", "Trh zde"), ("theirs", "Trh tam")):
        change(event_id, title="Trh zde")
        rewritten(there, next(iter(theirs(there))), SUMMARY=":Trh tam")
        turn(there)
        turn(there)
        assert waits(people["editor"]) == ["changed"]
        assert [title for title, *_ in ours()] == ["Trh zde"]
        decide(side, people["editor"])
        turn(there)
        assert (list(theirs(there)), [title for title, *_ in ours()]) == ([expected], [expected])
        assert waits() == []
        change(event_id, title="Trh")
        turn(there)


def test_a_write_that_met_a_faster_one_changes_nothing(office: Path, there: CalendarThere) -> None:
    put(there, "abc", "SUMMARY:Porada", "DTSTART:20261202T080000Z")
    one = theirs(there)["Porada"]
    with pytest.raises(ChangedThere):
        there.create("abc.ics", one.data.encode())
    there.change(one.href, one.etag, one.data.replace("Porada", "Jiná").encode())
    with pytest.raises(ChangedThere):
        there.change(one.href, one.etag, one.data.encode())
    with pytest.raises(ChangedThere):
        there.remove(one.href, one.etag)
    assert list(theirs(there)) == ["Jiná"]


def test_what_is_removed_here_is_removed_there(office: Path, there: CalendarThere) -> None:
    gone, hidden = added("Omyl"), added("Neveřejné")
    added()
    turn(there)
    with store.write() as db:
        actions.remove_imported(db, [gone], by=SYSTEM)
    change(hidden, public=False)
    turn(there)
    assert list(theirs(there)) == ["Trh"]


def test_what_is_deleted_there_is_for_a_person(office: Path, there: CalendarThere, people: dict[str, User]) -> None:
    added()
    for side, state, left in (("ours", "confirmed", ["Trh"]), ("theirs", "cancelled", [])):
        turn(there)
        one = theirs(there)["Trh"]
        there.remove(one.href, one.etag)
        turn(there)
        assert waits() == ["deleted"]
        decide(side, people["head"])
        turn(there)
        assert ours()[0][3] == state
        assert list(theirs(there)) == left
        assert waits() == []


def test_what_is_called_off_here_is_not_held_again_by_a_calendar(office: Path, there: CalendarThere) -> None:
    event_id = added()
    turn(there)
    with store.write() as db:
        actions.step(db, event_id, "cancelled", "mráz", by=SYSTEM)
    turn(there)
    rewritten(there, "Trh", STATUS=":CONFIRMED")
    turn(there)
    assert waits() == ["refused"]
    decide("ours")
    turn(there)
    assert "STATUS:CANCELLED" in theirs(there)["Trh"].data


def test_a_series_of_ours_is_one_entry_there_and_a_date_changed_there_is_changed_here(
    office: Path, there: CalendarThere
) -> None:
    event_id = added("Čtení", starts_at="17:00", ends_at="18:00")
    with store.write() as db:
        actions.repeat(db, event_id, "FREQ=WEEKLY;COUNT=4", by=SYSTEM)
    turn(there)
    one = theirs(there)["Čtení"]
    calendar = icalendar.Calendar.from_ical(one.data)
    (master,) = calendar.walk("VEVENT")
    assert master["rrule"].to_ical() == b"FREQ=WEEKLY;COUNT=4"
    moved = icalendar.Event.from_ical(
        f"BEGIN:VEVENT\r\nUID:{master['uid']}\r\nDTSTAMP:20261123T070000Z\r\nSUMMARY:Čtení s autorem\r\n"
        "RECURRENCE-ID;TZID=Europe/Prague:20261208T170000\r\nDTSTART;TZID=Europe/Prague:20261209T180000\r\n"
        "DTEND;TZID=Europe/Prague:20261209T190000\r\nLOCATION:náměstí Svobody\r\nEND:VEVENT\r\n"
    )
    calendar.add_component(moved)
    master.add("exdate", dt.datetime(2026, 12, 15, 17, tzinfo=clock.PRAGUE))
    there.change(one.href, one.etag, calendar.to_ical())
    turn(there)
    assert waits() == []
    assert [(title, day, at) for title, day, at, _ in ours()] == [
        ("Čtení", "2026-12-01", "17:00"),
        ("Čtení s autorem", "2026-12-09", "18:00"),
        ("Čtení", "2026-12-22", "17:00"),
    ]
    change(event_id, title="Čtení pro děti")
    turn(there)
    turn(there)
    events = icalendar.Calendar.from_ical(next(iter(theirs(there).values())).data).walk("VEVENT")
    assert sorted(str(event["summary"]) for event in events) == ["Čtení", "Čtení pro děti", "Čtení s autorem"]


def test_a_series_of_theirs_is_a_series_here(office: Path, there: CalendarThere) -> None:
    put(there, "abc", "SUMMARY:Cvičení", "DTSTART;TZID=Europe/Prague:20261202T180000",
        "DTEND;TZID=Europe/Prague:20261202T190000", "RRULE:FREQ=WEEKLY;COUNT=3",
        "EXDATE;TZID=Europe/Prague:20261209T180000")  # fmt: skip
    turn(there)
    assert [day for _, day, _, _ in ours()] == ["2026-12-02", "2026-12-16"]
    rewritten(there, "Cvičení", RRULE=":FREQ=WEEKLY;COUNT=4", SUMMARY=":Cvičení s míčem")
    turn(there)
    assert [(title, day) for title, day, _, _ in ours()] == [
        ("Cvičení s míčem", "2026-12-02"), ("Cvičení s míčem", "2026-12-16"), ("Cvičení s míčem", "2026-12-23"),
    ]  # fmt: skip
    with store.read() as db:
        assert queries.series(db, 1, by=SYSTEM).rule == "FREQ=WEEKLY;COUNT=4"


def test_what_we_cannot_repeat_waits_with_a_sentence_and_may_stay_theirs(
    office: Path, there: CalendarThere, people: dict[str, User]
) -> None:
    put(there, "abc", "SUMMARY:Denně", "DTSTART:20261202T180000Z", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=9")
    turn(there)
    with store.read() as db:
        (link,) = caldav_links.waiting(db, by=people["reader"])
    assert "BYSETPOS" in link.text
    with store.write() as db, pytest.raises(NotAllowed):
        caldav_decide.decide(db, link.subject, "ours", by=people["reader"])
    decide("ours")
    turn(there)
    assert (waits(), ours(), list(theirs(there))) == ([], [], ["Denně"])
    with store.write() as db, pytest.raises(Refused):
        caldav_decide.decide(db, link.subject, "ours", by=people["head"])


def test_the_past_the_private_and_tasks_are_none_of_our_business(office: Path, there: CalendarThere) -> None:
    put(there, "a", "SUMMARY:Loni", "DTSTART:20251202T180000Z")
    put(there, "b", "SUMMARY:Zubař", "DTSTART:20261202T180000Z", "CLASS:PRIVATE")
    turn(there)
    turn(there)
    assert (ours(), waits()) == ([], [])


def test_an_entry_that_cannot_be_ours_does_not_stop_the_others(office: Path, there: CalendarThere) -> None:
    put(there, "nikdy", "SUMMARY:Nikdy", "DTSTART;VALUE=DATE:21500101")
    put(there, "zitra", "SUMMARY:Porada", "DTSTART:20261202T080000Z")
    turn(there)
    assert [title for title, *_ in ours()] == ["Porada"]
    assert waits() == ["refused"]
    damaged = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART;VALUE=DATE:20270431\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    with pytest.raises(BadInput):
        caldav_words.read(damaged)


def test_a_lost_link_is_found_again_and_a_calendar_emptied_at_once_is_no_deletion(
    office: Path, there: CalendarThere
) -> None:
    for number in range(5):
        added(f"Trh {number}")
    turn(there)
    with store.write() as db:
        db.conn.execute("delete from caldav_link")
    turn(there)
    assert (len(ours()), len(theirs(there)), waits()) == (5, 5, [])
    for one in theirs(there).values():
        there.remove(one.href, one.etag)
    with pytest.raises(Refused):
        turn(there)
    assert waits() == []


def test_it_is_on_only_where_the_file_lies_and_trouble_is_said(
    office: Path, account: Account, people: dict[str, User]
) -> None:
    caldav_sync.sync_due()
    with store.read() as db:
        assert caldav_links.last_run(db, by=people["head"]) is None
    file = office / caldav_sync.ACCOUNT
    host = account.url.split("/")[2]
    port = int(host.split(":")[1])
    for content, said in (
        ("{}", "shared-calendar.json není v pořádku"),
        (_file(url="ftp://x"), "https://"),
        (_file(url=account.url, password="x"), f"{host} nepřijal"),
        (_file(url=account.url + "jinde/"), "žádný kalendář"),
        (_file(url=account.url.replace(str(port), "9")), "neodpovídá"),
        (_file(url=account.url), ""),
    ):
        file.write_text(content, encoding="utf-8")
        caldav_sync.sync_due()
        with store.read() as db:
            run = caldav_links.last_run(db, by=people["head"])
        assert run is not None
        assert said in run[1]
        assert bool(said) == bool(run[1])
        assert radicale.PASSWORD not in repr(caldav.read_account(file)) if not said else True


def _file(url: str, password: str = radicale.PASSWORD) -> str:
    return json.dumps({"url": url, "user": radicale.USER, "password": password})


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [(500, "", Unavailable), (404, "", NotFound), (403, "", NotAllowed), (207, "<!DOCTYPE x><a/>", Unavailable),
     (200, "přihlaste se", Unavailable)],
)  # fmt: skip
def test_a_server_that_answers_oddly_costs_a_sentence(
    status: int, body: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, text=body)

    with CalendarThere(Account("https://a.example/", "x", "y")) as there:
        monkeypatch.setattr(there, "_client", httpx.Client(transport=httpx.MockTransport(answer)))
        with pytest.raises(error):
            there.versions()
