"""Czech alphabetical order (`ch` after `h`) and folding of texts for searching.

The order follows ČSN 97 6030: first the letters, among them č, ch, ř, š and ž as letters of their own, then the
remaining diacritics, then lower before upper case. A word sorts before a longer one, letters before digits.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import polars as pl

_CH = "\ue000"
_ALPHABET = f"a b c č d e f g h {_CH} i j k l m n o p q r ř s š t u v w x y z ž 0 1 2 3 4 5 6 7 8 9".split()
_PLACE = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_MARK_ORDER = {"": "0", "\u0301": "1", "\u030c": "2", "\u030a": "3"}
_STROKES = {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ς": "σ"}
_MARKS = "[\u0300-\u036f]+"
_SPACES = r"[\s\x1c-\x1f]+"  # Rust's \s lacks the four separators that Python's has
_STROKE_TABLE = str.maketrans(_STROKES)


class _Level(dict[int, str]):
    """One level of the order: what each character counts for, worked out when the character is first met."""

    def __init__(self, weight: Callable[[str], str]) -> None:
        super().__init__()
        self.weight = weight

    def __missing__(self, code: int) -> str:
        self[code] = found = self.weight(chr(code))
        return found


def _letter(letter: str) -> str:
    if letter in _PLACE:
        return _PLACE[letter]
    if letter in " -–":
        return "\x01"
    plain = _STROKES.get(letter) or unicodedata.normalize("NFKD", letter)
    return "".join(_PLACE.get(part, part if part.isalpha() else "") for part in plain)


def _mark(letter: str) -> str:
    if letter in _PLACE:
        return "0"
    return _MARK_ORDER.get(unicodedata.normalize("NFD", letter)[1:], letter)


_LETTERS, _DIACRITICS = _Level(_letter), _Level(_mark)


@lru_cache(maxsize=65_536)
def sort_key(text: str | None) -> tuple[str, ...]:
    """A key that puts Czech texts into their order; nothing (None) comes first.

    Two keys are equal only for the same text, so the order is total and a sorted list is always the same.
    """
    if text is None:
        return ()
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    letters = " ".join(plain.lower().split()).replace("ch", _CH)
    return letters.translate(_LETTERS), letters.translate(_DIACRITICS), plain.swapcase(), plain


def compare(a: str | None, b: str | None) -> int:
    """-1, 0 or 1 for SQLite: `create_collation("CZECH", compare)`."""
    left, right = sort_key(a), sort_key(b)
    return (left > right) - (left < right)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text for searching: lower case, no diacritics, single spaces (`  Łódź a ČÁP ` → `lodz a cap`)."""
    plain = text.lower()
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
        plain = re.sub(_MARKS, "", apart).translate(_STROKE_TABLE)
    return " ".join(plain.split())


def fold_frame(expr: pl.Expr) -> pl.Expr:
    """`fold` for a whole polars column of texts; null stays null."""
    apart = expr.str.normalize("NFKD").str.to_lowercase().str.normalize("NFKD")
    plain = apart.str.replace_all(_MARKS, "").str.replace_many(list(_STROKES), list(_STROKES.values()))
    return plain.str.replace_all(_SPACES, " ").str.strip_chars(" ")
