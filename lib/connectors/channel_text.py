"""The text of a post as a network gets it, and how long it is as the network counts."""

import unicodedata

from lib.outbox.records import Parcel

JOINER, KEYCAP = "\u200d", "\u20e3"
FLAGS = range(0x1F1E6, 0x1F200)
SKINS = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)


def post_text(parcel: Parcel) -> str:
    """The wording, composed, and the link below it where the wording does not have it already."""
    text = unicodedata.normalize("NFC", parcel.text.replace("\r\n", "\n")).strip()
    if parcel.link and parcel.link not in text:
        text = f"{text}\n\n{parcel.link}".strip()
    return text


def graphemes(text: str) -> int:
    """Characters as people see them: a letter with its marks, a family of emoji and a flag are one each (UAX 29)."""
    count, flags, joined, before = 0, 0, False, ""
    for letter in text:
        flags = flags + 1 if ord(letter) in FLAGS else 0
        continues = (
            joined
            or _extends(letter)
            or (flags and flags % 2 == 0)
            or (letter == "\n" and before == "\r")
        )  # fmt: skip
        count += 0 if continues and before else 1
        joined, before = letter == JOINER, letter
    return count


def _extends(letter: str) -> bool:
    code = ord(letter)
    return (
        letter in (JOINER, KEYCAP)
        or unicodedata.category(letter) in ("Mn", "Me", "Mc")
        or code in SKINS
        or code in TAGS
    )


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
