"""SMS: how many parts a text takes, what they cost, and a plain version that fits the cheap encoding.

GSM 03.38 (3GPP TS 23.038) has 160 characters in one message, 153 in each part of a longer one; any other character
switches the whole text to UCS-2 with 70 and 67. Of Czech letters only é and É are in GSM 03.38.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("^{}\\[]~|€\f")
_PLAIN = {
    "°C": "C",
    "„": '"',
    "“": '"',
    "”": '"',
    "»": '"',
    "«": '"',
    "‚": "'",
    "‘": "'",
    "’": "'",
    "`": "'",
    "´": "'",
    "…": "...",
    "×": "x",
    "°": " st.",
    "‰": " promile",
    "•": "-",
    "·": "-",
    "→": "->",
    "←": "<-",
    "\t": " ",
    "\u2044": "/",
    "\u00ad": "",
    "\u200b": "",
    "\ufeff": "",
} | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_STROKES = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "œ": "oe", "Œ": "OE", "ı": "i"}
_REPLACED = re.compile("|".join(map(re.escape, _PLAIN | _STROKES)))


@dataclass(frozen=True)
class Sms:
    """What a text costs: `characters` as the encoding counts them, `left_in_part` until another part begins."""

    encoding: Literal["GSM-7", "UCS-2"]
    characters: int
    parts: int
    left_in_part: int


def measure(text: str) -> Sms:
    """Encoding, length and parts of the text exactly as it is; an empty text has no part."""
    if _is_gsm(text):
        return _packed("GSM-7", [2 if letter in _GSM_DOUBLE else 1 for letter in text], 160, 153)
    return _packed("UCS-2", [2 if ord(letter) > 0xFFFF else 1 for letter in text], 70, 67)


def plain(text: str) -> str:
    """The text without diacritics and typographic marks, so that it fits GSM 03.38 and costs the least.

    Characters without a plain form (emoji, other scripts) stay, and `measure` shows that they are dear.
    """
    composed = unicodedata.normalize("NFC", text)
    replaced = _REPLACED.sub(lambda found: (_PLAIN | _STROKES)[found[0]], composed)
    return _REPLACED.sub(lambda found: (_PLAIN | _STROKES)[found[0]], "".join(map(_without_marks, replaced)))


def price(parts: int, recipients: int, halere_per_part: int) -> int:
    """Haléře for sending `parts` to all recipients."""
    return parts * recipients * halere_per_part


def _is_gsm(text: str) -> bool:
    return set(text) <= _GSM | _GSM_DOUBLE


def _packed(encoding: Literal["GSM-7", "UCS-2"], widths: list[int], single: int, part: int) -> Sms:
    """Fill parts; a character of two units is never torn, so a part may end one unit early."""
    total = sum(widths)
    if total <= single:
        return Sms(encoding, total, 1 if widths else 0, single - total)
    parts, filled = 1, 0
    for width in widths:
        if filled + width > part:
            parts, filled = parts + 1, 0
        filled += width
    return Sms(encoding, total, parts, part - filled)


def _without_marks(letter: str) -> str:
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return bare if _is_gsm(bare) else letter if _is_gsm(letter) else bare
