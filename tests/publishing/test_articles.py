"""An article of an author becomes a draft of a post: whole, with its origin, about an event when one was chosen."""

import pytest

from lib import store
from lib.access import User
from lib.errors import BadInput
from lib.manuscripts import Manuscript
from lib.publishing import actions, queries
from lib.publishing.queries.origins import Article, article_of
from tests.publishing.sample import from_event, keep, like

ARTICLE = Manuscript("Nový park", "Otevře se v sobotu.", "Jana Tichá", pictures=2)


def test_an_article_begins_a_draft(people: dict[str, User]) -> None:
    by, event_id = people["editor"], keep(like())
    with store.write() as db:
        story_id = actions.from_article(db, ARTICLE, "park.docx", event_id=event_id, by=by)
        now = queries.story(db, story_id, by=by)
        assert article_of(db, story_id, by=by) == Article("park.docx", 2, 0)
        assert article_of(db, from_event(db, event_id, by=by), by=by) is None
    assert (now.title, now.body, now.author) == ("Nový park", "Otevře se v sobotu.", "Jana Tichá")
    assert (now.origin, now.event_id, now.stage, now.photos, now.cards) == ("article", event_id, "writing", (), ())


@pytest.mark.parametrize("title", ["Věta, která " * 30 + "končí.", "x" * 10_000])
def test_a_title_that_is_too_long_stays_in_the_text(people: dict[str, User], title: str) -> None:
    by = people["editor"]
    with store.write() as db:
        now = queries.story(db, actions.from_article(db, Manuscript(title, "Zbytek."), "a.txt", by=by), by=by)
    assert (now.body, now.title[-1], len(now.title) <= 200) == (f"{title}\n\nZbytek.", "…", True)


def test_an_article_longer_than_a_post_is_refused_and_nothing_is_kept(people: dict[str, User]) -> None:
    by = people["editor"]
    long = Manuscript("Park", "x" * 20_001)
    with pytest.raises(BadInput, match=r"má 20.001.znaků, příspěvek pojme nejvýše 20.000"), store.write() as db:
        actions.from_article(db, long, "park.docx", by=by)
    with store.read() as db:
        assert store.scalar(db, "select count(*) from story") == 0
