"""Pages of posts as somebody who is signed in sees them."""

from collections.abc import Callable

import pytest

from tests.pages.conftest import Page


@pytest.fixture
def open_page(room: Callable[..., Page]) -> Page:
    """`open_page("post", role="editor", id="1")`: a page after its first run."""
    return room("publishing", "spokesperson", may_fail=True)
