"""The fake PDS answers as PDS 0.5.35 did."""

import json
from pathlib import Path

import pytest

from tests.fakes import bluesky_visit
from tests.fakes.bluesky import HANDLE, PASSWORD, BlueskyFake
from tests.fakes.channel_server import running


def test_a_real_server_answered_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path))
    recorded = json.loads(Path(__file__).with_name("bluesky_pds.json").read_text("utf-8"))
    with running(BlueskyFake()) as fake:

        def revoke() -> None:
            fake.end_sessions(refresh=True)
            fake.password = "another"

        fake.app_view = False
        place = bluesky_visit.Server(fake.url, HANDLE, PASSWORD, lambda token: "access-0", revoke)
        visited = bluesky_visit.visit(place)
    assert len(visited) == len(recorded)
    for ours, real in zip(visited, recorded, strict=True):
        assert ours == real
