"""An invitation from the post to the answer that was sent."""

import datetime as dt
from dataclasses import replace

import pytest

from lib import store
from lib.access import SYSTEM, User
from lib.diary import actions, queries
from lib.diary.rules import Card, reply, urgency
from lib.errors import BadInput, NotFound, Refused
from lib.events import actions as event_actions
from lib.events import queries as events
from lib.events.entry import Entry as EventEntry
from lib.flows import today_leadership
from lib.store import Database

TODAY = dt.date(2026, 11, 23)
DAY = dt.date(2026, 12, 12)
BALL = Card(
    "Gymnázium Brázdov", "Ples", DAY, TODAY, dt.date(2026, 11, 25), "19:00", place="sokolovna", reference="KS/12",
    email="reditel@gymnazium.example", salutation="Vážený pane řediteli",
)  # fmt: skip
TWO_WEEKS = (DAY - dt.timedelta(days=7), DAY + dt.timedelta(days=7))


def _diary(db: Database) -> list[tuple[int, str]]:
    return queries.blocks(db, *TWO_WEEKS, by=SYSTEM).select("holder_id", "title").rows()


def _attending(db: Database, event_id: int) -> list[tuple[int, str, int | None]]:
    return events.attendees(db, event_id, by=SYSTEM).select("holder_id", "answer", "deputy_id").rows()


def test_the_whole_way_without_an_event(mayor: int, deputy: int) -> None:
    with store.write() as db:
        one = actions.record(db, BALL, by=SYSTEM)
        with pytest.raises(Refused):
            actions.decide(db, one, "accepted", by=SYSTEM)
        actions.offer(db, one, mayor, by=SYSTEM)
        with pytest.raises(Refused):
            actions.answered(db, one, "", by=SYSTEM)
        actions.decide(db, one, "accepted", by=SYSTEM)
        assert _diary(db) == [(mayor, "Ples")]
        actions.answered(db, one, "Děkujeme.", by=SYSTEM)
        assert queries.invitation(db, one, by=SYSTEM).shown_state == "answered"
        actions.decide(db, one, "deputy", deputy_id=deputy, by=SYSTEM)
        assert _diary(db) == [(deputy, "Ples")]
        assert queries.invitation(db, one, by=SYSTEM).sent_on is None
        actions.decide(db, one, "excused", by=SYSTEM)
        assert _diary(db) == []


def test_an_event_out_of_an_invitation_is_typed_once(mayor: int, deputy: int) -> None:
    with store.write() as db:
        one = actions.record(db, BALL, holder_id=mayor, by=SYSTEM)
        actions.decide(db, one, "accepted", by=SYSTEM)
        event_id = actions.make_event(db, one, by=SYSTEM)
        made = events.event(db, event_id, by=SYSTEM)
        assert (made.title, made.venue, made.organiser, made.public, made.calendar) == (
            "Ples", "sokolovna", "Gymnázium Brázdov", False, "leadership",
        )  # fmt: skip
        assert _attending(db, event_id) == [(mayor, "confirmed", None)]
        assert _diary(db) == []
        actions.decide(db, one, "deputy", deputy_id=deputy, by=SYSTEM)
        assert _attending(db, event_id) == [(mayor, "deputy", deputy)]
        actions.offer(db, one, deputy, by=SYSTEM)
        assert _attending(db, event_id) == [(deputy, "asked", None)]
        with pytest.raises(Refused):
            actions.make_event(db, one, by=SYSTEM)


def test_an_invitation_to_an_event_we_have(mayor: int) -> None:
    with store.write() as db:
        event_id = event_actions.add(db, EventEntry("Ples", DAY), by=SYSTEM)
        one = actions.record(db, BALL, holder_id=mayor, by=SYSTEM)
        actions.link(db, one, event_id, by=SYSTEM)
        assert _attending(db, event_id) == [(mayor, "asked", None)]
        with pytest.raises(NotFound):
            actions.link(db, one, 999, by=SYSTEM)


def test_a_corrected_day_moves_the_entry_of_the_diary(mayor: int) -> None:
    with store.write() as db:
        one = actions.record(db, BALL, holder_id=mayor, by=SYSTEM)
        actions.decide(db, one, "accepted", by=SYSTEM)
        actions.correct(db, one, replace(BALL, starts_on=DAY + dt.timedelta(days=1)), by=SYSTEM)
        assert queries.blocks(db, DAY, DAY, by=SYSTEM).is_empty()
        assert _diary(db) == [(mayor, "Ples")]


