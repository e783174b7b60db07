"""Quick entry and the list of clashes as people use them: typed, corrected, refused, saved, taken back."""

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM, User
from lib.contacts import actions as contacts
from lib.contacts.rules import HolderCard
from lib.events import actions, queries
from lib.events.entry import Attendee, Entry
from tests.pages.conftest import Page

SATURDAY = dt.date(2026, 12, 12)
Gone = list[tuple[str, dict[str, str]]]


@pytest.fixture
def market(office: Path) -> int:
    """An event on the square, with the mayor; the number of the event."""
    with store.write() as db:
        contacts.add_holder(db, HolderCard("Alena Dvorská", "starostka", dt.date(2022, 10, 19), rank=1), by=SYSTEM)
        contacts.add_holder(db, HolderCard("Ivana Plachá", "místostarostka", dt.date(2022, 10, 19)), by=SYSTEM)
        entry = Entry(
            "Vánoční trh", SATURDAY, starts_at="15:00", ends_at="18:00", venue="náměstí Svobody",
            attendees=(Attendee(1),),
        )  # fmt: skip
        actions.add(db, Entry("Ples", SATURDAY, starts_at="19:00", venue="Dům kultury – velký sál"), by=SYSTEM)
        actions.add(db, Entry("Výstava", SATURDAY, starts_at="9:00", venue="Dům kultury – malý sál"), by=SYSTEM)
        return actions.add(db, entry, by=SYSTEM)


def typed(app: AppTest, line: str) -> AppTest:
    app.text_input[0].set_value(line).run()
    assert not app.exception, app.exception
    return app


def save(app: AppTest) -> None:
    next(button for button in app.button if button.label == "Uložit akci").click().run()
    assert not app.exception, app.exception


def texts(app: AppTest) -> list[str]:
    return [one.value for one in app.text]


def saved() -> queries.Event | None:
    with store.read() as db:
        number = store.scalar(db, "select max(id) from event where title = 'Rozsvícení stromu'")
        return None if number is None else queries.event(db, number, by=SYSTEM)


def test_a_line_is_an_event_in_two_touches(open_page: Page, market: int, gone: Gone) -> None:
    app = open_page("quick")
    assert "so 12. 12. 17:00 rozsvícení stromu, náměstí, starostka" in texts(app)[0]
    app = typed(app, "so 12. 12. 17:00 rozsvícení stromu, náměstí, starostka, pozor na kabely")
    assert {"Rozsvícení stromu", "náměstí Svobody", "Alena Dvorská, starostka", "pozor na kabely"} <= set(texts(app))
    save(app)
    event = saved()
    assert event is not None
    assert (event.starts_on, event.starts_at, event.venue) == ("2026-12-12", "17:00", "náměstí Svobody")
    assert (event.note, event.state, event.kind) == ("pozor na kabely", "proposed", "town")
    assert gone == [("quick.py", {"zapsano": str(event.id)})]


def test_what_cannot_be_is_refused_and_stays_as_typed(open_page: Page, market: int, gone: Gone) -> None:
    app = typed(open_page("quick"), "pá 12. 12. rozsvícení stromu")
    save(app)
    assert "je sobota, ne „pátek“" in app.error[0].value.replace("\u2060", "")
    assert app.text_input[0].value == "pá 12. 12. rozsvícení stromu"
    assert saved() is None


def test_words_that_may_mean_several_things_wait_for_a_choice(open_page: Page, market: int, gone: Gone) -> None:
    app = typed(open_page("quick"), "12. 12. 17:00 rozsvícení stromu, DK")
    save(app)
    assert "„DK“ může znamenat víc věcí" in app.error[0].value
    app.button_group[0].set_value("Dům kultury – malý sál").run()
    save(app)
    event = saved()
    assert event is not None
    assert event.venue == "Dům kultury – malý sál"


def test_what_was_understood_can_be_corrected(open_page: Page, market: int, gone: Gone) -> None:
    app = typed(open_page("quick"), "12. 12. 17:00 rozsvícení stromu, náměstí")
    next(box for box in app.selectbox if box.label == "Druh").set_value("ceremony").run()
    next(box for box in app.multiselect if box.label == "Účast vedení").set_value([2]).run()
    save(app)
    event = saved()
    assert event is not None
    assert (event.kind, event.calendar, event.public) == ("ceremony", "ceremonies", False)
    with store.read() as db:
        assert queries.attendees(db, event.id, by=SYSTEM)["holder_id"].to_list() == [2]


def test_a_saved_event_is_opened_or_taken_back(open_page: Page, market: int, gone: Gone) -> None:
    app = open_page("quick", zapsano=str(market))
    assert any("Vánoční trh" in text for text in texts(app))
    next(button for button in app.button if button.label == "Vzít zpět").click().run()
    assert gone == [("quick.py", {})]
    with store.read() as db:
        assert store.scalar(db, "select count(*) from event where id = ?", (market,)) == 0


def test_an_event_that_was_worked_on_is_not_taken_back(open_page: Page, market: int, people: dict[str, User]) -> None:
    with store.write() as db:
        actions.step(db, market, "confirmed", by=people["editor"])
    app = open_page("quick", zapsano=str(market))
    next(button for button in app.button if button.label == "Vzít zpět").click().run()
    assert "už někdo pracoval" in app.error[0].value
    with store.read() as db:
        assert store.scalar(db, "select count(*) from event where id = ?", (market,)) == 1


def test_the_list_of_clashes_counts_them(open_page: Page, market: int) -> None:
    with store.write() as db:
        entry = Entry("Zkouška", SATURDAY, starts_at="17:00", venue="náměstí Svobody", attendees=(Attendee(1),))
        actions.add(db, entry, by=SYSTEM)
    app = open_page("clashes", role="reader")
    assert not app.exception, app.exception
    assert app.caption[0].value.replace("\u00a0", " ") == "2 kolize, 1 ke zvážení, 0 pro informaci"
    app = open_page("clashes", role="reader", obdobi="2025")
    assert "V tomto období se nic nekříží." in [one.value for one in app.markdown]
