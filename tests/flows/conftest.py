"""An office with a neutral kind of spreadsheet and one source in the shared folder."""

from pathlib import Path

import pytest

from lib import store
from lib.access import User
from lib.flows import sheet_kinds
from lib.sheets import sources
from tests.sheets import neutral


@pytest.fixture
def parcels(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's folder; `parcels` is a kind that it knows and has a table for."""
    monkeypatch.setitem(sheet_kinds.KINDS, "parcels", neutral.PARCELS)
    neutral.make_table()
    return office


@pytest.fixture
def source(parcels: Path, people: dict[str, User]) -> int:
    """The number of a source whose file has the three parcels of `neutral.ROWS`."""
    neutral.put(parcels, neutral.simple())
    with store.write() as db:
        return sources.add(db, "Balíky", "parcels", "file", "baliky.xlsx", by=people["head"])
