"""Pages of events as somebody who is signed in sees them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.ui import guard

ROOT = Path(__file__).resolve().parent.parent.parent.parent
Open = Callable[..., AppTest]


@pytest.fixture
def open_page(office: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """`open_page("event", role="editor", id="1")`: a page of the room after its first run, which must not fail."""

    def enter(page: str, role: str = "spokesperson", **query: str) -> AppTest:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        app = AppTest.from_file(str(ROOT / "pages" / "events" / f"{page}.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return enter


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, str]]]:
    """Where pages led: (file, address). A page alone has no navigation, so the leading itself is only written down."""
    led: list[tuple[str, dict[str, str]]] = []

    def leave(file: str, *, query_params: dict[str, str] | None = None) -> None:
        led.append((file.rpartition("/")[2], dict(query_params or {})))
        st.stop()

    monkeypatch.setattr(st, "switch_page", leave)
    return led
