"""Pages of coverage as somebody who is signed in sees them, over one event with photographs wanted from it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import access, coverage, store
from lib.access import SYSTEM
from lib.ui import guard
from tests.coverage.conftest import event as event  # the fixture

ROOT = Path(__file__).resolve().parent.parent.parent.parent


@pytest.fixture
def photo(event: Callable[..., int]) -> int:
    """Photographs wanted from Saturday's lighting of the tree."""
    saturday = event(venue="náměstí")
    with store.write() as db:
        return coverage.want(db, saturday, "photo", by=SYSTEM)


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, str]]]:
    """Where pages led: (file, address)."""
    led: list[tuple[str, dict[str, str]]] = []

    def leave(file: str, *, query_params: dict[str, str] | None = None) -> None:
        led.append((file.rpartition("/")[2], dict(query_params or {})))
        st.stop()

    monkeypatch.setattr(st, "switch_page", leave)
    return led


@pytest.fixture
def page(office: Path, people: object, gone: object, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """`page("coverage/coverage", "editor", kdo="ja")`: the page after its first run, which must not fail."""

    def show(name: str, role: str = "spokesperson", **query: object) -> AppTest:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        app = AppTest.from_file(str(ROOT / f"pages/{name}.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = str(value)
        app.run()
        assert not app.exception, app.exception
        return app

    return show