def test_a_decision_needs_words_that_mean_something(mayor: int) -> None:
    with store.write() as db:
        one = actions.record(db, BALL, holder_id=mayor, by=SYSTEM)
        for decision, deputy_id in (("maybe", None), ("deputy", None), ("deputy", mayor)):
            with pytest.raises(BadInput):
                actions.decide(db, one, decision, deputy_id=deputy_id, by=SYSTEM)
        actions.decide(db, one, "excused", by=SYSTEM)
        with pytest.raises(BadInput):
            actions.answered(db, one, "", on=TODAY + dt.timedelta(days=1), by=SYSTEM)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sender": " "}, "sender"),
        ({"title": ""}, "title"),
        ({"answer_by": DAY + dt.timedelta(days=1)}, "answer_by"),
        ({"starts_at": "25:00"}, "starts_at"),
    ],
)
def test_a_card_that_cannot_be_kept_names_its_field(mayor: int, changes: dict[str, object], field: str) -> None:
    with store.write() as db, pytest.raises(BadInput) as refused:
        actions.record(db, replace(BALL, **changes), by=SYSTEM)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_what_waits_is_late_near_or_offered_to_nobody(mayor: int) -> None:
    with store.write() as db:
        cards = [
            ("late", dt.date(2026, 11, 20), mayor), ("soon", dt.date(2026, 11, 26), mayor),
            ("calm", dt.date(2026, 12, 1), mayor), ("nobody", dt.date(2026, 12, 1), None),
        ]  # fmt: skip
        for title, until, holder_id in cards:
            actions.record(db, replace(BALL, title=title, answer_by=until), holder_id=holder_id, by=SYSTEM)
        sent = actions.record(db, replace(BALL, title="sent", answer_by=TODAY), holder_id=mayor, by=SYSTEM)
        actions.decide(db, sent, "excused", by=SYSTEM)
        actions.answered(db, sent, "", by=SYSTEM)
        assert queries.waiting(db, by=SYSTEM)["title"].to_list() == ["late", "soon", "nobody"]
        assert queries.invitations(db, by=SYSTEM).filter(title="sent")["state"].to_list() == ["answered"]


@pytest.mark.parametrize(
    ("state", "starts_on", "answer_by", "said"),
    [
        ("offered", DAY, TODAY - dt.timedelta(days=1), "late"),
        ("accepted", DAY, TODAY, "due"),
        ("offered", DAY, None, "calm"),
        ("answered", DAY, TODAY - dt.timedelta(days=1), "calm"),
        ("offered", TODAY - dt.timedelta(days=1), None, "over"),
    ],
)
def test_how_urgent_an_answer_is(state: str, starts_on: dt.date, answer_by: dt.date | None, said: str) -> None:
    assert urgency(state, starts_on, answer_by, TODAY) == said


def test_replies_say_who_comes_in_czech() -> None:
    accepted = reply("accepted", BALL, "starostka Mgr. Alena Dvorská", "", "Hana Bílá")
    assert accepted.subject == "Odpověď na pozvání: Ples (KS/12)"
    assert accepted.text == (
        "Vážený pane řediteli,\n\nděkujeme za pozvání na akci „Ples“ (so 12.\u00a012. 2026 od\u00a019:00, sokolovna)."
        " Pozvání přijímá starostka Mgr. Alena Dvorská. Těšíme se na setkání.\n\nS pozdravem\nHana Bílá"
    )
    plain = replace(BALL, salutation="", starts_at=None, place="")
    assert "Dobrý den,\n\n" in reply("excused", plain, "starostka", "", "").text
    assert (
        "zastupovat 1. místostarosta Martin Kubík"
        in reply("deputy", BALL, "starostka", "1. místostarosta Martin Kubík", "").text
    )


def test_urgent_answers_wait_on_the_desk_of_who_keeps_the_diary(mayor: int, people: dict[str, User]) -> None:
    with store.write() as db:
        actions.record(db, replace(BALL, answer_by=TODAY - dt.timedelta(days=1)), holder_id=mayor, by=SYSTEM)
        found = today_leadership.matters(db, by=people["secretary"])
        assert [(one.tone, one.what, one.query) for one in found] == [("late", "Ples", {"id": "1"})]
        assert found[0].detail.endswith("Vyžádejte si rozhodnutí.")
