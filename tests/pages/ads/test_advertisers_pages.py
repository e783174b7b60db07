"""The pages of advertisers: the list, a card, a new one with ARES (the fake), a merged duplicate."""

import datetime as dt
import json
from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import settings, store
from lib.access import SYSTEM
from lib.contacts import actions, queries
from lib.contacts.rules import Card
from tests.ads.orders import add
from tests.fakes.ares import GONE, TAILOR, WORKSHOP, Ares, ares_fake

Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def register(office: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ares]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ares_fake() as fake:
        fake.put(WORKSHOP, TAILOR, GONE)
        with store.write() as db:
            settings.change(db, "ares.url", fake.url, valid_from=dt.date(2026, 1, 1), by=SYSTEM)
        yield fake


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Where pages led; a page alone has no navigation."""
    led: list[dict[str, str]] = []

    def leave(file: str, *, query_params: dict[str, str] | None = None) -> None:
        led.append(dict(query_params or {}))
        st.stop()

    monkeypatch.setattr(st, "switch_page", leave)
    return led


def _words(app: AppTest) -> str:
    kinds = ("title", "caption", "markdown", "text", "warning", "error", "info")
    return " ".join(str(one.value) for kind in kinds for one in app.get(kind)).replace("\u00a0", " ")


def _field(app: AppTest, label: str) -> str:
    return str(next(one.value for one in app.text_input if one.label == label))


def _type(app: AppTest, label: str, text: str) -> AppTest:
    next(one for one in app.text_input if one.label == label).set_value(text).run()
    assert not app.exception, app.exception
    return app


def _press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception, app.exception
    return app


def _card(card: Card) -> int:
    with store.write() as db:
        return actions.add(db, card, by=SYSTEM)


def test_the_list_says_what_is_owed(open_page: Open) -> None:
    assert "žádný inzerent" in _words(open_page("advertisers"))
    add({"advertiser": "Klas"})
    words = _words(open_page("advertisers", role="editor"))
    assert "1 inzerent · na úhradu čeká 3 267 Kč, z toho po splatnosti 3 267 Kč" in words


def test_a_new_advertiser_is_completed_from_ares(open_page: Open, register: Ares, gone: list[dict[str, str]]) -> None:
    app = _type(open_page("advertiser", role="editor"), "IČO", "99000106")
    assert "kontrolní číslice má být 5" in _words(app)
    assert not register.calls
    app = _type(app, "IČO", "99000105")
    assert (_field(app, "Jméno"), _field(app, "DIČ")) == ("Truhlářství Javorek s.r.o.", "CZ99000105")
    assert _field(app, "Adresa") == "Polní 12/3a, 739 99 Brázdov"
    _type(app, "Telefon", "596 000 000")
    assert len(register.calls) == 1
    _press(app, "Uložit kartu")
    with store.read() as db:
        known = queries.card(db, int(gone[-1]["id"]), by=SYSTEM)
    assert (known.card.ico, known.card.phone) == ("99000105", "596 000 000")


def test_what_was_typed_is_not_overwritten(open_page: Open) -> None:
    app = _type(open_page("advertiser", role="editor"), "Jméno", "Javorek")
    app = _type(app, "IČO", "99000105")
    assert _field(app, "Jméno") == "Javorek"
    assert _field(app, "DIČ") == "CZ99000105"


def test_what_ares_filled_in_goes_with_its_ico(open_page: Open) -> None:
    app = _type(open_page("advertiser", role="editor"), "IČO", "99000105")
    app = _type(app, "Adresa", "Jiná 1, 739 99 Brázdov")
    app = _type(app, "IČO", "99000130")
    assert (_field(app, "Jméno"), _field(app, "DIČ")) == ("Pekařství Klas, a.s. v likvidaci", "CZ99000130")
    app = _type(app, "IČO", "99000148")
    assert "ARES subjekt s tímto IČO nezná" in _words(app)
    assert (_field(app, "Jméno"), _field(app, "DIČ")) == ("", "")
    assert _field(app, "Adresa") == "Jiná 1, 739 99 Brázdov"


def test_the_form_works_without_ares(open_page: Open, register: Ares, gone: list[dict[str, str]]) -> None:
    register.fail(503)
    app = _type(open_page("advertiser", role="editor"), "IČO", "99000105")
    assert "ARES teď neodpovídá" in _words(app)
    app.text_area(key=next(one.key for one in app.text_area if one.label == "Odpověď ARES")).set_value(
        json.dumps(WORKSHOP)
    ).run()
    app = _press(app, "Převzít odpověď")
    assert _field(app, "Jméno") == "Truhlářství Javorek s.r.o."
    _press(app, "Uložit kartu")
    assert gone


def test_a_birth_number_and_a_dissolved_firm_are_warned_about(open_page: Open) -> None:
    assert "rodné číslo" in _words(_type(open_page("advertiser", role="editor"), "IČO", "99000121"))
    assert "firma zanikla 31. 3. 2025" in _words(_type(open_page("advertiser", role="editor"), "IČO", "99000130"))


def test_who_may_be_the_same_is_offered(open_page: Open, register: Ares) -> None:
    party_id = _card(Card("Truhlářství Javorek", ico="99000105"))
    app = _type(open_page("advertiser", role="editor"), "IČO", "99000105")
    app = _type(app, "Jméno", "Stolařství")
    assert "Toto IČO už má Truhlářství Javorek" in _words(app)
    assert not register.calls
    assert any(one.label == "Otevřít kartu" for one in app.button)
    app = _press(app, "Uložit kartu")
    with store.read() as db:
        assert queries.parties(db, by=SYSTEM)["id"].to_list() == [party_id]


def test_a_card_shows_what_is_owed_and_is_corrected(open_page: Open, gone: list[dict[str, str]]) -> None:
    add({"advertiser": "Klas"})
    app = open_page("advertiser", role="editor", id="1")
    assert not app.exception
    assert "Dluží 3 267 Kč. Po splatnosti je 3 267 Kč." in _words(app)
    _press(_type(app, "E-mail", "klas@brazdov.example"), "Uložit kartu")
    with store.read() as db:
        assert queries.card(db, 1, by=SYSTEM).card.email == "klas@brazdov.example"


@pytest.mark.parametrize("part", ["Dluží", "Objednávky", "Inzeráty", "Faktury", "Platby a upomínky"])
def test_every_part_of_the_history_is_drawn(open_page: Open, part: str) -> None:
    add({"advertiser": "Klas"})
    app = open_page("advertiser", role="reader", id="1", historie=part)
    assert not app.exception
    assert not app.text_input


def test_a_duplicate_is_merged(open_page: Open) -> None:
    first, second = _card(Card("Pekařství Klas", ico="99000130")), _card(Card("Klas, pekařství"))
    app = open_page("advertiser", role="editor", id=str(first))
    assert "Vypadá jako tentýž inzerent: Klas, pekařství" in _words(app)
    next(one for one in app.selectbox if one.label == "Druhá karta").set_value(second)
    app = _press(app, "Sloučit")
    with store.read() as db:
        assert queries.card(db, second, by=SYSTEM).id == first
