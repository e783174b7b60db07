"""A text with its link, and how many characters it has as people see them; some networks count so."""

import unicodedata

JOINER, KEYCAP = "\u200d", "\u20e3"
FLAGS = range(0x1F1E6, 0x1F200)
SKINS = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)


def with_link(text: str, link: str) -> str:
    """The text with the link below it, where it has not got it already. Whoever puts a link below a text does it here
    (in the browser `lib/ui/assets/story_text.js`)."""
    return text if link in text else "\n\n".join(filter(None, (text, link)))


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
