"""The office's sentences about posts: how much there may be of them, which events are for everybody, what can be
withdrawn, what a post is named."""

import re
import unicodedata
from dataclasses import replace

from lib.czech.sorting import fold
from lib.errors import Refused
from lib.outbox.records import Limits

CHANNELS = {"web": "Web", "facebook": "Facebook", "instagram": "Instagram", "sms": "SMS"}
FORMATS = {"1080x1080": (1080, 1080), "1200x630": (1200, 630)}
LONGEST_TITLE = 200
LONGEST_ALT = 250
FEEDS = Limits(20_000)
"""What our own feeds refuse; other channels say it themselves (`Kind.limits`)."""


def own_limits(facebook_characters: int, sms_parts: int) -> dict[str, Limits]:
    """What the office has set for itself, by wording, however much more the channel would take; 0 is nothing set."""
    said = {"facebook": Limits(facebook_characters), "sms": Limits(sms_parts, "sms parts")}
    return {wording: limits for wording, limits in said.items() if limits.characters}


def lower(refused: Limits, own: Limits | None) -> Limits:
    """What a text is counted against while it is written: what the channel refuses, or less if the office said so."""
    if own is None or own.characters is None:
        return refused
    most = own.characters if refused.characters is None else min(own.characters, refused.characters)
    return replace(refused, characters=most, unit=own.unit)


def sent(text: str) -> str:
    """The text as a channel gets it: composed letters, ends of lines as one character, no spaces around."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def hashtags(text: str) -> list[str]:
    """The hashtags of a text."""
    return re.findall(r"(?<![\w&])#\w+", text)


def is_public(kind: str, title: str) -> bool:
    """Whether an event belongs into the public calendar.

    Visits and family ceremonies do not (people's names stand there). Of the town's bodies only the assembly meets
    in public (Act 128/2000 Coll., § 93 and § 101).
    """
    if kind == "council":
        return "zastupitelstv" in fold(title)
    return kind not in ("visit", "ceremony")


def said_why(reason: str) -> str:
    """The reason of a withdrawal or a correction without spaces around; Refused when nobody says it."""
    if not reason.strip():
        raise Refused("Write why; the history of the post keeps it.", field="reason")
    return reason.strip()


def guid(host: str, year: int, story_id: int) -> str:
    """The name of a post that never changes (RFC 4151): `tag:www.brazdov.example,2026:prispevek-12`."""
    return f"tag:{host},{year}:prispevek-{story_id}"
