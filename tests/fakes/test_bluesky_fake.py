"""The fake PDS answers as PDS 0.5.35 was seen to."""

import httpx
import pytest

from tests.fakes.bluesky import DID, HANDLE, PASSWORD, POSTS, BlueskyFake
from tests.fakes.channel_server import running

RKEY = "3n2xnxk5c222b"


@pytest.fixture
def server():
    with running(BlueskyFake()) as fake:
        yield fake


def _ask(server: BlueskyFake, method: str, token: str = "nobody", **more) -> httpx.Response:
    headers = {"authorization": f"Bearer {token}", **more.pop("headers", {})}
    return httpx.post(f"{server.url}/xrpc/com.atproto.{method}", headers=headers, trust_env=False, **more)


def _token(server: BlueskyFake) -> str:
    answer = _ask(server, "server.createSession", json={"identifier": HANDLE, "password": PASSWORD}).json()
    assert (answer["did"], answer["handle"]) == (DID, HANDLE)
    return str(answer["accessJwt"])


def _put(server: BlueskyFake, token: str, method: str = "putRecord", rkey: str = RKEY, **record) -> httpx.Response:
    whole = {"$type": POSTS, "text": "a", "createdAt": "2026-11-23T08:00:00Z"} | record
    return _ask(server, f"repo.{method}", token, json={"repo": DID, "collection": POSTS, "rkey": rkey, "record": whole})


def test_putting_again_is_the_same_record_and_creating_again_a_500(server: BlueskyFake) -> None:
    token = _token(server)
    assert _put(server, token).json() == _put(server, token).json()
    again = _put(server, token, "createRecord")
    assert (again.status_code, again.json()["error"]) == (500, "InternalServerError")
    assert len(server.records) == 1


def test_a_token_that_ran_out_is_a_400(server: BlueskyFake) -> None:
    server.token_calls = 1
    token = _token(server)
    assert _put(server, token).status_code == 200
    ended = _put(server, token)
    assert (ended.status_code, ended.json()["error"]) == (400, "ExpiredToken")
    wrong = _put(server, "nonsense")
    assert (wrong.status_code, wrong.json()["error"]) == (400, "InvalidToken")
    fresh = _ask(server, "server.refreshSession", "refresh-1").json()["accessJwt"]
    assert _put(server, fresh).status_code == 200
    assert _ask(server, "server.refreshSession", "refresh-1").json()["error"] == "ExpiredToken"
    stranger = _ask(server, "server.createSession", json={"identifier": HANDLE, "password": "x"})
    assert (stranger.status_code, stranger.json()["error"]) == (401, "AuthenticationRequired")


@pytest.mark.parametrize(
    ("rkey", "record", "words"),
    [
        (RKEY, {"text": "ž" * 301}, "grapheme too big (maximum 300, got 301) at $.record.text"),
        ("mine-1", {}, "rkey"),
        (RKEY, {"facets": [{"index": {"byteStart": 0, "byteEnd": 2}}]}, "beyond"),
        (RKEY, {"embed": {"images": [{"image": {"ref": {"$link": "none"}}}]}}, "Could not find blob"),
        (RKEY, {"embed": {"images": [{}] * 5}}, "array too big"),
    ],
)
def test_it_refuses_as_documented(server: BlueskyFake, rkey: str, record, words: str) -> None:
    refused = _put(server, _token(server), rkey=rkey, **record)
    assert (refused.status_code, refused.json()["error"]) == (400, "InvalidRequest")
    assert words in refused.json()["message"]


def test_blobs_records_and_deletions(server: BlueskyFake) -> None:
    token = _token(server)
    kinds = {"content-type": "image/jpeg"}
    blobs = [_ask(server, "repo.uploadBlob", token, content=b"x", headers=kinds).json()["blob"] for _ in range(2)]
    assert blobs[0] == blobs[1]
    large = _ask(server, "repo.uploadBlob", token, content=b"x" * 2_000_001, headers=kinds).json()["blob"]
    assert "blob too big" in _put(server, token, embed={"images": [{"image": large}]}).text
    _put(server, token)
    query = {"repo": DID, "collection": POSTS, "rkey": RKEY}
    where = f"{server.url}/xrpc/com.atproto.repo.getRecord"
    assert httpx.get(where, params=query, trust_env=False).json()["value"]["text"] == "a"
    for _ in range(2):
        assert _ask(server, "repo.deleteRecord", token, json=query).status_code == 200
    assert httpx.get(where, params=query, trust_env=False).json()["error"] == "RecordNotFound"
