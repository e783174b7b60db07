"""The head of a page."""

import pytest
import streamlit as st

from tests.ui.conftest import drawn


def test_the_tab_of_the_browser_begins_with_the_title(office: object, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(st, "set_page_config", lambda page_title: said.append(page_title))

    def script() -> None:
        from lib.ui.head import head

        head("Ples s *hosty*\n")

    app = drawn(script)
    assert said == ["Ples s *hosty* – Kancelář"]
    assert app.title[0].value == "Ples s\u00a0\\*hosty\\*", "a preposition stays with its word"
