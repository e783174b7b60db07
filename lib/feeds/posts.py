"""Posts and events as RSS 2.0 (with content:encoded and atom:link) and as Atom (RFC 4287)."""

import datetime as dt
import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime

from lib.clock import PRAGUE

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ET.register_namespace("atom", ATOM)
ET.register_namespace("content", CONTENT)
# XML 1.0 knows no other control characters than tab and ends of lines; text pasted from Word brings some.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Picture:
    """A picture beside an entry: its absolute address, media type, length in bytes, what it shows."""

    url: str
    kind: str
    length: int
    alt: str


@dataclass(frozen=True)
class Entry:
    """One post or event. `guid` never changes; `text` is plain, paragraphs apart by an empty line; moments are aware;
    `link` leads to its page where it has one."""

    guid: str
    title: str
    summary: str
    text: str
    published: dt.datetime
    updated: dt.datetime
    picture: Picture | None = None
    link: str = ""


@dataclass(frozen=True)
class Feed:
    """The head of a feed. `own_url` is its own address, `updated` the last change, a withdrawal included."""

    guid: str
    title: str
    description: str
    site: str
    own_url: str
    author: str
    updated: dt.datetime
    language: str = "cs"


def rss(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """The feed as RSS 2.0, UTF-8."""
    root = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(root, "channel")
    _texts(channel, title=feed.title, link=feed.site, description=feed.description, language=feed.language)
    _texts(channel, lastBuildDate=_rfc822(feed.updated), ttl="60")
    own = {"href": feed.own_url, "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(channel, f"{{{ATOM}}}link", own)
    for entry in entries:
        item = ET.SubElement(channel, "item")
        _texts(item, title=entry.title, **({"link": entry.link} if entry.link else {}))
        ET.SubElement(item, "guid", {"isPermaLink": "false"}).text = _clean(entry.guid)
        _texts(item, pubDate=_rfc822(entry.published), description=entry.summary or _first_paragraph(entry.text))
        ET.SubElement(item, f"{{{CONTENT}}}encoded").text = _clean(_html(entry))
        if entry.picture:
            picture = entry.picture
            attributes = {"url": picture.url, "length": str(picture.length), "type": picture.kind}
            ET.SubElement(item, "enclosure", attributes)
    return _written(root)


def atom(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """The feed as Atom, UTF-8."""
    # The default namespace, written as a plain attribute: some readers know no prefixes.
    root = ET.Element("feed", {"xmlns": ATOM, "{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    _texts(root, id=feed.guid, title=feed.title, subtitle=feed.description, updated=_rfc3339(feed.updated))
    _texts(ET.SubElement(root, "author"), name=feed.author)
    _link(root, "self", feed.own_url, "application/atom+xml")
    _link(root, "alternate", feed.site, "text/html")
    for entry in entries:
        item = ET.SubElement(root, "entry")
        _texts(item, id=entry.guid, title=entry.title, published=_rfc3339(entry.published))
        _texts(item, updated=_rfc3339(entry.updated), summary=entry.summary or _first_paragraph(entry.text))
        if entry.link:
            _link(item, "alternate", entry.link, "text/html")
        ET.SubElement(item, "content", {"type": "html"}).text = _clean(_html(entry))
        if entry.picture:
            _link(item, "enclosure", entry.picture.url, entry.picture.kind, entry.picture.length)
    return _written(root)


def _html(entry: Entry) -> str:
    """The post as HTML of paragraphs and breaks; whatever was typed is escaped, so no markup gets through."""
    paragraphs = [part for part in re.split(r"\n\s*\n", entry.text.strip()) if part.strip()]
    lead = [f"<p><strong>{html.escape(entry.summary)}</strong></p>"] if entry.summary else []
    shown = [f"<p>{html.escape(part).replace(chr(10), '<br/>')}</p>" for part in paragraphs]
    picture = entry.picture
    drawn = [f'<p><img src="{html.escape(picture.url)}" alt="{html.escape(picture.alt)}"/></p>'] if picture else []
    return "\n".join(lead + shown + drawn)


def _first_paragraph(text: str) -> str:
    return " ".join(text.strip().split("\n\n")[0].split())


def _texts(parent: ET.Element, **values: str) -> None:
    for name, value in values.items():
        ET.SubElement(parent, name).text = _clean(value)


def _link(parent: ET.Element, rel: str, href: str, kind: str, length: int | None = None) -> None:
    size = {"length": str(length)} if length is not None else {}
    ET.SubElement(parent, "link", {"rel": rel, "href": href, "type": kind, **size})


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _clean(text: str) -> str:
    """The text without characters that XML does not know."""
    return _FORBIDDEN.sub("", text)


def _rfc822(moment: dt.datetime) -> str:
    return format_datetime(moment.astimezone(PRAGUE))


def _rfc3339(moment: dt.datetime) -> str:
    return moment.astimezone(PRAGUE).isoformat(timespec="seconds")
