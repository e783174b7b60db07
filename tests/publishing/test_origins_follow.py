"""A post begun from an event, a release or an article is told of a change of its event, wherever its words stand."""

import datetime as dt

import pytest

from lib import store
from lib.access import SYSTEM, User
from lib.flows import move_event, release_to_post
from lib.manuscripts import Manuscript
from lib.press.actions import releases
from lib.press.rules.releases import Release
from lib.publishing import actions, checks, queries
from lib.publishing.queries import knowing
from lib.store import Database
from tests.publishing.sample import from_event, keep, like

SAID = "V sobotu 28. listopadu od 9.00 je na náměstí Svobody trh."


def begun(db: Database, origin: str, event_id: int, by: User) -> int:
    """A post of this origin about the event."""
    if origin == "event":
        return from_event(db, event_id, by=by)
    if origin == "article":
        return actions.from_article(db, Manuscript("Trh", SAID), "trh.docx", event_id=event_id, by=by)
    release = Release("Trh", perex="Přijďte.", body=SAID, contact="Jana Tichá, 500 000 101", event_id=event_id)
    number = releases.draft(db, release, by=by)
    releases.issue(db, number, 1, by=by)
    return release_to_post.post_from(db, number, by=by)


@pytest.mark.parametrize("origin", ["event", "press_release", "article"])
def test_a_moved_event_contradicts_the_post(people: dict[str, User], origin: str) -> None:
    by, event_id = people["spokesperson"], keep(like())

    def wrong() -> set[str]:
        event = queries.event_of(db, event_id, by=by)
        found = checks.found(queries.story(db, story_id, by=by).content, knowing.context_of(db, story_id, event, by=by))
        return {check.code for part in found.values() for check in part if check.blocking}

    with store.write() as db:
        story_id = begun(db, origin, event_id, by)
        assert queries.story(db, story_id, by=by).origin == origin
        assert "date_differs" not in wrong()
        actions.to_review(db, story_id, by=by)
        started = int(store.scalar(db, "select sequence from event where id = ?", (event_id,)))
        day = dt.date(2026, 12, 5)
        followed = move_event.move(db, event_id, starts_on=day, reason="mráz", started_from=started, by=SYSTEM)
        assert followed.posts == 1
        assert "date_differs" in wrong()
