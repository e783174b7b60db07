"""Pages of shared spreadsheets as somebody who is signed in sees them, over an office that knows parcels."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lib import store
from lib.access import User
from lib.flows import sheet_kinds, sheet_sync
from lib.sheets import sources
from tests.pages.conftest import Page
from tests.sheets import neutral


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
def open_page(parcels: Path, room: Callable[..., Page]) -> Page:
    """`open_page("source", role="editor", id="1")`: a page after its first run."""
    return room("sheets", "head", may_fail=True)
