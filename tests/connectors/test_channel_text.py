"""The text that is sent, and its length as people and networks count it."""

import pytest

from lib.connectors.channel_text import graphemes, post_text, utf16
from lib.outbox.letters import with_link
from tests.connectors.messages import LINK, parcel


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Žluťoučký", 9),
        ("e\u0301", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("🇨🇿🇸🇰", 2),
        ("🇨🇿a🇸🇰", 3),
        ("👍🏽", 1),
        ("❤️", 1),
        ("1️⃣", 1),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
        ("a\r\nb", 3),
        ("a\n\u0301b", 4),
        ("\u0301a", 2),
    ],
)
def test_characters_as_people_see_them(text: str, count: int) -> None:
    assert graphemes(text) == count


def test_utf16_counts_an_emoji_twice() -> None:
    assert utf16("ž👍") == 3


@pytest.mark.parametrize(
    ("text", "link", "whole"),
    [
        ("Trh.", LINK, f"Trh.\n\n{LINK}"),
        (f"Viz {LINK}.", LINK, f"Viz {LINK}."),
        ("Trh.", "", "Trh."),
        ("", LINK, LINK),
        ("", "", ""),
    ],
)
def test_the_link_stands_below_the_text_once(text: str, link: str, whole: str) -> None:
    assert with_link(text, link) == whole


def test_a_network_gets_composed_letters() -> None:
    assert post_text(parcel(text=" a\r\nc\u030c ")) == f"a\nč\n\n{LINK}"
