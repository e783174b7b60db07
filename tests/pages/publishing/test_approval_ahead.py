"""The page of an approved post offers the approval that it lacks in the election regime ahead."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from lib import settings, store
from lib.access import SYSTEM, User
from lib.publishing import actions, queries
from lib.publishing.stages import Verdict
from lib.ui import story_approval
from tests.publishing.sample import from_event, keep, like


def test_another_person_may_add_an_approval(open_page: Callable[..., AppTest], people: dict[str, User]) -> None:
    event_id = keep(like())
    with store.write() as db:
        for code, value in (("from", "27. 11. 2026"), ("to", "30. 11. 2026"), ("words", "Farmářský trh")):
            settings.change(db, f"publishing.election_{code}", value, valid_from=dt.date(2026, 1, 1), by=people["head"])
        story_id = from_event(db, event_id, by=people["spokesperson"])
        now = queries.story(db, story_id, by=SYSTEM)
        actions.save(db, story_id, replace(now.content, title="Farmářský trh"), by=people["spokesperson"])
        db.conn.execute("update story set plan_on = '2026-11-25' where id = ?", (story_id,))
        actions.to_review(db, story_id, by=people["spokesperson"])
        now = queries.story(db, story_id, by=SYSTEM)
        assert actions.approve(db, story_id, now.approval_hash, by=people["spokesperson"])
    app = open_page("post", role="spokesperson", id=str(story_id), cast="schvaleni")
    assert not any("volebním režimu" in one.value for one in app.caption)
    app = open_page("post", role="head", id=str(story_id), cast="schvaleni")
    assert any("volebním režimu" in one.value for one in app.caption)
    next(button for button in app.button if button.label == "Schválit příspěvek").click().run()
    assert not app.exception
    with store.read() as db:
        assert [one.by_login for one in queries.approvals(db, story_id, by=SYSTEM)] == ["head", "spokesperson"]


def test_why_two_names_may_be_one_approval(office: object) -> None:
    own = Verdict(1, "approved", "h", "jana", "Jana Tichá", "office", "", "")
    by_her_link = Verdict(2, "approved", "h", None, "Petr Sokol", "link", "", "", link_by="jana")
    assert "jeden člověk" not in story_approval.asked([own], 2)
    assert story_approval.asked([own, by_her_link], 2).endswith("musí schválit ještě někdo další.")
