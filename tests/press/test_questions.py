"""Questions of journalists and their terms, what came out, the town's own media, messages to citizens."""

import dataclasses
import datetime as dt

import pytest

from lib import audit, clock, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from lib.press.actions import messages as sending
from lib.press.actions import questions as actions
from lib.press.queries import messages, questions
from lib.press.rules import messages as advice
from lib.press.rules import questions as rules
from lib.press.rules.messages import Message, Sent
from lib.press.rules.questions import Medium, Output, Question


@pytest.mark.parametrize(
    ("came", "due", "extended"),
    [
        (dt.date(2026, 11, 23), dt.date(2026, 12, 8), dt.date(2026, 12, 18)),
        (dt.date(2026, 11, 20), dt.date(2026, 12, 7), dt.date(2026, 12, 15)),  # 5. 12. is a Saturday
        (dt.date(2026, 12, 10), dt.date(2026, 12, 28), dt.date(2027, 1, 4)),  # 25. 12. a holiday, then a weekend
    ],
)
def test_a_request_for_information_has_fifteen_days(came: dt.date, due: dt.date, extended: dt.date) -> None:
    assert rules.request_due(came) == due
    assert rules.request_due(came, extended=True) == extended


def test_a_question_from_the_phone_to_the_answer(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        noon = clock.stamp(dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC))
        one = actions.ask(db, Question("Deník", "Kdy bude park?", "Eva Nová", answer_by=noon), by=by)
        assert questions.question(db, one, by=by).state == "today"
        for refused in (lambda: actions.sent(db, one, by=by), lambda: actions.approve(db, one, "starostka", by=by),
                        lambda: actions.extend(db, one, "proto", by=by),
                        lambda: actions.published(db, one, dt.date(2026, 11, 23), by=by)):  # fmt: skip
            with pytest.raises(Refused):
                refused()
        actions.material_came(db, one, by=by)
        actions.write_answer(db, one, "V sobotu.", 2, by=by)
        with pytest.raises(Conflict):
            actions.write_answer(db, one, "Jindy.", 2, by=by)
        with pytest.raises(Refused):
            actions.sent(db, one, by=by)
        with pytest.raises(BadInput):
            actions.approve(db, one, " ", by=by)
        actions.approve(db, one, "starostka", by=by)
        version = questions.question(db, one, by=by).version
        actions.write_answer(db, one, "V neděli.", version, by=by)
        assert questions.question(db, one, by=by).approved_by is None, "another text is approved anew"
        actions.approve(db, one, "starostka", by=by)
        actions.sent(db, one, by=by)
        with pytest.raises(Refused):
            actions.save(db, one, Question("Deník", "Jiná?"), 9, by=by)
        assert questions.questions(db, by=by)["state"].to_list() == ["answered"]
        actions.came_out(db, Output(clock.today(), "Deník", "Park bude", "denik.example/1", "+", query_id=one), by=by)
        assert questions.outputs(db, one, by=by)["title"].to_list() == ["Park bude"]
        with pytest.raises(Refused):
            actions.came_out(db, Output(clock.today(), "Deník", "Znovu", "https://denik.example/1"), by=by)
        with pytest.raises(BadInput):
            actions.came_out(db, Output(dt.date(2026, 12, 24), "Deník", "Zítra"), by=by)
        with pytest.raises(BadInput):
            actions.came_out(db, Output(clock.today(), "Deník", "A", "javascript:alert(1)"), by=by)
        actions.remove_output(db, 1, by=by)
    with store.read() as db, pytest.raises(NotAllowed):
        actions.ask(db, Question("Deník", "?"), by=people["reader"])


