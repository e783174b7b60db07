"""Channels: all of them, adding and changing one, the test, switching off; who may not sees and cannot change."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib import clock, outbox, store
from lib.access import SYSTEM
from lib.errors import Unavailable
from lib.flows import channel_desk, channel_kinds
from lib.flows.channel_kinds import KINDS
from lib.outbox import Health, Parcel, Reauth, SetUp
from lib.ui import channels as look
from tests.pages.publishing.test_publishing_pages import field, labels, press, words

Open = Callable[..., AppTest]
URL = "https://www.brazdov.example"
SETTINGS = {"url": URL, "user": "redakce"}


class Web:
    """A channel that answers its test as it is told."""

    answer: Health | Reauth = Health("redakce", dt.date(2026, 12, 1))

    def check(self) -> Health:
        if isinstance(self.answer, Health):
            return self.answer
        raise self.answer


@pytest.fixture
def web(office: Path, monkeypatch: pytest.MonkeyPatch) -> type[Web]:
    """A website that is set up, with a password that is kept, and its server."""
    with store.write() as db:
        outbox.save_channel(db, "web", KINDS["wordpress"], "Web města", SETTINGS, {"password": "tajné"}, by=SYSTEM)
    monkeypatch.setattr(channel_kinds, "connected", lambda *_: Web())
    monkeypatch.setattr(Web, "answer", Web.answer)
    return Web


def kept(code: str = "web") -> SetUp:
    with store.read() as db:
        return outbox.set_up(db, code)


def queue(channel: str, key: str = "post-1") -> int:
    with store.write() as db:
        return outbox.put(db, channel, key, Parcel("Trh", "Farmářský trh"), clock.now(), by=SYSTEM)


def test_an_office_without_channels_is_told_where_to_begin(open_page: Open) -> None:
    app = open_page("channels")
    assert not app.exception
    assert "Začněte webem města" in words(app)
    assert app.error, "the service that sends is said to stand"
    assert "Přidat kanál" not in labels(open_page("channels", "reader"))


def test_kinds_served_by_hand_are_there_from_the_first_start(open_page: Open) -> None:
    for _ in range(2):
        with store.write() as db:
            channel_desk.served_by_hand(db)
    with store.read() as db:
        assert [one.name for one in outbox.channels(db, by=SYSTEM)] == [
            "MUNIPOLIS", "Rádio", "Televize", "Tisková zpráva",
        ]  # fmt: skip
    assert "předává ručně" in words(open_page("channels"))


def test_the_end_of_a_token_is_said_two_weeks_ahead(web: type[Web], open_page: Open) -> None:
    for day, said in (("2026-12-08", ""), ("2026-12-07", "končí"), ("2026-11-22", "skončil")):
        with store.write() as db:
            db.conn.execute("update channel set token_expires_on = ?", (day,))
        assert said in " ".join(warning.value for warning in open_page("channels").warning)
        assert kept().ends_soon == bool(said)


def test_a_channel_is_added_by_its_kind(open_page: Open) -> None:
    app = open_page("channel", druh="mastodon")
    assert not app.exception
    field(app, "Adresa serveru").set_value("mastodon.example")
    press(app, "Přidat kanál")
    assert "https://" in app.error[0].value
    field(app, "Adresa serveru").set_value("https://mastodon.example")
    field(app, "Přístupový token").set_value("klíč")
    press(app, "Přidat kanál")
    assert kept("mastodon").options == {"url": "https://mastodon.example", "visibility": "public"}
    assert outbox.secrets_of("mastodon") == {"token": "klíč"}
    with store.write() as db:
        assert channel_desk.add(db, KINDS["mastodon"], "Druhý", {}, {}, by=SYSTEM) == "mastodon-2"


def test_secrets_are_not_shown_and_an_empty_one_stays(web: type[Web], open_page: Open) -> None:
    app = open_page("channel", kod="web")
    assert not app.exception
    assert "tajné" not in str(app.main)
    field(app, "Název kanálu").set_value("Web")
    press(app, "Uložit nastavení")
    assert (kept().name, outbox.secrets_of("web")) == ("Web", {"password": "tajné"})
    assert field(app, "Název kanálu").value == "Web"


def test_two_people_at_once_lose_nothing(web: type[Web], open_page: Open) -> None:
    app = open_page("channel", kod="web")
    field(app, "Název kanálu").set_value("Můj")
    with store.write() as db:
        outbox.save_channel(db, "web", KINDS["wordpress"], "Její", SETTINGS, {}, version=1, by=SYSTEM)
    press(app, "Uložit nastavení")
    assert (kept().name, field(app, "Název kanálu").value) == ("Její", "Můj")
    assert app.error
    press(app, "Načíst novou verzi")
    assert field(app, "Název kanálu").value == "Její"
    field(app, "Název kanálu").set_value("Náš")
    press(app, "Uložit nastavení")
    assert kept().name == "Náš"


def test_the_test_says_who_we_are_there_or_what_is_wrong(web: type[Web], open_page: Open) -> None:
    app = press(open_page("channel", kod="web"), "Vyzkoušet kanál")
    assert kept().token_expires_on == dt.date(2026, 12, 1)
    assert "Přístup končí 1. 12. 2026" in words(app)
    web.answer = Reauth("We are not let in.")
    app = press(app, "Vyzkoušet kanál")
    assert [error.value for error in app.error].count("We are not let in.") == 1
    assert kept().trouble == "reauth"
    assert "znovu připojit" in words(app)


def test_broken_secrets_are_said_and_entered_anew(
    office: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write() as db:
        outbox.save_channel(db, "web", KINDS["wordpress"], "Web města", SETTINGS, {"password": "tajné"}, by=SYSTEM)
    (office / "secrets" / "web.json").write_text("{", encoding="utf-8")
    app = open_page("channel", kod="web")
    assert "nejde přečíst" in app.warning[0].value
    press(app, "Vyzkoušet kanál")
    assert any("nejde přečíst" in error.value for error in app.error)
    field(app, "Heslo aplikace").set_value("nové")
    press(app, "Uložit nastavení")
    assert outbox.secrets_of("web") == {"password": "nové"}
    (office / "secrets" / "web.json").unlink()
    assert "Zbývá zadat: Heslo aplikace" in words(open_page("channel", kod="web"))


def test_settings_that_make_no_channel_are_a_sentence(web: type[Web], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise Reauth("No token.")

    monkeypatch.setattr(channel_kinds, "connected", refuses)
    with pytest.raises(Unavailable):
        channel_kinds.check("web", by=SYSTEM)
    assert kept().error == "No token."


def test_switching_off_says_how_many_will_wait(web: type[Web], open_page: Open) -> None:
    queue("web")
    app = open_page("channel", kod="web")
    assert "Po vypnutí bude čekat 1 zpráva" in words(app)
    press(app, "Vypnout")
    assert not kept().switched_on
    field(app, "Název kanálu").set_value("Rozepsaný")
    press(app, "Uložit nastavení")
    assert kept().name == "Rozepsaný", "his own switching is no change by somebody else"
    press(app, "Zapnout")
    assert kept().switched_on


def test_who_may_not_sees_and_cannot_change(web: type[Web], open_page: Open) -> None:
    app = open_page("channel", "reader", kod="web")
    assert not app.exception
    assert URL in words(app)
    assert not {"Uložit nastavení", "Vypnout", "Vyzkoušet kanál"} & set(labels(app))
    assert not app.text_input


def test_a_kind_that_is_not_known_is_said(web: type[Web], open_page: Open) -> None:
    with store.write() as db:
        db.conn.execute("update channel set kind = 'orkut'")
    assert not open_page("channels").exception
    app = open_page("channel", kod="web")
    assert not app.exception
    assert "orkut" in app.warning[0].value
    assert "Vypnout" in labels(app)


def test_a_channel_that_is_not_there_is_a_sentence(open_page: Open) -> None:
    assert open_page("channel", kod="nic").exception, "the frame says NotFound in words"


def test_our_own_outputs_stand_among_the_channels(open_page: Open) -> None:
    app = open_page("channels")
    assert not app.exception
    assert "Vlastní výstupy města" in [one.label for one in app.expander]


def test_a_figure_stays_with_its_word() -> None:
    assert look.waits({"handover": 1}) == "1\u00a0k\u00a0předání"
    assert look.waits({"queued": 2, "missed": 1}) == "2\u00a0čekají na odeslání, 1\u00a0zmeškaná"
