"""RSS 2.0 of a foreign page: asked politely, read with distrust.

The question carries ETag and Last-Modified of the last answer, so that an unchanged feed costs one line (RFC 9110,
304). The answer may have at most a megabyte and no document type: entities could blow it up or read files. Times are
RFC 822 as RSS 2.0 has it. Links that are not of the web are dropped.
"""

import datetime as dt
import html
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx
from lxml import etree

from lib.errors import Unavailable

SECONDS = 10.0
LARGEST = 1 << 20
MOST = 200
_TAG = re.compile(r"<[^>]{0,2000}>")


@dataclass(frozen=True)
class Item:
    """One piece of news: `published` is aware, None when the feed does not say it; `text` is without tags."""

    title: str
    link: str
    guid: str
    published: dt.datetime | None
    text: str


@dataclass(frozen=True)
class Answer:
    """What a feed said; `items` is None when it has not changed since it was last asked."""

    items: tuple[Item, ...] | None
    etag: str = ""
    modified: str = ""


def ask(url: str, etag: str = "", modified: str = "") -> Answer:
    """The feed at an address. Unavailable when it does not answer in ten seconds, or not with a feed."""
    if not url.startswith(("https://", "http://")):
        raise Unavailable("The address of the RSS is wrong. It begins with https://.")
    asked = {"if-none-match": etag, "if-modified-since": modified, "accept": "application/rss+xml, application/xml"}
    headers = {name: value for name, value in asked.items() if value}
    try:
        with (
            httpx.Client(trust_env=False, timeout=SECONDS, follow_redirects=False) as client,
            client.stream("GET", url, headers=headers) as response,
        ):
            if response.status_code == 304:
                return Answer(None, etag, modified)
            if response.status_code != 200:
                raise Unavailable("The RSS answers with {status}. Check its address.", status=response.status_code)
            content = _content(response)
            kept = response.headers.get("etag", ""), response.headers.get("last-modified", "")
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        raise Unavailable("The RSS does not answer now. It will be asked again.") from None
    return Answer(read(content), *(value[:200] for value in kept))


def read(content: bytes) -> tuple[Item, ...]:
    """The news of a feed, at most two hundred. Unavailable when it is no RSS."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _no_feed() from None
    if root.getroottree().docinfo.doctype or root.tag != "rss":
        raise _no_feed()
    return tuple(_item(node) for node in root.findall("channel/item")[:MOST])


def _item(node: etree._Element) -> Item:
    link, guid = _text(node, "link"), _text(node, "guid")
    address = next((one for one in (link, guid) if one.startswith(("https://", "http://"))), "")
    return Item(
        _text(node, "title"), address, guid or link, _moment(_text(node, "pubDate")), _plain(_text(node, "description"))
    )


def _text(node: etree._Element, name: str) -> str:
    return (node.findtext(name) or "").strip()


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _moment(text: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _content(response: httpx.Response) -> bytes:
    content = b""
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > LARGEST:
            raise Unavailable("The RSS is larger than a megabyte. Check its address.")
    return content


def _no_feed() -> Unavailable:
    return Unavailable("What is at the address is no RSS. Check it in the settings.")
