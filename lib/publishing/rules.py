"""The office's sentences about posts: what each channel takes, how long a text is as the channel counts it (on what is
sent, not on what is typed), which events are for everybody, what can be withdrawn, what a post is named."""

import re
import unicodedata
from dataclasses import dataclass

from lib.czech import sms
from lib.czech.sorting import fold
from lib.errors import Refused

CHANNELS = {"web": "Web", "facebook": "Facebook", "instagram": "Instagram", "sms": "SMS"}
FORMATS = {"1080x1080": (1080, 1080), "1200x630": (1200, 630)}
LONGEST_TITLE = 200
LONGEST_ALT = 250


@dataclass(frozen=True)
class Limit:
    """What a channel takes: characters, hashtags (None: any number), parts of an SMS."""

    characters: int
    hashtags: int | None = None
    parts: int | None = None


LIMITS = {
    "web": Limit(20_000),
    "facebook": Limit(5_000),
    "instagram": Limit(2_200, hashtags=30),
    "sms": Limit(459, parts=3),
}


def sent(text: str) -> str:
    """The text as a channel gets it: composed letters, ends of lines as one character, no spaces around."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def length(text: str, channel: str) -> int:
    """Characters as the channel counts them; SMS as its encoding does."""
    return sms.measure(sent(text)).characters if channel == "sms" else len(sent(text))


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


def check_withdrawal(state: str, reason: str) -> str:
    """The reason without spaces around; Refused when nothing is out or nobody says why."""
    if state != "published":
        raise Refused("Only a published post can be withdrawn.")
    return said_why(reason)


def said_why(reason: str) -> str:
    """The reason of a withdrawal or a correction without spaces around; Refused when nobody says it."""
    if not reason.strip():
        raise Refused("Write why the post is withdrawn; the record of changes keeps it.", field="reason")
    return reason.strip()


def guid(host: str, year: int, story_id: int) -> str:
    """The name of a post that never changes (RFC 4151): `tag:www.brazdov.example,2026:prispevek-12`."""
    return f"tag:{host},{year}:prispevek-{story_id}"
