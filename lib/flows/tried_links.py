"""The links of a post tried at their servers, when a person asks for it. Takes seconds: never while a page is drawn."""

from lib.connectors import links
from lib.publishing.checks import addresses
from lib.publishing.records import Content

MOST = 40
"""Addresses of one post that are tried."""


def links_of(content: Content) -> list[str]:
    """The addresses that would be tried, each once."""
    texts = (content.title, content.perex, content.body, content.link, *content.texts.values())
    found = addresses("\n".join(text for text in texts if text))
    return list(dict.fromkeys(found))[:MOST]


def wrong_links(content: Content) -> dict[str, str]:
    """Address → what is wrong with it, in words, for `Context.links`; nothing for those that are alive."""
    return {tried.url: str(tried) for tried in links.try_all(links_of(content)) if tried.state != "alive"}
