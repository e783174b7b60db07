"""What Today says of the media: questions, messages to be sent, the radio."""

from lib import clock, store
from lib.access import SYSTEM, User
from lib.flows import today_press
from lib.press.actions import messages, questions, radio
from lib.press.queries import radio as kept
from lib.press.rules.messages import Message
from lib.press.rules.questions import Question


def test_each_matter_leads_to_its_page(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]

    def told(on: str) -> list[tuple[str, str, str]]:
        with clock.fixed(f"{on}T08:00:00+01:00"), store.read() as db:
            return [(one.tone, one.word, one.page) for one in today_press.matters(db, by=SYSTEM)]

    assert told("2026-11-23") == []
    assert told("2026-11-24") == [("due", "pro rozhlas", today_press.RADIO)]
    with store.write() as db:
        brief = kept.suggested(db, by=by)
        radio.begin(db, brief, by=by)
        questions.ask(db, Question("Deník", "Kdy bude park?", answer_by="2026-11-25T11:00:00Z"), by=by)
        one = messages.draft(db, Message("emergency", "Voda", text_sms="Voda.", channels=("sms",)), by=by)
        messages.approve(db, one, 1, by=by)
    question = today_press.QUESTION
    assert told("2026-11-25") == [
        ("due", "novinář čeká", question),
        ("due", "čeká na ruční odeslání", today_press.MESSAGE),
        ("due", "pro rozhlas", today_press.BRIEF),
    ]
    assert told("2026-11-27")[0] == ("late", "odpověď je po termínu", question)
    assert ("late", "pro rozhlas", today_press.BRIEF) in told("2026-11-27")
