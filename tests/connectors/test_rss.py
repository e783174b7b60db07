"""RSS of a foreign page: read, asked again, distrusted."""

import datetime as dt
from collections.abc import Iterator

import pytest

from lib.connectors import rss
from lib.errors import Unavailable
from tests.fakes.munipolis import Town


@pytest.fixture
def town() -> Iterator[Town]:
    served = Town()
    yield served
    served.close()


def test_news_are_read_once_and_not_again(town: Town) -> None:
    town.items = [("Odstávka vody & klid", "https://brazdov.munipolis.cz/1", "Mon, 23 Nov 2026 08:05:00 +0100",
                   "<p>Od&nbsp;8 do 14 hodin</p><img src='x'>")]  # fmt: skip
    first = rss.ask(town.url)
    assert first.items is not None
    (item,) = first.items
    assert (item.title, item.link, item.text) == (
        "Odstávka vody & klid", "https://brazdov.munipolis.cz/1", "Od 8 do 14 hodin",
    )  # fmt: skip
    assert item.published == dt.datetime(2026, 11, 23, 7, 5, tzinfo=dt.UTC)
    again = rss.ask(town.url, first.etag, first.modified)
    assert again.items is None
    assert again.etag == first.etag
    assert town.asked[-1]["if-none-match"] == first.etag


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [("off", "503"), ("moved", "302"), ("html", "není RSS"), ("doctype", "není RSS"), ("large", "větší")],
)
def test_troubles_are_said(town: Town, trouble: str, sentence: str) -> None:
    town.trouble = trouble
    with pytest.raises(Unavailable, match=sentence):
        rss.ask(town.url)


def test_an_address_that_does_not_answer() -> None:
    with pytest.raises(Unavailable, match="neodpovídá"):
        rss.ask("http://127.0.0.1:9/rss")
    with pytest.raises(Unavailable, match="https"):
        rss.ask("file:///etc/passwd")


def test_links_that_are_not_of_the_web_are_dropped_and_odd_times_are_none() -> None:
    feed = (
        b"<rss><channel><item><title>A</title><link>javascript:alert(1)</link><pubDate>yesterday</pubDate></item>"
        b"<item><title>B</title><pubDate>Mon, 23 Nov 2026 08:05:00 -0000</pubDate></item></channel></rss>"
    )
    first, second = rss.read(feed)
    assert (first.link, first.published) == ("", None)
    assert second.published == dt.datetime(2026, 11, 23, 8, 5, tzinfo=dt.UTC)
