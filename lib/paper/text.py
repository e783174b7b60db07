"""Words on paper: how wide they are and where their lines break."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lib.czech.typography import bound
from lib.errors import BadInput
from lib.paper.fonts import Face, fonts

POINTS = 72 / 25.4  # in one millimetre
INK, QUIET, HAIR = 0.0, 0.36, 0.72  # greys: text, labels, hairlines

# Pasted from the web they are invisible, yet no font has a picture for them; the minus sign is not in Noto Sans.
_PLAIN = str.maketrans({"\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": "", "\u2212": "–", "\t": " ", "\r": ""})


@dataclass(frozen=True)
class Style:
    """How a text looks: size in points, weight, grey (0 black – 1 white), and line height as a multiple of size."""

    size: float
    bold: bool = False
    grey: float = INK
    leading: float = 1.32

    @cached_property
    def face(self) -> Face:
        return fonts().bold if self.bold else fonts().regular

    @cached_property
    def height(self) -> float:
        """Of one line, in mm."""
        return self.size * self.leading / POINTS

    @cached_property
    def drop(self) -> float:
        """From the top of a line to the baseline, in mm: the capitals sit in the middle of the line."""
        return self.height / 2 + self.size * 0.357 / POINTS


BODY = Style(9.5)
STRONG = Style(9.5, bold=True)
SMALL = Style(8)
LABEL = Style(8, grey=QUIET)
FINE = Style(7, grey=QUIET)
TITLE = Style(17, bold=True, leading=1.2)
NUMBER = Style(12, bold=True)


class Line(NamedTuple):
    """One line of text and its width in mm."""

    text: str
    width: float


def clean(text: str) -> str:
    """The text as the font knows it: composed letters (`r` + caron → `ř`), no invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def encoded(text: str, style: Style) -> str:
    """The text as it stands in the PDF.

    BadInput names the first character the font lacks: an empty box on a signed paper is worse than no paper.
    """
    try:
        return "".join(map(style.face.codes.__getitem__, text))
    except KeyError as missing:
        raise _unprintable(missing.args[0], text) from None


def width(text: str, style: Style) -> float:
    """Of a single line, in mm."""
    return _thousandths(text, style.face) * style.size / 1000 / POINTS


def wrap(text: str, style: Style, room: float) -> list[Line]:
    """The text broken into lines no wider than `room` mm; a word longer than a line is broken inside.

    Line ends in the text stay. A lone preposition (k, s, v, z, o, u) or conjunction (a, i) never ends a line
    (ČSN 01 6910). An empty text is one empty line.
    """
    unit = style.size / 1000 / POINTS
    lines: list[Line] = []
    for paragraph in clean(text).split("\n"):
        total = _thousandths(paragraph, style.face)
        if total * unit <= room:
            lines.append(Line(paragraph, total * unit))
        else:
            lines += [Line(line, thousandths * unit) for line, thousandths in _fill(paragraph, style.face, room / unit)]
    return lines


def _fill(paragraph: str, face: Face, limit: float) -> list[tuple[str, float]]:
    space = face.widths[" "]
    lines: list[tuple[str, float]] = []
    line, used = "", 0.0
    for word in bound(paragraph).split(" "):
        *full, (word, wide) = _chopped(word, face, limit)
        if line and (full or used + space + wide > limit):
            lines.append((line, used))
            line, used = "", 0.0
        lines += full
        line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
    return [*lines, (line, used)]


def _chopped(word: str, face: Face, limit: float) -> list[tuple[str, float]]:
    """The word in pieces that fit a line: usually just one."""
    wide = _thousandths(word, face)
    if wide <= limit:
        return [(word, wide)]
    pieces: list[tuple[str, float]] = []
    piece, used = "", 0.0
    for character in word:
        step = face.widths[character]
        if piece and used + step > limit:
            pieces.append((piece, used))
            piece, used = "", 0.0
        piece, used = piece + character, used + step
    return [*pieces, (piece, used)]


def _thousandths(text: str, face: Face) -> float:
    try:
        return sum(map(face.widths.__getitem__, text))
    except KeyError as missing:
        raise _unprintable(missing.args[0], text) from None


def _unprintable(character: str, text: str) -> BadInput:
    return BadInput(
        "The character “{character}” ({code}) in “{text}” cannot be printed. Replace it with a Latin one.",
        character=character,
        code=f"U+{ord(character):04X}",
        text=text if len(text) <= 60 else f"{text[:60]}…",
    )
