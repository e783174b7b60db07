"""What each channel takes, and how long a text is as the channel counts it: on what is sent, not on what is typed."""

import re
import unicodedata
from dataclasses import dataclass

from lib.czech import sms

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
