"""Pages of channels as somebody who is signed in sees them."""

from collections.abc import Callable

import pytest

from tests.pages.conftest import Page


@pytest.fixture
def open_page(room: Callable[..., Page]) -> Page:
    """`open_page("channel", role="reader", kod="web")`: a page after its first run."""
    return room("channels", "spokesperson", may_fail=True)
