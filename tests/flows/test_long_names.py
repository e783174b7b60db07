"""A name of ten thousand characters is refused beside its field, wherever a person may paste it."""

from collections.abc import Callable

import pytest

from lib import clock, outbox, store
from lib.access import User
from lib.errors import BadInput
from lib.flows.channel_kinds import KINDS
from lib.press import actions as press
from lib.press.rules.contacts import Card
from lib.press.rules.questions import Medium, Output, Question
from lib.press.rules.releases import Release
from lib.publishing import actions
from lib.store import Database

LONG = "Ř" * 10_000
STEPS = [{"kind": "facebook", "days": -2, "at": "16:00"}]
TYPED: dict[str, tuple[str, Callable[[Database, User], object]]] = {
    "idea": ("title", lambda db, by: actions.add_idea(db, LONG, by=by)),
    "campaign": ("name", lambda db, by: actions.save_campaign(db, None, LONG, STEPS, by=by)),
    "channel": ("name", lambda db, by: outbox.save_channel(db, "tv", KINDS["tv"], LONG, {}, {}, by=by)),
    "medium": ("medium", lambda db, by: press.contacts.add(db, Card(LONG, "tv", email="a@tv.example"), by=by)),
    "journalist": ("name", lambda db, by: press.contacts.add(db, Card("TV", "tv", LONG, email="a@tv.example"), by=by)),
    "question": ("medium", lambda db, by: press.questions.ask(db, Question(LONG, "Kdy?"), by=by)),
    "asking": ("journalist", lambda db, by: press.questions.ask(db, Question("TV", "Kdy?", LONG), by=by)),
    "output in": ("medium", lambda db, by: press.questions.came_out(db, Output(clock.today(), LONG, "Trh"), by=by)),
    "output": ("title", lambda db, by: press.questions.came_out(db, Output(clock.today(), "TV", LONG), by=by)),
    "town medium": ("name", lambda db, by: press.questions.save_medium(db, Medium(LONG, "web"), by=by)),
    "release": ("title", lambda db, by: press.releases.draft(db, Release(LONG), by=by)),
}


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.usefixtures("office")
def test_it_is_refused_with_a_sentence(typed: str, people: dict[str, User]) -> None:
    field, keep = TYPED[typed]
    with store.write() as db, pytest.raises(BadInput, match=r"10 ?000") as wrong:
        keep(db, people["head"])
    assert wrong.value.field == field
