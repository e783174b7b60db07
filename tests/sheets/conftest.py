"""Here spreadsheets are read as the office reads them: in a guarded process."""

import pytest


@pytest.fixture(autouse=True)
def _in_this_process() -> None:
    """Instead of the fixture of the same name for all other tests."""
