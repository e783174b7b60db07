"""What a post's page does besides: its links tried, its reach beside each other, its coming again seen and ended."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from lib import audit, store
from lib.access import SYSTEM
from lib.connectors import links
from lib.connectors.links import Tried
from lib.publishing import actions, queries
from lib.reach.actions import imports
from lib.reach.queries import stories
from tests.pages.publishing.test_publishing_pages import drafted, labels, only, press, words

Open = Callable[..., AppTest]


def test_the_links_are_tried_when_somebody_asks(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    story_id = drafted()
    with store.write() as db:
        texts = {**only().texts, "web": "Více na https://www.brazdov.example/trh."}
        actions.save(db, story_id, replace(only().content, texts=texts), by=SYSTEM)
    dead = lambda urls: [Tried(url, "dead", "{link}: the page is not there ({status}).", {"link": url, "status": 404})  # noqa: E731
                         for url in urls]  # fmt: skip
    monkeypatch.setattr(links, "try_all", dead)
    app = open_page("post", id=str(story_id))
    (button,) = (label for label in labels(app) if label.startswith("Vyzkoušet"))
    app = press(app, button)
    assert "stránka neexistuje (404)" in words(app)
    monkeypatch.setattr(links, "try_all", lambda urls: [Tried(url, "alive") for url in urls])
    assert "odkazy fungují" in words(press(app, button))


def test_reach_stands_side_by_side(open_page: Open) -> None:
    story_id = drafted()
    assert "Kolik lidí" not in words(open_page("post", id=str(story_id), cast="odeslani"))
    with store.write() as db:
        for number, kind in ((1, "facebook"), (2, "instagram")):
            _seen(db, story_id, number, kind)
    app = open_page("post", id=str(story_id), cast="odeslani")
    assert "Kolik lidí příspěvek vidělo" in words(app)
    with store.read() as db:
        assert stories.of_story(db, story_id, by=SYSTEM)["channel"].to_list() == ["facebook", "instagram"]
    assert "1 001" in words(app)
    assert "1 002" in words(app)
    assert "(v25.0)" in words(app)


def _seen(db: store.Database, story_id: int, number: int, kind: str) -> None:
    """A post that is out in a channel, and how many saw it."""
    at = "2026-11-20T08:00:00Z"
    db.conn.execute("insert into channel (code, kind, name) values (?, ?, ?)", (kind, kind, kind))
    db.conn.execute(
        "insert into outbox (id, channel, key, payload, state, publish_at, remote_id, created_by, created_at)"
        " values (?, ?, ?, '{}', 'published', ?, ?, 'x', ?)",
        (number, kind, str(number), at, f"r{number}", at),
    )
    db.conn.execute(
        "insert into post (story_id, channel, content_hash, message_id, wall_time, by_login, at)"
        " values (?, ?, ?, ?, '2026-11-20T09:00', 'x', 'x')",
        (story_id, kind, "a" * 64, number),
    )
    _told(db, number, kind)


def _told(db: store.Database, number: int, kind: str) -> None:
    row = {
        "remote_id": f"r{number}", "kind": "", "published_at": "2026-11-20T08:00:00Z",
        "published_on": dt.date(2026, 11, 20), "title": "Trh", "caption": "", "permalink": "",
        "snapshot_on": dt.date(2026, 11, 22), "period_from": None, "period_to": None, "views": 1000 + number,
    }  # fmt: skip
    frame = pl.DataFrame([row], schema_overrides={"period_from": pl.Date, "period_to": pl.Date})
    imports.insert_posts(db, frame, kind, {"views": "post_media_view (v25.0)"}, "Graph API v25.0", by=SYSTEM)
    audit.record(db, SYSTEM, "reach.pulled", f"post:{number}", {"count": 1})


def test_a_post_that_comes_again_says_so_and_can_be_ended(open_page: Open) -> None:
    story_id = drafted()
    with store.write() as db:
        actions.repeat(db, story_id, "month", dt.date(2026, 12, 7), dt.date(2027, 6, 7), by=SYSTEM)
    app = open_page("post", id=str(story_id), cast="dalsi")
    assert "každý měsíc" in words(app)
    assert "publishing." not in words(app)
    assert "naposledy 7. 6. 2027" in words(app)
    press(app, "Ukončit vracení")
    with store.read() as db:
        assert queries.again(db, story_id, by=SYSTEM) is None
