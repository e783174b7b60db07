"""Nothing but known tags and text leaves for WordPress."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.connectors.wordpress import markup

PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "<script>", "</script>", "<a href='javascript:x'>", "<img src=x onerror=y>", "</a>", "<!--",
     "-->", "<svg/onload=z>", "&lt;", "&#60;", "<", ">", "[gallery]", '"', "text", "<style>", "<![CDATA[", "\x00"]
)  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


@given(st.lists(PIECES | st.text(max_size=5), max_size=15).map("".join))
def test_whatever_comes_only_known_tags_go(text: str) -> None:
    reader = _Tags()
    reader.feed(markup.clean(text))
    reader.close()
    assert {tag for tag, _ in reader.tags} <= markup.TAGS
    assert all(tag == "a" or not attrs for tag, attrs in reader.tags)
    assert "[" not in markup.clean(text)


@pytest.mark.parametrize(
    ("given_html", "sent"),
    [
        ("<p>Text <b>tučně</b></p>", "<p>Text <strong>tučně</strong></p>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p onclick=x>a</p>", "<p>a</p>"),
        ('<a href="javascript:alert(1)" onclick="x">a</a>', "<a>a</a>"),
        ('<a href="https://a.example/?a=1&amp;b=2">a</a>', '<a href="https://a.example/?a=1&amp;b=2">a</a>'),
        ('<a href=" jAvascript:x">a</a>', "<a>a</a>"),
        ('<a href="http://[">a</a>', "<a>a</a>"),
        ("<ul><li>jedna<li>dvě</ul>", "<ul><li>jedna<li>dvě</li></li></ul>"),
        ("</p>volně", "volně"),
        ("<h1>Nadpis</h1><hr>", "<h2>Nadpis</h2><hr>"),
        ("<p>nedokončené", "<p>nedokončené</p>"),
        ("[gallery ids=1] 1 < 2 & 3", "&#91;gallery ids=1&#93; 1 &lt; 2 &amp; 3"),
        ("a<style>p{}</style><!-- wp:html -->b", "ab"),
        ("<svg><p>a</p></svg>b", "b"),
    ],
)
def test_html_is_written_anew(given_html: str, sent: str) -> None:
    assert markup.clean(given_html) == sent


def test_plain_text_becomes_paragraphs() -> None:
    assert markup.paragraphs("a\r\nb\n \nc <script>\n") == "<p>a<br>b</p>\n<p>c &lt;script&gt;</p>"
