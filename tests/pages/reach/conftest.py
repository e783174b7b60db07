"""Pages of reach as somebody who is signed in sees them."""

from collections.abc import Callable

import pytest

from tests.pages.conftest import Page


@pytest.fixture
def open_page(room: Callable[..., Page]) -> Page:
    """`open_page("overview", role="editor", mesic="2026-10")`: a page after its first run."""
    return room("reach", "reader", may_fail=True)
