"""The record of a post on Bluesky: its key, its text with links marked in bytes, and what hangs below it.

Facts: lexicons of 2026 (app.bsky.feed.post, app.bsky.richtext.facet, app.bsky.embed), PDS 0.5.35.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lib import clock
from lib.connectors.channel_pictures import Ready
from lib.connectors.channel_text import graphemes, post_text
from lib.i18n import N
from lib.outbox.records import Message, Parcel, WrongContent

COLLECTION = "app.bsky.feed.post"
ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
GRAPHEMES, BYTES = 300, 3000
LONGEST_TAG = 64
SHOWN_LINK = 30
ROOM = GRAPHEMES - SHOWN_LINK - 2
"""What is left for the text beside the link as it is shown, and the line between."""
LINK = re.compile(r"https?://[^\s<>\"“”„]+")
TAG = re.compile(r"(?<![\w&#])#(\w*[^\W\d]\w*)")
AFTER_A_LINK = ".,;:!?…"


def tid(microseconds: int, clock_id: int) -> str:
    """A TID: 13 letters of the number `(microseconds since 1970 << 10) | clock id`, 5 bits each, highest first."""
    number = microseconds << 10 | clock_id
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(12, -1, -1))


def key(message: Message) -> str:
    """The key of this message's record: always the same for it, another for every other message."""
    noise = int.from_bytes(hashlib.sha256(message.key.encode()).digest()[:6])
    second = int(clock.parse(message.created_at).timestamp())
    return tid(second * 1_000_000 + noise % 1_000_000, noise // 1_000_000 % 1024)


def post(message: Message, images: Sequence[tuple[Ready, Any]]) -> dict[str, Any]:
    """The whole record; the same at every repetition. WrongContent when the text is too long.

    Without pictures a card leads to the page; beside pictures the link stands below the text, shown in short.
    """
    parcel = message.parcel
    text = post_text(replace(parcel, link=""))
    marks = facets(text)
    if parcel.pictures and parcel.link and parcel.link not in text:
        text, mark = _with_short_link(text, parcel.link)
        marks.append(mark)
    if graphemes(text) > GRAPHEMES or len(text.encode()) > BYTES:
        raise WrongContent(N("The text has {n} characters, Bluesky takes {most}."), n=graphemes(text), most=GRAPHEMES)
    record: dict[str, Any] = {"$type": COLLECTION, "text": text, "createdAt": message.publish_at}
    record |= {"langs": [parcel.language], "facets": marks}
    embed = _images(images) if images else _card(parcel)
    return record | ({"embed": embed} if embed else {})


def facets(text: str) -> list[dict[str, Any]]:
    """Links and hashtags with their place in bytes of UTF-8, in the order of the text."""
    found = []
    for match in LINK.finditer(text):
        address = match[0].rstrip(AFTER_A_LINK)
        if address.endswith(")") and "(" not in address:
            address = address[:-1]
        feature = {"$type": "app.bsky.richtext.facet#link", "uri": address}
        found.append(_facet(text, match.start(), match.start() + len(address), feature))
    covered = [range(one["index"]["byteStart"], one["index"]["byteEnd"]) for one in found]
    for match in TAG.finditer(text):
        feature = {"$type": "app.bsky.richtext.facet#tag", "tag": match[1]}
        facet = _facet(text, *match.span(), feature)
        if len(match[1]) <= LONGEST_TAG and not any(facet["index"]["byteStart"] in place for place in covered):
            found.append(facet)
    return sorted(found, key=lambda one: int(one["index"]["byteStart"]))


def _with_short_link(text: str, link: str) -> tuple[str, dict[str, Any]]:
    """The text with a link that leads where it should and takes few characters."""
    shown = re.sub(r"^https?://(www\.)?", "", link)
    shown = shown if len(shown) <= SHOWN_LINK else f"{shown[: SHOWN_LINK - 1]}…"
    whole = f"{text}\n\n{shown}" if text else shown
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": link}
    return whole, _facet(whole, len(whole) - len(shown), len(whole), feature)


def _facet(text: str, start: int, end: int, feature: dict[str, str]) -> dict[str, Any]:
    first = len(text[:start].encode())
    return {"index": {"byteStart": first, "byteEnd": first + len(text[start:end].encode())}, "features": [feature]}


def _images(images: Sequence[tuple[Ready, Any]]) -> dict[str, Any]:
    shown = [
        {"alt": picture.alt, "image": blob, "aspectRatio": {"width": picture.width, "height": picture.height}}
        for picture, blob in images
    ]
    return {"$type": "app.bsky.embed.images", "images": shown}


def _card(parcel: Parcel) -> dict[str, Any] | None:
    """The page behind the link; the network itself does not look there."""
    if not parcel.link:
        return None
    external = {"uri": parcel.link, "title": parcel.title[:300], "description": parcel.perex[:300]}
    return {"$type": "app.bsky.embed.external", "external": external}
