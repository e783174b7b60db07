"""Pages of the bank as somebody who is signed in sees them."""

from collections.abc import Callable

import pytest

from tests.bank.conftest import Owing, owing
from tests.pages.conftest import Page

__all__ = ["Owing", "owing"]


@pytest.fixture
def open_page(room: Callable[..., Page]) -> Page:
    """`open_page("payment", id="1")`: a page after its first run, as the editor unless said otherwise."""
    return room("bank", "editor", may_fail=True)
