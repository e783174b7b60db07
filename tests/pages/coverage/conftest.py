"""Pages of coverage as somebody who is signed in sees them, over one event with photographs wanted from it."""

from collections.abc import Callable

import pytest

from lib import coverage, store
from lib.access import SYSTEM
from tests.coverage.conftest import event as event  # the fixture
from tests.pages.conftest import Page


@pytest.fixture
def photo(event: Callable[..., int]) -> int:
    """Photographs wanted from Saturday's lighting of the tree."""
    saturday = event(venue="náměstí")
    with store.write() as db:
        return coverage.want(db, saturday, "photo", by=SYSTEM)


@pytest.fixture
def page(people: object, room: Callable[..., Page]) -> Page:
    """`page("coverage", "editor", kdo="ja")`: the page after its first run, which must not fail."""
    return room("", "spokesperson")
