"""Pages of the bank as somebody who is signed in sees them."""

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.bank.conftest import Owing, owing
from tests.pages.conftest import Page

__all__ = ["Owing", "owing"]


@pytest.fixture
def open_page(room: Callable[..., Page]) -> Page:
    """`open_page("payment", id="1")`: a page after its first run, as the editor unless said otherwise."""
    return room("bank", "editor", may_fail=True)


def words(app: AppTest) -> str:
    """Everything that the page says, cells of lists included."""
    assert not app.exception, app.exception
    kinds = ("title", "caption", "markdown", "text", "error", "warning", "success", "info")
    said = [str(element.value) for kind in kinds for element in app.get(kind)]
    lists = [element.proto.json for element in app.get("bidi_component") if element.proto.json]
    cells = [json.dumps(json.loads(one), ensure_ascii=False) for one in lists]
    return " ".join([*said, *cells]).replace("\u00a0", " ")


def press(app: AppTest, label: str) -> AppTest:
    """The page after a button was pressed."""
    next(button for button in app.button if button.label == label).click()
    return app.run()
