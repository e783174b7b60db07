"""How many people approve a post is asked for the day on which it goes out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from lib import clock, store
from lib import settings as values
from lib.access import SYSTEM, User
from lib.errors import Refused
from lib.flows import publishing_sending
from lib.publishing import Story, actions, moments, queries
from lib.publishing.actions import feed
from tests.publishing.sample import do

pytestmark = pytest.mark.usefixtures("channels")
BEFORE, WITHIN = dt.datetime(2026, 11, 26, 9, 0), dt.datetime(2026, 11, 28, 9, 0)


@pytest.fixture
def named(in_review: Callable[..., Story], people: dict[str, User]) -> Story:
    """An approved post that names a party; the regime begins on 27 November."""
    now = in_review()
    with store.write() as db:
        for code, value in (("from", "27. 11. 2026"), ("to", "30. 11. 2026"), ("words", "Hnutí Lípa")):
            values.change(db, f"publishing.election_{code}", value, valid_from=dt.date(2026, 1, 1), by=people["head"])
        texts = {name: f"{text} Hnutí Lípa." for name, text in now.texts.items()}
        actions.save(db, now.id, replace(now.content, texts=texts), by=people["spokesperson"])
        now = queries.story(db, now.id, by=SYSTEM)
        assert actions.approve(db, now.id, now.approval_hash, by=people["spokesperson"])
        return queries.story(db, now.id, by=SYSTEM)


def test_one_approval_is_enough_before_the_regime_and_two_are_asked_within(
    named: Story, people: dict[str, User]
) -> None:
    by = people["spokesperson"]
    assert do(publishing_sending.schedule, named.id, "facebook", BEFORE, by=by)
    with pytest.raises(Refused, match=r"11\. 2026 platí volební režim"):
        do(publishing_sending.schedule, named.id, "facebook", WITHIN, again=True, by=by)
    with pytest.raises(Refused, match="volební režim"):
        do(feed.plan_feed, named.id, moments.of(WITHIN), by=by)


def test_another_person_adds_the_approval_that_is_missing(named: Story, people: dict[str, User]) -> None:
    by, head = people["spokesperson"], people["head"]
    with pytest.raises(Refused, match="už je schválený"):
        do(actions.approve, named.id, named.approval_hash, by=by)
    assert do(actions.approve, named.id, named.approval_hash, by=head)
    assert do(publishing_sending.schedule, named.id, "facebook", WITHIN, by=by)
    with pytest.raises(Refused, match="už je schválený"):
        do(actions.approve, named.id, named.approval_hash, by=people["editor"])


def test_no_more_approvals_than_needed(approved: Callable[..., Story], people: dict[str, User]) -> None:
    now = approved()
    with store.read() as db:
        assert not queries.one_more_helps(db, now.id, by=people["head"])
    with pytest.raises(Refused, match="už je schválený"):
        do(actions.approve, now.id, now.approval_hash, by=people["head"])


def test_what_comes_out_in_the_feeds_at_once_is_approved_for_today_whatever_day_it_is_planned_for(
    named: Story, people: dict[str, User]
) -> None:
    by = replace(people["spokesperson"], session=None)
    do(actions.plan, named.id, dt.date(2026, 12, 7), by=by)
    with clock.fixed("2026-11-28T09:00:00+01:00"), pytest.raises(Refused, match="volební režim"):
        do(actions.publish, named.id, by=by)
