"""The text of a post as a network gets it, and how long it is as the network counts."""

import unicodedata

from lib.outbox.letters import graphemes as graphemes
from lib.outbox.records import Parcel


def post_text(parcel: Parcel) -> str:
    """The wording, composed, and the link below it where the wording does not have it already."""
    text = unicodedata.normalize("NFC", parcel.text.replace("\r\n", "\n")).strip()
    if parcel.link and parcel.link not in text:
        text = f"{text}\n\n{parcel.link}".strip()
    return text


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
