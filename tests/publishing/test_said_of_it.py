"""What the one word of a post hides is said: held back before its time, or changed after it came out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from lib import clock, store
from lib.access import User
from lib.flows import publishing_held, publishing_mending, publishing_sending, today_publishing
from lib.publishing import Story, actions, queries
from lib.publishing.actions import approving

pytestmark = pytest.mark.usefixtures("channels")
FRIDAY = dt.datetime(2026, 11, 27, 9)


def test_what_is_held_back_stands_among_what_is_to_be_done_until_its_time(
    approved: Callable[..., Story], people: dict[str, User]
) -> None:
    now, by = approved(), replace(people["spokesperson"], session=None)
    with store.write() as db:
        for channel in ("facebook", "feed"):
            publishing_sending.schedule(db, now.id, channel, FRIDAY, by=by)
        assert publishing_held.held_ahead(db, by=by) == []
        approving.review_again(db, now, "začal volební režim", by)
        said = [(one.word, one.detail) for one in today_publishing.matters(db, by=by) if one.word == "pozdrženo"]
        assert [name.split(" pá ")[0] for _, name in said] == ["Facebook města", "RSS města"]
    with clock.fixed("2026-11-27T09:01:00+01:00"), store.read() as db:
        assert publishing_held.held_ahead(db, by=by) == []


def test_a_text_changed_after_it_came_out_differs_and_waits_for_approval(
    approved: Callable[..., Story], people: dict[str, User]
) -> None:
    now, by = approved(), people["spokesperson"]
    with store.write() as db:
        actions.publish(db, now.id, by=by)
        assert not publishing_mending.differs(db, now.id, by=by)
        texts = {**now.texts, "web": f"{now.texts['web']} Jinak."}
        actions.save(db, now.id, replace(now.content, texts=texts), by=by)
        assert publishing_mending.differs(db, now.id, by=by)
        assert now.id in queries.waits_for_approval(db, by=people["editor"])["id"]
        changed = queries.story(db, now.id, by=by)
        assert actions.approve(db, now.id, changed.approval_hash, by=people["editor"])
        publishing_mending.correct_everywhere(db, now.id, "překlep", by=by)
        assert not publishing_mending.differs(db, now.id, by=by)
