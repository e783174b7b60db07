"""Pages of events as somebody who is signed in sees them."""

from collections.abc import Callable

import pytest

from tests.pages.conftest import Page


@pytest.fixture
def open_page(room: Callable[..., Page]) -> Page:
    """`open_page("event", role="editor", id="1")`: a page after its first run."""
    return room("events", "spokesperson", may_fail=True)
