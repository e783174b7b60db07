"""People who write posts, and a post that is ready to go out."""

from collections.abc import Callable
from typing import Any

import pytest

from lib import store
from lib.access import User
from lib.publishing import actions
from tests.publishing.sample import keep, like


@pytest.fixture
def spokesperson(people: dict[str, User]) -> User:
    return people["spokesperson"]


@pytest.fixture
def drafted(spokesperson: User) -> Callable[..., int]:
    """`drafted(title="…")`: a stored draft written from an event like the market; gives the post's id."""

    def write(**changes: Any) -> int:
        event_id = keep(like(**changes))
        with store.write() as db:
            return actions.draft_from_event(db, event_id, by=spokesperson)

    return write
