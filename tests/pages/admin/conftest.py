"""Pages of administration as somebody who is signed in sees them."""

from collections.abc import Callable

import pytest

from tests.pages.conftest import Page


@pytest.fixture
def open_page(room: Callable[..., Page]) -> Page:
    """`open_page("accounts", role="head", id="editor")`: a page after its first run."""
    return room("admin", "head", may_fail=True)
