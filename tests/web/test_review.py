"""The page of a one-time link: read without an account, answered once, nothing else to be seen."""

import io
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pypdf
import pytest

from lib import audit, store
from lib.access import SYSTEM
from lib.czech.numbers import NBSP
from lib.errors import Refused
from lib.flows import publishing_channels
from lib.publishing import Story, actions, queries
from tests.publishing.sample import from_event, keep, like


@pytest.fixture
def outsider(site: str) -> Iterator[httpx.Client]:
    """Somebody without an account, in a browser on the page itself."""
    with httpx.Client(base_url=site, headers={"accept": "text/html", "origin": site}) as client:
        yield client


@pytest.fixture
def link(office: object) -> str:
    """The address of a post that waits for the mayor."""
    event_id = keep(like())
    with store.write() as db:
        story_id = from_event(db, event_id, by=SYSTEM)
        actions.to_review(db, story_id, by=SYSTEM)
        token = actions.review_link(db, story_id, "Milan Dvořák, starosta", by=SYSTEM)
    return f"/schvaleni/{token}"


def story() -> Story:
    with store.read() as db:
        return queries.story(db, 1, by=SYSTEM)


def words(answer: httpx.Response) -> str:
    return answer.text.replace("\u00a0", " ")


def test_he_reads_what_will_go_out_and_approves_it(outsider: httpx.Client, link: str) -> None:
    page = outsider.get(link)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    for said in ("Milan Dvořák, starosta", "Farmářský trh", "Facebook", "náměstí Svobody", "alt="):
        assert said in words(page)
    done = outsider.post(link, data={"verdict": "approved", "note": "V pořádku"})
    assert done.status_code == 200
    assert "schvalujete" in words(done)
    assert story().stage == "approved"
    with store.read() as db:
        (said,) = queries.approvals(db, 1, by=SYSTEM)
    assert (said.by_name, said.via, said.note, said.by_login) == ("Milan Dvořák, starosta", "link", "V pořádku", None)


def test_he_sees_where_the_post_leads(outsider: httpx.Client, link: str) -> None:
    with store.write() as db:
        actions.save(db, 1, replace(story().content, link="https://www.brazdov.example/trh"), by=SYSTEM)
        token = actions.review_link(db, 1, "Milan Dvořák", by=SYSTEM)
    assert "https://www.brazdov.example/trh" in outsider.get(f"/schvaleni/{token}").text


def test_looking_into_the_link_uses_nothing_up(outsider: httpx.Client, link: str) -> None:
    assert [outsider.get(link).status_code for _ in range(3)] == [200, 200, 200]
    assert outsider.head(link).status_code == 200
    assert story().stage == "review"


def test_he_returns_it_with_what_is_to_be_mended(outsider: httpx.Client, link: str) -> None:
    empty = outsider.post(link, data={"verdict": "returned", "note": " "})
    assert empty.status_code == 400
    assert 'id="note-error" role="alert"' in empty.text
    long_note = "Chybí parkování. " * 100
    outsider.post(link, data={"verdict": "returned", "note": long_note})
    assert story().stage == "writing"
    with store.read() as db:
        (said,) = queries.approvals(db, 1, by=SYSTEM)
    assert said.note == long_note.strip()


def test_signs_that_nobody_sees_are_no_note(outsider: httpx.Client, link: str) -> None:
    asked = outsider.post(link, data={"verdict": "returned", "note": "\x00\x07"})
    assert (asked.status_code, "Napište, co" in words(asked)) == (400, True)
    outsider.post(link, data={"verdict": "returned", "note": "Chybí \x00čas.\r\nA místo."})
    with store.read() as db:
        assert store.scalar(db, "select note from approval") == "Chybí čas.\nA místo."


def test_an_answer_without_a_verdict_is_asked_again_and_keeps_the_note(outsider: httpx.Client, link: str) -> None:
    again = outsider.post(link, data={"note": "Pozor <b>na</b> datum"})
    assert again.status_code == 400
    assert "Pozor &lt;b&gt;na&lt;/b&gt; datum" in again.text
    assert story().stage == "review"


def test_a_used_link_says_so(outsider: httpx.Client, link: str) -> None:
    outsider.post(link, data={"verdict": "approved"})
    for answer in (outsider.get(link), outsider.post(link, data={"verdict": "returned", "note": "Ne"})):
        assert answer.status_code == 404
        assert "Odkaz neplatí" in words(answer)
        assert "Farmářský trh" not in answer.text
    assert story().stage == "approved"


def test_a_foreign_page_cannot_answer_and_a_guess_opens_nothing(outsider: httpx.Client, link: str) -> None:
    foreign = outsider.post(link, data={"verdict": "approved"}, headers={"origin": "https://jinde.example"})
    assert foreign.status_code == 403
    assert outsider.get("/schvaleni/neni").status_code == 404
    assert outsider.get("/schvaleni/neni/text.pdf").status_code == 404
    assert story().stage == "review"


def test_a_changed_text_is_not_approved(outsider: httpx.Client, link: str) -> None:
    with store.write() as db:
        now = queries.story(db, 1, by=SYSTEM)
        actions.save(db, 1, replace(now.content, title="Jiný název"), by=SYSTEM)
    answer = outsider.post(link, data={"verdict": "approved"})
    assert answer.status_code == 409
    assert "změnil" in words(answer)
    assert story().stage == "review"


def test_who_may_not_approve_reads_why_and_may_return_it(
    outsider: httpx.Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(*_: object) -> None:
        raise Refused("The post does not fit its channels. {reasons}", reasons="Facebook: text je dlouhý.")

    monkeypatch.setattr(publishing_channels, "refuse_too_long", too_long)
    refused = outsider.post(link, data={"verdict": "approved", "note": "Hezké"})
    assert refused.status_code == 409
    assert "Odkaz neplatí" not in words(refused)
    for said in ("Facebook: text je dlouhý.", "můžete vrátit", ">Hezké<", 'role="alert"'):
        assert said in words(refused)
    assert outsider.post(link, data={"verdict": "returned", "note": "Zkraťte to."}).status_code == 200
    assert story().stage == "writing"


def test_pictures_and_the_paper_to_sign(outsider: httpx.Client, link: str) -> None:
    with store.write() as db:
        actions.save(db, 1, replace(story().content, embargo_until="2026-11-26T07:00:00Z"), by=SYSTEM)
        link = f"/schvaleni/{actions.review_link(db, 1, 'Milan Dvořák', by=SYSTEM)}"
    assert outsider.get(f"{link}/obrazek/0").headers["content-type"] == "image/png"
    assert outsider.get(f"{link}/obrazek/9").status_code == 404
    paper = outsider.get(f"{link}/text.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert "26. 11. 2026 8:00" in pypdf.PdfReader(io.BytesIO(paper.content)).pages[0].extract_text().replace(NBSP, " ")
    with store.read() as db:
        assert sum(entry["what"] == "publishing.link_opened" for entry in audit.history(db, "story:1")) == 1
