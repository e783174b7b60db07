"""A page alone, run by AppTest as somebody who is signed in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import access, config, store
from lib.ui import forms, guard

Page = Callable[..., AppTest]
Led = list[tuple[str, dict[str, str]]]
KINDS_OF_TEXT = ("title", "caption", "subheader", "markdown", "text", "error", "warning", "success", "info")


def press(app: AppTest, label: str) -> AppTest:
    """The page after the first button of this label was pressed; it must not fail."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """Everything that the page says, cells of lists included; it must not have failed."""
    assert not app.exception, app.exception
    said = [str(element.value) for kind in KINDS_OF_TEXT for element in app.get(kind)]
    lists = [element.proto.json for element in app.get("bidi_component") if element.proto.json]
    cells = [json.dumps(json.loads(one), ensure_ascii=False) for one in lists]
    return " ".join([*said, *cells]).replace("\u00a0", " ")


@pytest.fixture
def signed_in(office: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`signed_in("storekeeper")`: from now on every run is this person's."""

    def enter(role: str) -> None:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)

    return enter


@pytest.fixture
def room(signed_in: Callable[[str], None], gone: Led) -> Callable[..., Page]:
    """`room("stock", "storekeeper")` gives `page("hand_out", role="reader", id=1)`: a page of that room after its first
    run, which must not fail unless `may_fail`."""

    def enter(folder: str, usual: str, *, may_fail: bool = False) -> Page:
        def show(name: str, role: str = usual, **query: object) -> AppTest:
            signed_in(role)
            app = AppTest.from_file(str(config.ROOT / "pages" / folder / f"{name}.py"), default_timeout=60)
            for key, value in query.items():
                app.query_params[key.replace("_", "-")] = str(value)
            app.run()
            assert may_fail or not app.exception, app.exception
            return app

        return show

    return enter


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> Led:
    """Where pages led: (file, address). A page alone has no navigation, so the leading itself is only written down."""
    led: Led = []

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
