"""The list of guests on the screen: a guest added, addressed, invited, answered for, printed."""

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.access import User
from lib.events import Entry
from lib.events import actions as events
from lib.flows import guest_papers
from lib.guests import queries
from lib.ui import guard, guests_asking, menu
from tests.pages.conftest import press


@pytest.fixture
def event(office: object, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> int:
    with store.write() as db:
        token = access.start_session(db, "secretary")
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        return events.add(db, Entry("Den veteránů", dt.date(2026, 12, 12)), state="confirmed", by=people["secretary"])


def page(event: int, part: str = "") -> AppTest:
    shown = AppTest.from_file(menu.file("pages/guests/guests.py"), default_timeout=60)
    shown.query_params["id"] = str(event)
    if part:
        shown.query_params["cast"] = part
    shown.run()
    assert not shown.exception, shown.exception
    return shown


def test_a_guest_goes_from_the_list_to_the_caterer(event: int, people: dict[str, User]) -> None:
    by = people["secretary"]
    shown = page(event)
    next(box for box in shown.text_input if box.label == "Jméno a příjmení").set_value("Josef Němec")
    press(shown, "Přidat hosta do seznamu")
    shown = page(event, "pozvat")
    press(shown, "Zapsat pozvání")
    assert any("Josef Němec" in one.value for one in shown.error), "nobody confirmed how to address him"
    shown = page(event, "osloveni")
    assert next(iter(shown.text_input)).value == "Vážený pane Němče"
    press(shown, "Ověřit 1 oslovení")
    press(page(event, "pozvat"), "Zapsat pozvání")
    press(page(event, "odpovedi"), "Přijde")
    with store.read() as db:
        assert queries.counts(db, event, by=by).coming == 1
    for part in ("obcerstveni", "ucast", "pozvanka", "tisk", "seznam"):
        page(event, part)


def test_all_lists_and_one_guest(event: int, people: dict[str, User]) -> None:
    shown = AppTest.from_file(menu.file("pages/guests/guests.py"), default_timeout=60).run()
    assert not shown.exception
    assert any("zatím nemá hosty" in one.value for one in shown.markdown)
    shown = page(event)
    next(box for box in shown.text_input if box.label == "Jméno a příjmení").set_value("Eva Nová")
    press(shown, "Přidat hosta do seznamu")
    with store.read() as db:
        (guest,) = queries.of(db, event, by=people["secretary"])["id"]
    card = AppTest.from_file(menu.file("pages/guests/guest.py"), default_timeout=60)
    card.query_params["id"] = str(guest)
    card.run()
    assert not card.exception, card.exception
    next(box for box in card.text_input if box.label == "Organizace").set_value("ZŠ Školní")
    press(card, "Uložit hosta")
    with store.read() as db:
        assert queries.guest(db, guest, by=people["secretary"]).organisation == "ZŠ Školní"


def test_guests_are_pasted_printed_and_mailed(event: int, people: dict[str, User]) -> None:
    shown = page(event)
    lines = next(box for box in shown.text_area if box.label == "Řádky")
    lines.set_value("Jan Malý, Sokol\nEva Nová; ZŠ; ředitelka; nova@zs.example; 777; Školní 1; 739 99; Brázdov")
    press(shown, "Přidat všechny")
    assert any("Řádek 1" in one.value for one in shown.error)
    lines = next(box for box in shown.text_area if box.label == "Řádky")
    assert "Eva Nová" in lines.value, "nothing typed is lost"
    lines.set_value(lines.value.replace("Malý, Sokol", "Malý; Sokol"))
    press(shown, "Přidat všechny")
    press(page(event, "osloveni"), "Ověřit 2 oslovení")
    with store.read() as db:
        assert guest_papers.ready(db, event, "labels", by=people["secretary"]).lacking == ("Jan Malý",)
        assert guest_papers.ready(db, event, "invitations", by=people["secretary"]).lacking == ()
    assert not page(event, "tisk").error


def test_a_link_to_mail_says_the_subject_whole() -> None:
    link = guests_asking.mailto("Otevření & slavnost – 50 %?", ["a+b@c.cz", "d@e.cz"])
    assert link == (
        "mailto:?bcc=a%2Bb@c.cz,d@e.cz"
        "&subject=Otev%C5%99en%C3%AD%20%26%20slavnost%20%E2%80%93%2050%20%25%3F"
    )  # fmt: skip
