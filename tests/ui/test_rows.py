"""Rows that are links: a click leads where its row does."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from lib.ui import rows
from tests.ui.conftest import drawn


def page() -> None:
    from lib.ui.rows import Row, rows

    rows("trial", [Row("Trh", "", "pages/events/event.py", {"id": "3"})], empty="")


@pytest.mark.parametrize(("clicked", "led"), [("3", ["pages/events/event.py"]), ("2", [])], ids=["there", "gone"])
def test_a_click_on_a_row_that_is_gone_meanwhile_leads_nowhere(
    clicked: str, led: list[str], signed_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in("reader")
    went: list[str] = []
    monkeypatch.setattr(rows, "leave", lambda to, _: went.append(to))
    monkeypatch.setattr(rows, "_draw", lambda **_: SimpleNamespace(open=f"/akce-karta?id={clicked}"))
    drawn(page)
    assert went == led
