"""The sample town's ads in the store."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.samples import make
from lib import store
from lib.access import SYSTEM
from lib.flows import sheet_sync
from lib.sheets import sources

FILES = ("inzerce-bn.xlsx", "inzerce-stare.csv")


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample town's spreadsheets of ads."""
    folder = tmp_path_factory.mktemp("paper")
    make.paper(make.AS_OF, folder)
    return folder


@pytest.fixture
def imported(office: Path, files: Path) -> Callable[[], dict[str, int]]:
    """Both sample files imported; call it to import them once more. Gives source ids by file name."""
    with store.write() as db:
        ids = {name: sources.add(db, name, "ads.ads", "upload", "", by=SYSTEM) for name in FILES}

    def again() -> dict[str, int]:
        for name, source_id in ids.items():
            sheet_sync.import_source(source_id, by=SYSTEM, upload=(name, (files / name).read_bytes()))
        return ids

    again()
    return again
