"""The list and the board say that a post that is out has been changed since."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lib import clock, store
from lib.access import SYSTEM, User
from lib.flows import publishing_mending, publishing_sending
from lib.publishing import Story, actions, queries
from lib.ui import board_cards
from tests.publishing.sample import do

pytestmark = pytest.mark.usefixtures("channels")


def _said(story_id: int) -> str:
    """Where it stands, as the list, its page and its card on the board say."""
    with store.read() as db:
        ((listed,),) = queries.posts(db, by=SYSTEM).select("stage").rows()
        assert queries.stage_of(db, story_id, by=SYSTEM) == listed
        (card,) = queries.board(db, clock.today(), clock.today(), by=SYSTEM).rows(named=True)
    assert (card["since"] or card["stage"]) == listed
    badge = board_cards._state(card, False)
    return badge[0] if badge else ""


def _sent(channel: str, now: Story, by: User) -> None:
    do(publishing_sending.send_now, now.id, channel, by=by)
    with store.write() as db:
        db.conn.execute("update outbox set state = 'published', settled_at = '2026-11-23T07:00:00Z'")


@pytest.mark.parametrize("channel", ["feed", "facebook"])
def test_from_a_change_to_its_correction(channel: str, approved: Callable[..., Story], people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    _sent(channel, now, by)
    assert _said(now.id) == ""
    texts = {code: f"{text} Jinak." for code, text in now.texts.items()}
    do(actions.save, now.id, replace(now.content, texts=texts), by=by)
    assert _said(now.id) == "zveřejněno, znovu ke schválení"
    do(actions.return_to_writing, now.id, "Chybí cena.", by=people["editor"])
    assert _said(now.id) == "zveřejněno, přepisuje se"
    do(actions.to_review, now.id, by=by)
    with store.read() as db:
        now = queries.story(db, now.id, by=SYSTEM)
    do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    assert _said(now.id) == "zveřejněno ve starším znění"
    do(publishing_mending.correct_everywhere, now.id, "překlep", by=by)
    with store.write() as db:
        db.conn.execute("update outbox set state = 'published'")
    assert _said(now.id) == ""
