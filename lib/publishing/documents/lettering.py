"""How a text is set into a picture: our fonts, lines of a width, the largest type in which it fits.

Words are never hyphenated: Czech hyphenation of a title on a poster is a mistake more often than a help.
"""

from collections.abc import Callable
from functools import cache

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import ImageFont

from lib import config

FONTS = config.ROOT / "data" / "fonts"
REGULAR, BOLD = "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"
LEAST = 28
"""The smallest type size in pixels: below it nobody reads on a phone."""


def largest(text: str, width: int, height: int, size: int, cut: str = BOLD) -> tuple[list[str], int]:
    """The lines of a text and the largest size (from `size` down) in which they fit the box; at the smallest one the
    end is left out, which an ellipsis shows."""
    said = printable(text, cut)
    lines: list[str] | None = None
    for smaller in range(size, LEAST - 1, -4):
        lines = wrapped(said, typeface(cut, smaller), width, tear=smaller <= LEAST + 12)
        if lines and len(lines) * line_height(smaller) <= height:
            return lines, smaller
    return fitting(lines or [], typeface(cut, smaller), width, max(1, height // line_height(smaller))), smaller


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int, *, tear: bool) -> list[str] | None:
    """The text in lines of the width, broken at spaces (not at no-break ones); None when a word does not fit.
    With `tear` such a word is torn."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        elif font.getlength(word) <= width:
            lines.append(word)
        elif tear:
            lines += _torn(word, font, width)
        else:
            return None
    return lines


def _torn(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def fitting(lines: list[str], font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """At most so many lines, none wider; what is left out is shown by an ellipsis."""
    kept = lines[:most]
    if kept and (len(lines) > most or font.getlength(kept[-1]) > width):
        last = kept[-1]
        while last and font.getlength(f"{last}…") > width:
            last = last[:-1]
        kept[-1] = f"{last.rstrip(' ,.;:–')}…"
    return kept


def line_height(size: int) -> int:
    return round(size * 1.22)


@cache
def typeface(cut: str, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is the same on every machine; Raqm is there only on some.
    return ImageFont.truetype(str(FONTS / cut), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _letters(cut: str) -> frozenset[int]:
    with TTFont(FONTS / cut) as file:
        return frozenset(file.getBestCmap())


def printable(text: str, cut: str) -> str:
    """The text without characters that the font lacks (emoji would be empty boxes)."""
    known: Callable[[str], bool] = lambda letter: ord(letter) in _letters(cut)  # noqa: E731
    return " ".join("".join(letter if known(letter) else " " for letter in text).split(" ")).strip()
