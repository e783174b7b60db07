"""The fake WordPress answers as the real one was seen to (the same questions are put to it in tests/real)."""

import httpx
import pytest

from tests.fakes.channel_server import running
from tests.fakes.wordpress import API, PASSWORD, USER, WordPressFake

POST = {"title": "Průvod", "content": "<p>a</p>", "status": "publish", "slug": "pruvod"}


@pytest.fixture
def site():
    with running(WordPressFake()) as fake:
        yield fake


def _ask(site: WordPressFake, method: str, path: str, *, user: str = USER, **more) -> httpx.Response:
    return httpx.request(method, site.url + API + path, auth=(user, PASSWORD), trust_env=False, **more)


def test_the_same_post_twice_is_two_posts(site: WordPressFake) -> None:
    names = [_ask(site, "POST", "/posts", json=POST).json()["slug"] for _ in range(2)]
    assert names == ["pruvod", "pruvod-2"]
    found = _ask(site, "GET", "/posts", params={"slug": "pruvod", "status": "any", "context": "edit"}).json()
    assert [one["link"] for one in found] == [f"{site.url}/pruvod/"]


def test_its_errors_are_told_apart_by_code(site: WordPressFake) -> None:
    wrong = _ask(site, "POST", "/posts", user="cizí", json=POST)
    assert (wrong.status_code, wrong.json()["code"]) == (401, "rest_cannot_create")
    empty = _ask(site, "POST", "/posts", json={"status": "publish"})
    assert (empty.status_code, empty.json()["code"]) == (400, "empty_content")
    state = _ask(site, "POST", "/posts", json=POST | {"status": "out"}).json()
    assert list(state["data"]["params"]) == ["status"]
    gone = _ask(site, "POST", "/posts/999", json=POST)
    assert (gone.status_code, gone.json()["code"]) == (404, "rest_post_invalid_id")
    named = {"content-type": "text/plain", "content-disposition": 'attachment; filename="a.php"'}
    file = _ask(site, "POST", "/media", content=b"<?php", headers=named)
    assert (file.status_code, file.json()["code"]) == (500, "rest_upload_sideload_error")
    assert _ask(site, "GET", "/nothing").json()["code"] == "rest_no_route"


def test_a_deleted_post_lies_in_the_bin_and_frees_its_name(site: WordPressFake) -> None:
    number = _ask(site, "POST", "/posts", json=POST).json()["id"]
    assert _ask(site, "DELETE", f"/posts/{number}").json()["status"] == "trash"
    assert _ask(site, "DELETE", f"/posts/{number}").status_code == 410
    assert _ask(site, "GET", "/posts", params={"slug": "pruvod", "status": "any", "context": "edit"}).json() == []


def test_it_knows_who_asks(site: WordPressFake) -> None:
    assert _ask(site, "GET", "/users/me", params={"context": "edit"}).json()["name"] == "Redakce"
    assert _ask(site, "GET", "/users/me", user="cizí").json()["code"] == "rest_not_logged_in"