def test_what_came_out_is_corrected(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    first = Output(dt.date(2026, 11, 20), "Deník", "Park bude", "denik.example/1", "+", "zeleň")
    with store.write() as db:
        one = actions.came_out(db, first, by=by)
        actions.came_out(db, Output(clock.today(), "Rádio", "Zpráva", "radio.example/2"), by=by)
        kept = questions.output(db, one, by=by)
        assert kept == dataclasses.replace(first, url="https://denik.example/1")
        said = dataclasses.replace(kept, title=" Park  nebude ", tone="-")
        for wrong in ({"url": "radio.example/2"}, {"on": dt.date(2026, 11, 24)}, {"title": " "}):
            with pytest.raises(BadInput if "url" not in wrong else Refused):
                actions.correct_output(db, one, dataclasses.replace(said, **wrong), by=by)
        actions.correct_output(db, one, said, by=by)
        assert questions.output(db, one, by=by) == dataclasses.replace(said, title="Park nebude")
        (told, *_) = audit.history(db, f"media_output:{one}")
        assert (told["what"], told["detail"]) == ("press.output_saved", {"medium": "Deník", "title": "Park nebude"})
        actions.remove_output(db, one, by=by)
        for gone in (lambda: actions.remove_output(db, one, by=by),
                     lambda: actions.correct_output(db, one, said, by=by)):  # fmt: skip
            with pytest.raises(NotFound):
                gone()


def test_a_request_is_late_prolonged_and_published(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        one = actions.ask(db, Question("Deník", "Kolik stojí noviny?", information_request=True), by=by)
        assert clock.prague(str(questions.question(db, one, by=by).question.answer_by)).date() == dt.date(2026, 12, 8)
        with pytest.raises(BadInput):
            actions.extend(db, one, "", by=by)
        actions.extend(db, one, "hledá se v archivu", by=by)
        with pytest.raises(Refused):
            actions.extend(db, one, "ještě", by=by)
    with clock.fixed("2026-12-19T08:00:00+01:00"), store.write() as db:
        assert questions.question(db, one, by=SYSTEM).state == "late"
        actions.write_answer(db, one, "Tolik.", 2, by=SYSTEM)
        actions.approve(db, one, "tajemník", by=SYSTEM)
        actions.sent(db, one, by=SYSTEM)
        actions.published(db, one, dt.date(2026, 12, 19), by=SYSTEM)
        assert questions.questions(db, by=SYSTEM)["published_on"].to_list() == [dt.date(2026, 12, 19)]


def test_the_register_of_the_towns_media_keeps_no_password(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        assert questions.media(db, by=by).is_empty(), "it starts empty"
        one = actions.save_medium(db, Medium("Web", "web", "www.brazdov.example", "Jana", yearly_cost=1_200_000), by=by)
        actions.save_medium(db, Medium("Web města", "web", "www.brazdov.example"), one, by=by)
        assert questions.medium(db, one, by=by).name == "Web města"
        with pytest.raises(BadInput):
            actions.save_medium(db, Medium("FB", "facebook", "brazdov heslo: 1234"), by=by)
        with pytest.raises(BadInput):
            actions.save_medium(db, Medium("FB", "fax"), by=by)
        columns = {row[1] for row in db.conn.execute("pragma table_info(town_medium)")}
    assert not columns & {"password", "secret", "token", "login"}


def test_a_message_is_approved_sent_by_hand_and_corrected(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    said = Message("emergency", "Odstávka", text_sms="Voda nepoteče.", channels=("sms",))
    with store.write() as db:
        one = sending.draft(db, said, by=by)
        with pytest.raises(Refused):
            sending.sent(db, one, Sent({"sms": 3214}), by=by)
        with pytest.raises(Refused):
            sending.correction_of(db, one, by=by)
        sending.approve(db, one, 1, by=by)
        sending.save(db, one, dataclasses.replace(said, streets="Polní\nDolní\nPolní", whole_town=False), 2, by=by)
        kept = messages.message(db, one, by=by)
        assert (kept.state, kept.message.streets) == ("draft", "Dolní\nPolní"), "an edit is approved anew"
        sending.approve(db, one, 3, by=by)
        with pytest.raises(BadInput):
            sending.sent(db, one, Sent(), by=by)
        with pytest.raises(Refused):
            sending.sent(db, one, Sent({"sms": 1}), at="2026-11-23T09:00:00Z", by=by)
        assert sending.sent(db, one, Sent({"sms": 3214, "email": 9}, 388900), by=by) == "MZ 1/2026"
        assert messages.messages(db, by=by)["recipients"].to_list() == [3214], "only the channels that it went by"
        for refused in (lambda: sending.remove(db, one, by=by), lambda: sending.save(db, one, said, 5, by=by)):
            with pytest.raises(Refused):
                refused()
        new = sending.correction_of(db, one, by=by)
        sending.approve(db, new, 1, by=by)
        sending.sent(db, new, Sent({"sms": 3214}), by=by)
        assert messages.message(db, one, by=by).corrected_by == "MZ 2/2026"
        assert messages.message(db, one, by=by).state == "corrected"
    with store.read() as db, pytest.raises(NotAllowed):
        sending.approve(db, one, 1, by=people["secretary"])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"channels": ()}, "channels"),
        ({"channels": ("sms", "email")}, "text_email"),
        ({"whole_town": False}, "streets"),
    ],
)
def test_a_message_that_lacks_something_is_not_approved(changed: dict[str, object], field: str) -> None:
    said = Message("emergency", "Odstávka", text_sms="Voda nepoteče.", channels=("sms",))
    advice.check(said)
    with pytest.raises(Refused) as refused:
        advice.check(dataclasses.replace(said, **changed))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_what_colleagues_would_advise() -> None:
    party = Message("culture", "Koncert", text_sms="Přijďte v sobotu.", channels=("sms",), plain_sms=False)
    assert len(advice.advice(party)) == 3, "an SMS for a concert, no e-mail, dear letters"
    water = Message("emergency", "Voda", text_sms="Voda", channels=("sms",), whole_town=False, streets="Polní")
    assert advice.advice(water) == []
    found = advice.price("ž" * 71, 3000, 121)
    assert (found.parts, found.plain_parts, found.cost, found.plain_cost) == (2, 1, 726_000, 363_000)
    assert advice.sms_sent(party) == "Přijďte v sobotu."
    assert advice.sms_sent(dataclasses.replace(party, plain_sms=True)) == "Prijdte v sobotu."
