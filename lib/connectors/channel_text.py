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
    count, flags, before = 0, 0, ""
    for letter in text:
        flags = flags + 1 if ord(letter) in FLAGS else 0
        count += 0 if _continues(before, letter, flags) else 1
        before = letter
    return count


def _continues(before: str, letter: str, flags: int) -> bool:
    """Whether a letter belongs to the one before it; `flags` is which letter of a row of flags it is."""
    if not before or unicodedata.category(before) == "Cc":
        return before == "\r" and letter == "\n"
    return before == JOINER or _extends(letter) or (flags > 0 and flags % 2 == 0)


def _extends(letter: str) -> bool:
    code, kind = ord(letter), unicodedata.category(letter)
    return letter in (JOINER, KEYCAP) or kind in ("Mn", "Me", "Mc") or code in SKINS or code in TAGS


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
