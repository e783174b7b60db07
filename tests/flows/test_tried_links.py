"""The links of a post are tried once each, and only what is wrong is told."""

import pytest

from lib.connectors import links
from lib.connectors.links import Tried
from lib.flows.tried_links import wrong_links
from lib.publishing import checks
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
