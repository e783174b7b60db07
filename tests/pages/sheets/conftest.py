"""Pages of shared spreadsheets as somebody who is signed in sees them, over an office that knows parcels."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.access import User
from lib.flows import sheet_kinds, sheet_sync
from lib.sheets import sources
from lib.ui import forms, guard
from tests.sheets import neutral

ROOT = Path(__file__).resolve().parent.parent.parent.parent
Open = Callable[..., AppTest]


@pytest.fixture
def parcels(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's folder; `parcels` is a kind that it knows and has a table for."""
    monkeypatch.setitem(sheet_kinds.KINDS, "parcels", neutral.PARCELS)
    neutral.make_table()
    return office


@pytest.fixture
def source(parcels: Path, people: dict[str, User]) -> int:
    """An imported source with three parcels."""
    neutral.put(parcels, neutral.simple())
    with store.write() as db:
        source_id = sources.add(db, "Balíky", "parcels", "file", "baliky.xlsx", by=people["head"])
    sheet_sync.import_source(source_id, by=people["head"])
    return source_id


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, str]]]:
    """Where pages led: (file, address). A page alone has no navigation, so the leading itself is only written down."""
    led: list[tuple[str, dict[str, str]]] = []

    def leave(file: str, *, query_params: dict[str, str] | None = None) -> None:
        led.append((file.rpartition("/")[2], dict(query_params or {})))
        st.stop()

    monkeypatch.setattr(st, "switch_page", leave)
    return led


@pytest.fixture
def without_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dialogs are fragments, which AppTest cannot run alone: the question is said, its button stands on the page."""

    def confirm(label: str, question: str, consequence: str, *given: Any, **named: Any) -> None:
        st.caption(f"{question} {consequence}")
        forms.act(label, *given, **named)

    monkeypatch.setattr(forms, "confirm", confirm)


@pytest.fixture
def open_page(parcels: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """`open_page("source", role="editor", id="1")`: a page after its first run."""

    def enter(page: str, role: str = "head", **query: str) -> AppTest:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        app = AppTest.from_file(str(ROOT / "pages" / "sheets" / f"{page}.py"), default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return enter
