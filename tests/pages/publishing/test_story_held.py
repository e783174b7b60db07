"""The page of a post that was held back says what is true of the day on which it was to go."""

import datetime as dt
from dataclasses import replace

import pytest

from lib import clock, store
from lib.access import SYSTEM
from lib.flows import publishing_sending as sending
from lib.publishing import actions
from lib.publishing.actions import consents
from tests.pages.publishing.test_publishing_pages import labels, only, press, words
from tests.pages.publishing.test_story_page import Open, approved, munipolis

FRIDAY = dt.datetime(2026, 11, 27, 9)


@pytest.fixture
def held() -> int:
    """A post held back for Friday that says an age, with a consent until Thursday."""
    munipolis()
    story_id = approved()
    with store.write() as db:
        sending.schedule(db, story_id, "munipolis", FRIDAY, by=SYSTEM)
        consents.add(db, story_id, "Jan Novák", "consent", scope=["*"], reference="složka 3",
                     valid_until=dt.date(2026, 11, 26), by=SYSTEM)  # fmt: skip
        actions.save(db, story_id, replace(only().content, perex="Jan Novák oslavil 80. narozeniny."), by=SYSTEM)
    return story_id


def test_approval_is_asked_for_the_day_on_which_it_was_to_go(open_page: Open, held: int) -> None:
    app = open_page("post", id=str(held), cast="schvaleni")
    assert "se posuzují k 27. 11. 2026" in words(app)
    assert "kontroly v pořádku" not in words(app)
    assert "jen se souhlasem" in words(app)
    app = press(app, "Pozdržené už neposílat")
    assert "se posuzují k" not in words(app)
    assert "Pozdrženo" not in words(app)


def test_what_is_mended_is_only_queued_again(open_page: Open, held: int) -> None:
    with store.write() as db:
        consents.add(db, held, "Jan Novák", "consent", scope=["*"], reference="složka 4", by=SYSTEM)
        actions.approve(db, held, only().approval_hash, by=SYSTEM)
    said = words(open_page("post", id=str(held)))
    assert "Už tomu nic nebrání" in said
    assert "nechte příspěvek schválit" not in said


def test_what_is_past_is_given_a_new_time(open_page: Open, held: int) -> None:
    with clock.fixed("2026-11-28T08:00:00+01:00"):
        app = open_page("post", id=str(held))
    assert "zvolte v části Odeslání nový čas" in words(app)
    assert "znovu zařaďte" not in words(app)
    assert "Přejít na odeslání" in labels(app)
