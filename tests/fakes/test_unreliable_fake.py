"""The unreliable channel does what it says: keys, search, and every fault on the right side of accepting."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.fakes import unreliable as fake
from tests.fakes.unreliable import Unreliable, unreliable

PATIENCE = 30.0


@pytest.fixture(scope="module")
def fine() -> Iterator[Unreliable]:
    with unreliable(faults=0) as server:
        yield server


def _post(server: Unreliable, room: str, mark: str, key: str = "") -> httpx.Response:
    return httpx.post(f"{server.url}/{room}/posts", headers={"Idempotency-Key": key}, json={"mark": mark},
                      timeout=fake.TIMEOUT, trust_env=False)  # fmt: skip


def test_a_key_goes_once_and_without_keys_everything_goes(fine: Unreliable) -> None:
    assert _post(fine, "keys", "a", "a").json() == _post(fine, "keys", "a", "a").json() == {"id": 1}
    assert [_post(fine, "none", "a", "a").json()["id"] for _ in range(2)] == [1, 2]
    assert (fine.marks("keys"), fine.marks("none")) == (["a"], ["a", "a"])


def test_the_search_finds_by_mark(fine: Unreliable) -> None:
    _post(fine, "search", "x")
    for mark, found in [("x", [1]), ("y", [])]:
        answer = httpx.get(f"{fine.url}/search/posts", params={"mark": mark}, timeout=PATIENCE, trust_env=False)
        assert answer.json() == found


def _ended(server: Unreliable, mark: str) -> str:
    try:
        answer = _post(server, "none", mark)
    except httpx.TransportError as error:
        return type(error).__name__
    return str(answer.status_code) if answer.status_code != 200 else "rubbish"


def test_every_fault_happens_and_only_refusals_are_not_accepted() -> None:
    marks = [str(number) for number in range(40)]
    with unreliable(faults=1.0, seed=1) as server, ThreadPoolExecutor(len(marks)) as together:
        ended = dict(zip(marks, together.map(lambda mark: _ended(server, mark), marks), strict=True))
        expected = {mark for mark, how in ended.items() if how not in ("503", "429")}
        until = time.monotonic() + PATIENCE
        while not expected <= set(server.marks("none")) and time.monotonic() < until:  # the late ones are still asleep
            time.sleep(0.05)
        assert set(server.marks("none")) == expected
        assert all(server.happened().values())
    assert {"503", "429", "rubbish", "ReadTimeout"} < set(ended.values())
