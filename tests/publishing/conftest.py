"""People who write posts, posts in several stages, and channels to send them to."""

from collections.abc import Callable
from typing import Any

import pytest

from lib import store
from lib.access import User
from lib.publishing import Story, actions, queries
from tests.publishing.sample import from_event, keep, like


@pytest.fixture
def spokesperson(people: dict[str, User]) -> User:
    return people["spokesperson"]


@pytest.fixture
def drafted(spokesperson: User) -> Callable[..., int]:
    """`drafted(title="…")`: a stored draft written from an event like the market; gives the post's id."""

    def write(**changes: Any) -> int:
        event_id = keep(like(**changes))
        with store.write() as db:
            return from_event(db, event_id, by=spokesperson)

    return write


@pytest.fixture
def in_review(drafted: Callable[..., int], spokesperson: User) -> Callable[..., Story]:
    """`in_review()`: a post that was handed over for approval."""

    def write(**changes: Any) -> Story:
        story_id = drafted(**changes)
        with store.write() as db:
            actions.to_review(db, story_id, by=spokesperson)
            return queries.story(db, story_id, by=spokesperson)

    return write


@pytest.fixture
def approved(in_review: Callable[..., Story], people: dict[str, User]) -> Callable[..., Story]:
    """`approved()`: a post that the editor has approved."""

    def write(**changes: Any) -> Story:
        now = in_review(**changes)
        with store.write() as db:
            assert actions.approve(db, now.id, now.approval_hash, by=people["editor"])
            return queries.story(db, now.id, by=people["editor"])

    return write


@pytest.fixture
def channels(office: object) -> None:
    """Channels as they may be set up: two that send by themselves, one that a person serves."""
    with store.write() as db:
        for code, kind, name, by_hand in (
            ("facebook", "facebook", "Facebook města", 0),
            ("instagram", "instagram", "Instagram města", 0),
            ("munipolis", "munipolis", "MUNIPOLIS", 1),
        ):
            db.conn.execute(
                "insert into channel (code, kind, name, by_hand) values (?, ?, ?, ?)", (code, kind, name, by_hand)
            )
