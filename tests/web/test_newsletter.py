"""The public pages of the newsletter: without a session, without a script, nothing changes by a mere link."""

import re
from collections.abc import Iterator

import httpx
import pytest

from lib import newsletter, store
from tests.fakes.smtp import Post
from tests.newsletter import desk

FORM = {"email": "jana@posta.example", "web": ""}


@pytest.fixture
def anybody(site: str) -> Iterator[httpx.Client]:
    """A citizen: no cookie, a browser."""
    desk.set_up(Post(port=9))
    with httpx.Client(base_url=site, headers={"accept": "text/html", "origin": site}) as client:
        yield client


def heading(answer: httpx.Response) -> str:
    found = re.search("<h1>(.*?)</h1>", answer.text)
    assert found
    return found[1]


def test_a_citizen_asks_confirms_and_leaves(anybody: httpx.Client) -> None:
    page = anybody.get("/newsletter")
    assert page.status_code == 200
    assert '<label for="email">' in page.text
    assert "<script" not in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert heading(anybody.post("/newsletter", data=FORM)) == "Podívejte se do schránky"
    known = desk.reader()
    for path, state in ((f"potvrdit/{known.confirm_token}", "confirmed"), (f"odhlasit/{known.token}", "left")):
        before = desk.reader().state
        assert '<form method="post">' in anybody.get(f"/newsletter/{path}").text
        assert desk.reader().state == before
        assert anybody.post(f"/newsletter/{path}").status_code == 200
        assert desk.reader().state == state
    assert "<form" not in anybody.get(f"/newsletter/odhlasit/{known.token}").text


def test_a_mail_program_leaves_for_the_reader_with_one_click(anybody: httpx.Client, site: str) -> None:
    anybody.post("/newsletter", data=FORM)
    with store.write() as db:
        newsletter.confirm(db, desk.reader().confirm_token or "")
    token = desk.reader().token
    answer = httpx.post(f"{site}/newsletter/odhlasit/{token}", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert desk.reader().state == "left"


def test_known_and_unknown_addresses_are_answered_alike(anybody: httpx.Client) -> None:
    first, again = (anybody.post("/newsletter", data=FORM) for _ in range(2))
    assert (first.status_code, first.text) == (again.status_code, again.text)


def test_what_was_typed_comes_back_with_the_refusal(anybody: httpx.Client) -> None:
    answer = anybody.post("/newsletter", data={"email": '"><script>x', "web": ""})
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.text
    assert "<script" not in answer.text
    assert "&gt;&lt;script&gt;x" in answer.text


def test_machines_and_foreign_pages_get_nowhere(anybody: httpx.Client, site: str) -> None:
    assert anybody.post("/newsletter", data={**FORM, "web": "https://spam.example"}).status_code == 200
    foreign = {"origin": "https://elsewhere.example", "accept": "text/html"}
    assert httpx.post(f"{site}/newsletter", data=FORM, headers=foreign).status_code == 403
    with store.read() as db:
        assert store.scalar(db, "select count(*) from reader") == 0


def test_without_a_channel_it_says_so(anybody: httpx.Client) -> None:
    with store.write() as db:
        db.conn.execute("update channel set switched_on = 0")
    answer = anybody.post("/newsletter", data=FORM)
    assert answer.status_code == 503
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("path", ["potvrdit/nic", "odhlasit/nic", "jinam", "potvrdit/"])
def test_links_that_lead_nowhere(anybody: httpx.Client, path: str) -> None:
    assert anybody.get(f"/newsletter/{path}").status_code == 404
    if path.endswith("/nic"):
        assert heading(anybody.post(f"/newsletter/{path}")) == "Tento odkaz nefunguje"
