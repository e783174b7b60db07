"""The sample town made once for all its tests, and its cells."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from data.samples import make
from tests.samples.reading import Rows


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the town of the default day."""
    folder = tmp_path_factory.mktemp("town")
    make.make(make.AS_OF, folder)
    return folder


@pytest.fixture(scope="session")
def cells(town: Path) -> Callable[[str, str], Rows]:
    """Rows of a sheet whose first cell looks like a key: `cells("sklad-predmetu.xlsx", "Pohyby")`."""

    def read(name: str, sheet: str) -> Rows:
        page = openpyxl.load_workbook(town / name)[sheet]
        rows = [list(row) for row in page.iter_rows(values_only=True)]
        return [row for row in rows if row and re.fullmatch(r"[A-Z]{1,3}-[\w-]+", str(row[0]))]

    return read
