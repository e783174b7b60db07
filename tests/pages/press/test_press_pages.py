"""The press room on the screen: a release and who got it, the radio, a question, a message, the registers."""

import dataclasses
import datetime as dt

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from lib import access, store
from lib.access import User
from lib.events import Entry
from lib.events import actions as events
from lib.flows import press_posts
from lib.press.actions import contacts, messages, radio
from lib.press.actions import questions as asking
from lib.press.actions import releases as releasing
from lib.press.queries import contacts as queries
from lib.press.queries import messages as kept_messages
from lib.press.queries import questions, releases
from lib.press.rules.contacts import Card
from lib.press.rules.messages import Message
from lib.press.rules.questions import Output, Question
from lib.press.rules.radio import Brief
from lib.press.rules.releases import Release
from lib.ui import guard, menu
from tests.flows.test_press_posts import event as event
from tests.flows.test_press_posts import handed as handed

WHOLE = Release("Park", perex="V sobotu.", body="Otevře se park.", place="Brázdov", contact="Jana Tichá, 500 000 101")


@pytest.fixture
def by(office: object, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> User:
    with store.write() as db:
        token = access.start_session(db, "spokesperson")
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        monkeypatch.setattr(st, "switch_page", lambda file, query_params=None: st.stop())
    return people["spokesperson"]


def page(name: str, **query: str) -> AppTest:
    shown = AppTest.from_file(menu.file(f"pages/press/{name}.py"), default_timeout=60)
    for key, value in query.items():
        shown.query_params[key] = value
    shown.run()
    assert not shown.exception, shown.exception
    return shown


def press(shown: AppTest, label: str) -> AppTest:
    [button for button in shown.button if button.label == label][-1].click()
    shown.run()
    assert not shown.exception, shown.exception
    return shown


def fill(shown: AppTest, label: str, value: str) -> None:
    next(box for box in [*shown.text_input, *shown.text_area] if box.label == label).set_value(value)


def medium(shown: AppTest, written: str = "") -> Selectbox[str]:
    """The field of the medium; AppTest chooses only what is offered, so what is `written` joins it."""
    box = next(box for box in shown.selectbox if box.label == "Médium")
    if written:
        box.options.append(written)
        box.set_value(written)
    return box


@pytest.mark.parametrize(
    ("name", "action"),
    [("contacts", "Přidat kontakt"), ("radio", "Nový podklad"), ("outputs", "Přidat výstup"),
     ("town_media", "Přidat médium")],
)  # fmt: skip
def test_what_is_new_begins_at_the_head(by: User, name: str, action: str) -> None:
    shown = page(name)
    assert [one.label for one in shown.button if one.proto.type == "primary"] == [action]
    assert not shown.expander


@pytest.mark.parametrize("name", ["contact", "radio_brief"])
def test_who_only_reads_is_told_whom_to_ask_for_access(
    by: User, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with store.write() as db:
        token = access.start_session(db, "reader")
    monkeypatch.setattr(guard, "cookie_token", lambda: token)
    shown = AppTest.from_file(menu.file(f"pages/press/{name}.py"), default_timeout=60).run()
    assert shown.exception
    assert "NotAllowed" in caplog.text, "the frame says what is missing"
    assert not shown.title


def test_a_release_from_an_event_reaches_the_media(by: User) -> None:
    with store.write() as db:
        event = events.add(
            db, Entry("Otevření parku", dt.date(2026, 12, 12), summary="Park."), state="confirmed", by=by
        )
        contacts.add(db, Card("Deník", email="a@denik.example"), by=by)
    shown = page("release", akce=str(event))
    assert (
        next(box for box in shown.text_input if box.label == "Titulek" or box.label == "Název").value
        == "Otevření parku"
    )
    fill(shown, "Text", "Krátký text.")
    press(shown, "Uložit")
    shown = page("release", id="1")
    assert any("citace" in one.value for one in shown.warning)
    assert press(shown, "Vydat").button(key="issue.yes").label == "Vydat", "asks first"
    with store.write() as db:
        releasing.draft(db, dataclasses.replace(WHOLE, event_id=event), by=by)
        releasing.issue(db, 2, 1, by=by)
        db.conn.execute("insert into channel (code, kind, name) values ('mail', 'mail', 'E-mail')")
    shown = page("release", id="2")
    assert any("neběží" in one.value for one in shown.error), "no service, no letters"
    assert any("E-mail je na cestě" in one.value for one in press(shown, "Poslat e-mailem s PDF").caption)
    press(page("release", id="2"), "Zapsat předání")
    with store.read() as db:
        assert releases.sent(db, 2, by=by).height == 1
    page("releases")
    page("release", druh="invitation")


def test_contacts_are_added_and_corrected(by: User) -> None:
    shown = page("contact", cast="tabulka")
    assert not shown.markdown, "no answer of Python on the page"
    fill(shown, "Řádky", "Rádio Brázda; Eva Nová; redaktorka; nova@radio.example")
    press(shown, "Přidat všechny")
    assert medium(page("contact", id="1")).value == "Rádio Brázda"
    shown = page("contact")
    assert medium(shown).options == ["Rádio Brázda"], "offered, a new one may be written"
    medium(shown, "Deník")
    fill(shown, "E-mail", "a@denik.example")
    press(shown, "Uložit kontakt")
    with store.read() as db:
        assert queries.contacts(db, by=by)["medium"].to_list() == ["Deník", "Rádio Brázda"]


def test_radio_material_takes_the_events_of_the_week(by: User) -> None:
    with store.write() as db:
        events.add(db, Entry("Jarmark", dt.date(2026, 12, 1), starts_at="9:00"), state="confirmed", by=by)
    press(page("radio_brief"), "Založit podklad")
    shown = page("radio_brief", id="1")
    assert any("V úterý prvního prosince v devět hodin" in one.value for one in shown.text)
    assert press(shown, "Předat rozhlasu").button(key="hand.yes").label == "Předat rozhlasu", "asks first"
    assert page("radio").text_input[0].placeholder == "Hledat"
    page("television")


def test_a_question_is_written_down_and_answered(by: User, caplog: pytest.LogCaptureFixture) -> None:
    shown = page("question")
    press(shown, "Uložit dotaz")
    assert any("médium" in one.value for one in shown.error)
    fill(shown, "Na co se ptají", "Kdy bude park?")
    medium(shown, "Deník")
    press(shown, "Uložit dotaz")
    shown = page("question", id="1")
    fill(shown, "Odpověď", "V sobotu.")
    press(shown, "Uložit odpověď")
    shown = page("question", id="1")
    fill(shown, "Kdo odpověď schválil", "starostka")
    press(shown, "Zapsat schválení")
    press(page("question", id="1"), "Odpověď odešla")
    with store.read() as db:
        assert questions.question(db, 1, by=by).state == "answered"
    page("questions")
    with store.write() as db:
        event_id = events.add(db, Entry("Farmářský trh", dt.date(2026, 11, 21)), state="held", by=by)
    shown = page("outputs", akce=str(event_id))
    fill(shown, "Název", "Park bude")
    press(shown, "Přidat výstup")
    assert shown.error, "the medium is missing"
    medium(shown, "Deník")
    press(shown, "Přidat výstup")
    with store.read() as db:
        assert questions.outputs_of(db, event_id, by=by)["event"].to_list() == ["Farmářský trh"]
    assert press(page("outputs", id="1"), "Smazat").button(key="output.remove.yes").label == "Smazat", "asks first"
    lost = AppTest.from_file(menu.file("pages/press/outputs.py"), default_timeout=60)
    lost.query_params["id"] = "99"
    assert lost.run().exception
    assert "NotFound" in caplog.text, "the frame says it in words"
    shown = page("town_media", cast="novy")
    fill(shown, "Název", "Web města")
    press(shown, "Uložit médium")
    page("town_media", id="1")


def test_two_people_correct_what_came_out(by: User) -> None:
    with store.write() as db:
        event_id = events.add(db, Entry("Farmářský trh", dt.date(2026, 11, 21)), state="cancelled", by=by)
        came = Output(dt.date(2026, 11, 20), "Deník", "Park bude", topic="zeleň", event_id=event_id)
        asking.came_out(db, came, by=by)
    shown = page("outputs", id="1")
    fill(shown, "Název", "Park nebude")
    shown.run()
    with store.write() as db:
        theirs = dataclasses.replace(came, topic="parky", title="Park asi bude")
        asking.correct_output(db, 1, theirs, by=by)
    press(shown, "Uložit opravu")
    assert "změnil" in shown.error[0].value, "the same field is asked about"
    with store.read() as db:
        assert questions.output(db, 1, by=by) == theirs
    press(shown, "Uložit opravu")
    with store.read() as db:
        kept = questions.output(db, 1, by=by)
    assert kept == dataclasses.replace(theirs, title="Park nebude"), "the topic and the event that was called off stay"


def test_what_is_typed_stays_when_a_colleague_saves_first(by: User) -> None:
    card = Card("Deník", name="Eva", phone="777111333")
    with store.write() as db:
        number, asked = contacts.add(db, card, by=by), asking.ask(db, Question("Deník", "Kdy?"), by=by)
    shown, answering = page("contact", id=str(number)), page("question", id=str(asked))
    fill(shown, "Telefon", "777 111 444")
    fill(answering, "Odpověď", "V sobotu.")
    with store.write() as db:
        contacts.correct(db, number, dataclasses.replace(card, topics="zeleň", phone="777111222"), 1, by=by)
        asking.write_answer(db, asked, "V neděli.", 1, by=by)
    for one, label in ((shown, "Uložit kontakt"), (answering, "Uložit odpověď")):
        assert "změnil" in press(one, label).error[0].value, "the same field is asked about"
    assert {"777111222", "zeleň"} <= {one.value for one in shown.text}, "what holds now"
    press(shown, "Uložit kontakt")
    press(answering, "Uložit odpověď")
    with store.read() as db:
        kept = queries.contact(db, number, by=by).card
        assert (kept.phone, kept.topics) == ("777 111 444", "zeleň")
        assert questions.question(db, asked, by=by).answer == "V sobotu."


def test_a_message_is_priced_approved_and_confirmed(by: User) -> None:
    shown = page("message")
    fill(shown, "Text SMS", "Voda nepoteče, ulice Polní.")
    shown.run()
    assert any("1 část" in one.value.replace("\u00a0", " ") for one in shown.caption)
    assert any("celého města" in one.value for one in shown.info)
    with store.write() as db:
        db.conn.execute(
            "insert into photo (id, file, original_name, original_hash, width, height, bytes, likeness, alt, by_login,"
            " at)"
            f" values (3, '{'0' * 64}.jpg', 'a.jpg', '{'0' * 64}', 1, 1, 1, '{'0' * 16}', 'Prasklé potrubí', 'x', '')"
        )
        said = Message("emergency", "Voda", text_sms="Voda nepoteče.", channels=("sms",), expected=3000, photo_id=3)
        messages.draft(db, said, by=by)
    shown = page("message", id="1")
    assert [one.label for one in shown.download_button] == ["Stáhnout obrázek"], "the picture goes along"
    press(shown, "Schválit")
    shown = page("message", id="1")
    press(shown, "Potvrdit odeslání")
    assert any("kolik lidí" in one.value for one in shown.error)
    next(box for box in shown.number_input if box.label == "Příjemci: SMS").set_value(3214)
    press(shown, "Potvrdit odeslání")
    with store.read() as db:
        kept = kept_messages.message(db, 1, by=by)
    assert (kept.number, kept.recipients, kept.cost) == ("MZ 1/2026", {"sms": 3214}, 363_000)
    page("messages")


def test_a_post_for_the_media_becomes_a_release_and_an_item_for_the_radio(handed: int, by: User) -> None:
    shown = page("release", prispevek=str(handed))
    assert next(box for box in shown.text_input if box.label == "Titulek").value == "Kluziště otevírá"
    press(shown, "Uložit")
    with store.write() as db:
        assert releases.releases(db, by=by)["title"].to_list() == ["Kluziště otevírá"]
        brief = Brief(dt.date(2026, 11, 30), dt.date(2026, 12, 6), dt.date(2026, 11, 26))
        number = str(radio.begin(db, brief, with_events=False, by=by))
    shown = press(page("radio_brief", id=number), "Převzít 1 příspěvek pro rozhlas")
    assert page("radio_brief", id=number).expander[0].label.startswith("Kluziště otevírá")
    story = AppTest.from_file(menu.file("pages/publishing/post.py"), default_timeout=60)
    story.query_params.update({"id": str(handed), "cast": "odeslani"})
    story.run()
    assert not story.exception, story.exception
    assert "Tisková zpráva z příspěvku" in {button.label for button in story.button}


def test_what_came_of_an_event_leads_to_its_media(handed: int, event: int, by: User) -> None:
    with store.write() as db:
        releasing.draft(db, press_posts.release(db, handed, by=by), by=by)
    shown = AppTest.from_file(menu.file("pages/events/event.py"), default_timeout=60)
    shown.query_params.update({"id": str(event), "cast": "vysledek"})
    shown.run()
    assert not shown.exception, shown.exception
    assert {"Tisková zpráva", "Kluziště otevírá"} <= {button.label for button in shown.button}
    assert any("čeká na ruční odeslání" in text.value for text in shown.text)
    assert any(text.value.startswith("MUNIPOLIS") for text in shown.caption)


def test_who_only_reads_is_offered_no_empty_answer(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.write() as db:
        number = asking.ask(db, Question("Deník", "Kdy začne oprava?"), by=by)
        token = access.start_session(db, "reader")
    monkeypatch.setattr(guard, "cookie_token", lambda: token)
    shown = page("question", id=str(number))
    assert "Odpověď zatím není napsaná." in [one.value for one in shown.caption]
    assert page("questions").caption[0].value == "1 čeká na odpověď"
