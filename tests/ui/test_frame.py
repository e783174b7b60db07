"""The frame around every page: a fault of the program is said in the reader's language, with a way out."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib.config import ROOT
from lib.ui import guard


def test_a_fault_of_the_program_is_said_in_words(office: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ValueError("a secret of the program")

    monkeypatch.setattr(guard, "signed_in", fail)
    app = AppTest.from_file(str(ROOT / "lib/ui/frame.py")).run()
    (said,) = [one.value for one in app.error]
    assert said.startswith("V 8:00 se tu něco pokazilo. Co bylo uložené, zůstalo.")
    assert "secret" not in said
    assert not app.exception


def test_the_reader_is_asked_for_the_language_before_the_page_only(
    signed_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in("reader")
    asked: list[str] = []
    monkeypatch.setattr(guard, "reader_language", lambda: asked.append("cs") or "cs")
    app = AppTest.from_file(str(ROOT / "lib/ui/frame.py")).run(timeout=30)
    assert app.title
    assert not app.exception
    assert not asked
