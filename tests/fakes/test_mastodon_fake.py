"""The fake Mastodon answers as it is documented."""

import datetime as dt

import httpx
import pytest

from lib import clock
from tests.fakes.channel_server import running
from tests.fakes.mastodon import TOKEN, MastodonFake


@pytest.fixture
def server():
    with running(MastodonFake()) as fake:
        yield fake


def _ask(server: MastodonFake, method: str, path: str, token: str = TOKEN, **more) -> httpx.Response:
    headers = {"authorization": f"Bearer {token}", **more.pop("headers", {})}
    return httpx.request(method, server.url + path, headers=headers, trust_env=False, **more)


def _post(server: MastodonFake, key: str, **fields) -> httpx.Response:
    body = {"status": "Ahoj & <b> https://a.example/x"} | fields
    return _ask(server, "POST", "/api/v1/statuses", json=body, headers={"Idempotency-Key": key})


def test_a_key_is_remembered_for_an_hour_and_by_takahe_never(server: MastodonFake) -> None:
    assert _post(server, "a").json()["id"] == _post(server, "a").json()["id"]
    with clock.fixed(clock.now() + dt.timedelta(hours=1)):
        _post(server, "a")
    server.keys = False
    _post(server, "a")
    assert len(server.statuses) == 3


def test_what_it_shows_is_html_and_newest_first(server: MastodonFake) -> None:
    first, second = _post(server, "a").json(), _post(server, "b").json()
    assert "&amp; &lt;b&gt;" in first["content"]
    assert '<a href="https://a.example/x">' in first["content"]
    listed = _ask(server, "GET", "/api/v1/accounts/9/statuses", params={"limit": "1"}).json()
    assert [one["id"] for one in listed] == [second["id"]]
    older = _ask(server, "GET", "/api/v1/accounts/9/statuses", params={"max_id": second["id"]}).json()
    assert [one["id"] for one in older] == [first["id"]]


def test_a_picture_is_worked_on_before_it_may_be_attached(server: MastodonFake) -> None:
    server.working = 2
    sent = _ask(server, "POST", "/api/v2/media", files={"file": ("a.jpg", b"x")}, data={"description": "Průvod"})
    number = sent.json()["id"]
    assert (sent.status_code, server.media[number]["description"]) == (202, "Průvod")
    early = _post(server, "a", media_ids=[number])
    assert (early.status_code, "finished processing" in early.json()["error"]) == (422, True)
    states = [_ask(server, "GET", f"/api/v1/media/{number}").status_code for _ in range(3)]
    assert states == [206, 206, 200]
    assert _post(server, "a", media_ids=[number]).status_code == 200
    assert _post(server, "b", media_ids=["77"]).status_code == 404


def test_it_refuses_as_documented(server: MastodonFake) -> None:
    assert _ask(server, "POST", "/api/v1/statuses", "wrong", json={"status": "a"}).status_code == 401
    assert _post(server, "a", status="x" * 501).status_code == 422
    assert _post(server, "a", status="").status_code == 422
    assert _ask(server, "PUT", "/api/v1/statuses/404", json={"status": "a"}).status_code == 404
    server.fail("429")
    limited = _post(server, "a")
    assert limited.headers["x-ratelimit-reset"] == "2026-11-23T07:04:00.000000Z"
