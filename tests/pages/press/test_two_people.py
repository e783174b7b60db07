"""Two people write the same at once: what is typed stays, what the other has changed is neither lost nor unsaid."""

import datetime as dt
from dataclasses import replace

from lib import store
from lib.access import User
from lib.press.actions import messages, radio
from lib.press.actions import questions as asking
from lib.press.actions import releases as releasing
from lib.press.queries import messages as kept_messages
from lib.press.queries import questions, releases
from lib.press.queries import radio as briefs
from lib.press.rules.messages import Message
from lib.press.rules.questions import Question
from lib.press.rules.radio import Brief, Item
from tests.pages.press.test_press_pages import WHOLE, fill, page, press
from tests.pages.press.test_press_pages import by as by


def test_a_release_keeps_what_is_typed_when_a_colleague_saves_first(by: User) -> None:
    with store.write() as db:
        number = releasing.draft(db, replace(WHOLE, embargo_until="2026-11-30T09:00:00Z"), by=by)
    shown = page("release", id=str(number))
    fill(shown, "Text", "Park se otevře v sobotu v deset.")
    theirs = replace(WHOLE, perex="V neděli.", body="Park se otevře v neděli.")
    with store.write() as db:
        releasing.save(db, number, theirs, 1, by=by)
    assert "změnil" in press(shown, "Uložit").error[0].value, "the same field is asked about"
    press(shown, "Uložit")
    with store.read() as db:
        kept = releases.release(db, number, by=by).release
    assert kept == replace(theirs, body="Park se otevře v sobotu v deset."), "the lead and the embargo stay theirs"
    with store.write() as db:
        releasing.save(db, number, replace(theirs, title="Nový park"), 3, by=by)
    assert "Nový park" in {one.value for one in shown.run().text_input}, "who typed nothing reads what holds now"


def test_a_message_to_citizens_keeps_what_is_typed_when_a_colleague_saves_first(by: User) -> None:
    before = Message(
        "emergency", "Voda", text_sms="Voda nepoteče.", channels=("sms",), whole_town=False, streets="Polní"
    )
    with store.write() as db:
        number = messages.draft(db, before, by=by)
    shown = page("message", id=str(number))
    shown.toggle(key="edit").set_value(True).run()
    fill(shown, "Text SMS", "Voda nepoteče do 18 hodin.")
    theirs = replace(before, text_sms="Voda nepoteče do 16 hodin.", channels=("sms", "app"), streets="Lipová\nPolní")
    with store.write() as db:
        messages.save(db, number, theirs, 1, by=by)
    assert "změnil" in press(shown, "Uložit").error[0].value, "the same field is asked about"
    press(shown, "Uložit")
    with store.read() as db:
        kept = kept_messages.message(db, number, by=by).message
    assert kept == replace(theirs, text_sms="Voda nepoteče do 18 hodin."), "the channels and the streets stay theirs"
    with store.write() as db:
        messages.save(db, number, replace(theirs, title="Voda na Lipové", groups="Lipová"), 3, by=by)
    assert "Voda na Lipové" in {one.value for one in shown.run().text_input}, "who typed nothing reads what holds now"


def test_material_for_the_radio_keeps_what_is_typed_when_a_colleague_saves_first(by: User) -> None:
    before = Brief(dt.date(2026, 11, 30), dt.date(2026, 12, 6), dt.date(2026, 11, 26))
    with store.write() as db:
        number = radio.begin(db, before, with_events=False, by=by)
        item = radio.add_item(db, number, Item("Kluziště"), by=by)
    shown = page("radio_brief", id=str(number))
    fill(shown, "Host ve studiu", "Eva Malá")
    fill(shown, "Jedna až tři věty", "Kluziště otevírá v sobotu.")
    theirs = replace(before, guest="Jan Tichý", guest_phone="777111222")
    with store.write() as db:
        radio.save(db, number, theirs, 1, by=by)
        radio.save_item(db, item, Item("Kluziště u školy", text="Otevírá v neděli."), by=by)
    item_first, brief_last = (lambda: shown.button(key=f"press.item.{item}#0.submit"),
                              lambda: shown.button(key=f"press.brief.{number}#0.submit"))  # fmt: skip
    for button in (item_first, brief_last):
        assert "změnil" in button().click().run().error[0].value, "the same field is asked about"
        button().click().run()
    with store.read() as db:
        kept = briefs.brief(db, number, by=by)
    assert kept.brief == replace(theirs, guest="Eva Malá"), "the phone stays theirs"
    assert kept.items == ((item, Item("Kluziště u školy", text="Kluziště otevírá v sobotu.")),), "so does the headline"


def test_a_recording_keeps_what_is_typed_when_a_colleague_saves_first(by: User) -> None:
    with store.write() as db:
        number = radio.begin(db, Brief(*[dt.date(2026, 11, 30)] * 3), with_events=False, by=by)
        radio.add_item(db, number, Item("Kluziště"), by=by)
        radio.hand_over(db, number, by=by)
    shown = page("radio_brief", id=str(number))
    fill(shown, "Odkaz na záznam", "https://radio.example/cele")
    with store.write() as db:
        radio.broadcast(db, number, "https://radio.example/cast", by=by)
    assert "změnil" in press(shown, "Zapsat odvysílání").error[0].value, "the same field is asked about"
    press(shown, "Uložit odkaz")
    with store.read() as db:
        assert briefs.brief(db, number, by=by).recording == "https://radio.example/cele"


def test_a_question_keeps_what_is_typed_when_a_colleague_saves_first(by: User) -> None:
    before = Question("Deník", "Kdy otevře park?", came_at="2026-11-22T08:00:30Z", solved_by="odbor správy")
    with store.write() as db:
        number = asking.ask(db, before, by=by)
    shown = page("question", id=str(number))
    fill(shown, "Kdo řeší", "odbor zeleně")
    shown.date_input(key=f"press.question.{number}#0.answer_by").set_value(dt.date(2026, 11, 25))
    theirs = replace(before, solved_by="tajemník", contact="777111222", came_at="2026-11-22T09:00:00Z")
    with store.write() as db:
        asking.save(db, number, theirs, 1, by=by)
    assert "změnil" in press(shown, "Uložit").error[0].value, "the same field is asked about"
    press(shown, "Uložit")
    with store.read() as db:
        kept = questions.question(db, number, by=by).question
    assert kept == replace(theirs, solved_by="odbor zeleně", answer_by="2026-11-25T11:00:00Z"), "the rest stays theirs"
    with store.write() as db:
        asking.save(db, number, replace(kept, journalist="Eva Malá"), 3, by=by)
    assert "Eva Malá" in {one.value for one in shown.run().text_input}, "who typed nothing reads what holds now"
