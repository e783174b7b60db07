"""Unknown addresses lead to our own page; everything that is served stays where it is."""

import httpx
import pytest

from lib.ui import menu
from lib.web.unknown import target


@pytest.mark.parametrize("path", ["/neexistuje", "/sklad/neco", "/x/sklad", "/index.php", "/prihlasenix"])
def test_an_unknown_address_is_told_on_our_page(signed_in: httpx.Client, path: str) -> None:
    answer = signed_in.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/nenalezeno?adresa=" + path.replace("/", "%2F")
    assert signed_in.get(answer.headers["location"]).status_code == 200


def test_nobody_learns_without_signing_in_what_exists(browser: httpx.Client) -> None:
    assert browser.get("/neexistuje").headers["location"] == "/prihlaseni?next=/neexistuje"


@pytest.mark.parametrize(
    "page", [page for page in menu.PAGES if page.path != menu.TODAY], ids=lambda page: page.address
)
def test_every_page_is_where_it_is(page: menu.Page) -> None:
    assert target(f"/{page.address}") is None
    assert target(f"/{page.address}/", "id=1") == f"/{page.address}?id=1"


def test_today_is_served_at_the_root(signed_in: httpx.Client) -> None:
    assert signed_in.get("/").status_code == 200
    assert target("//", "a=1") == "/?a=1"


@pytest.mark.parametrize("path", ["/healthz", "/odhlaseni", "/assets/favicon.svg", "/_stcore/health", "/static/x.js"])
def test_what_is_served_is_not_led_away(signed_in: httpx.Client, path: str) -> None:
    answer = signed_in.get(path)
    assert "nenalezeno" not in answer.headers.get("location", "")


def test_only_a_browser_that_opens_a_page_is_led(signed_in: httpx.Client) -> None:
    assert signed_in.get("/neexistuje", headers={"accept": "*/*"}).status_code != 303
    assert signed_in.post("/neexistuje").status_code != 303


def test_a_foreign_text_stays_a_text(signed_in: httpx.Client) -> None:
    answer = signed_in.get("/" + "a" * 500 + "%0d%0aX: 1//evil.example")
    where = answer.headers["location"]
    assert where.startswith("/nenalezeno?adresa=%2Faaa")
    assert len(where) < 400
    assert "x" not in answer.headers
