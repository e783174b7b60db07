"""The text of a post as a network gets it, and how long it is as the network counts."""

import unicodedata

from lib.outbox.letters import graphemes as graphemes
from lib.outbox.letters import with_link
from lib.outbox.records import Parcel


def post_text(parcel: Parcel) -> str:
    """The wording, composed, and the link below it where the wording does not have it already."""
    return with_link(unicodedata.normalize("NFC", parcel.text.replace("\r\n", "\n")).strip(), parcel.link)


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
