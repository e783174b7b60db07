"""The links of a post are tried once each, and only what is wrong is told."""

from pathlib import Path

import pytest

from lib import store
from lib.access import User
from lib.connectors import links
from lib.connectors.links import Tried
from lib.errors import NotFound
from lib.flows import tried_links
from lib.flows.tried_links import wrong_links
from lib.publishing import actions, checks, queries
from lib.publishing.checks import Context
from lib.publishing.records import Content

DEAD, ALIVE = "https://www.brazdov.example/stary{trh}", "https://www.brazdov.example/trh"


def test_what_is_wrong_becomes_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(urls: list[str]) -> list[Tried]:
        asked.extend(urls)
        values = {"link": DEAD, "status": 404}
        return [
            Tried(url, "alive")
            if url == ALIVE
            else Tried(url, "dead", "{link}: the page is not there ({status}).", values)
            for url in urls
        ]

    monkeypatch.setattr(links, "try_all", answer)
    content = Content("Trh", texts={"web": f"Více na {DEAD} a {ALIVE}.", "facebook": f"Více: {ALIVE}"})
    wrong = wrong_links(content)
    assert asked == [DEAD, ALIVE]
    assert wrong == {DEAD: f"{DEAD}: stránka neexistuje (404)."}
    (found,) = [one for one in checks.found(content, Context(links=wrong))["web"] if one.code != "typography"]
    assert (found.code, found.blocking) == ("link_dead", False)
    assert str(found).startswith(f"{DEAD}: stránka neexistuje (404).")


def test_what_was_found_is_kept_for_the_approver(office: Path, people: dict[str, User]) -> None:
    content = Content("Trh", texts={"web": f"Více na {DEAD} a {ALIVE}."})
    with store.write() as db:
        story_id = actions.save(db, None, content, by=people["editor"])
        assert tried_links.last(db, story_id, by=people["head"]) is None
        tried_links.keep(db, story_id, [DEAD, ALIVE], {DEAD: f"{DEAD}: stránka neexistuje (404)."}, by=people["editor"])
        last = tried_links.last(db, story_id, by=people["head"])
        found = queries.findings(db, queries.story(db, story_id, by=people["head"]))["web"]
        assert last is not None
        assert (last.tried, list(last.wrong)) == ((DEAD, ALIVE), [DEAD])
        (dead,) = [one for one in found if one.code == "link_dead"]
        assert "neexistuje (404). Zkoušeno 23." in str(dead)
        tried_links.keep(db, story_id, [DEAD, ALIVE], {}, by=people["editor"])
        found = queries.findings(db, queries.story(db, story_id, by=people["head"]))["web"]
        assert not [one for one in found if one.code == "link_dead"]
        with pytest.raises(NotFound):
            tried_links.keep(db, 77, [DEAD], {}, by=people["editor"])
