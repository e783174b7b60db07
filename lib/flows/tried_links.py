"""The links of a post tried at their servers, when a person asks for it. Takes seconds: never while a page is drawn."""

from collections.abc import Mapping, Sequence

from lib import audit
from lib.access import User, needs
from lib.connectors import links
from lib.publishing.checks import addresses
from lib.publishing.queries import knowing, story
from lib.publishing.queries.knowing import LinksTried
from lib.publishing.records import Content
from lib.store import Database

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


@needs("publishing.read")
def keep(db: Database, story_id: int, tried: Sequence[str], wrong: Mapping[str, str], *, by: User) -> None:
    """Keep what was found, for whoever approves the post; every trial replaces the one before."""
    story(db, story_id, by=by)
    detail = {"count": len(tried), "reason": " ".join(wrong.values()), "tried": list(tried), "wrong": dict(wrong)}
    audit.record(db, by, "publishing.links_tried", f"story:{story_id}", detail)


@needs("publishing.read")
def last(db: Database, story_id: int, *, by: User) -> LinksTried | None:
    """What was found the last time, None when nobody has tried them."""
    return knowing.links_tried(db, story_id)
