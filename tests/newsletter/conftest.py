from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.smtp import Post, smtp_server
from tests.newsletter import desk


@pytest.fixture
def post(office: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """A newsletter channel over a real mail server, and a public address for the links."""
    monkeypatch.setenv("KANCELAR_URL", desk.PUBLIC)
    with smtp_server() as server:
        desk.set_up(server)
        yield server
