"""Pages of the bank as somebody who is signed in sees them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.ui import guard
from tests.bank.conftest import Owing, owing

__all__ = ["Owing", "owing"]
ROOT = Path(__file__).resolve().parent.parent.parent.parent
Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def led(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages to which somebody was led; AppTest runs one page alone."""
    found: list[str] = []

    def leave(page: str, **_: object) -> None:
        found.append(Path(page).stem)
        st.stop()

    monkeypatch.setattr(st, "switch_page", leave)
    return found


@pytest.fixture
def open_page(office: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """`open_page("payment", id="1")`: a page after its first run, as the editor unless said otherwise."""

    def enter(page: str, role: str = "editor", **query: str) -> AppTest:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        app = AppTest.from_file(str(ROOT / "pages" / "bank" / f"{page}.py"), default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return enter


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
