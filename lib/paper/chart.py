"""A small bar chart on paper: one series, its values written over the bars, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.paper.document import Document
from lib.paper.text import HAIR, INK, LABEL, Line, Style, width, wrap

VALUE = Style(7)
GREY = 0.62
_BAR = 0.7  # of the room that a bar and the white beside it share


@dataclass(frozen=True)
class Bar:
    """What a bar is called, how high it is (None: not known), how its value is written, whether it is the one meant."""

    label: str
    value: int | None
    shown: str
    meant: bool = False


def bars(document: Document, title: str, series: Sequence[Bar], *, height: float = 26) -> None:
    """Draw the bars under their title across the paper; a missing value is a gap, never a zero. Heights in mm."""
    highest = max((bar.value or 0 for bar in series), default=0)
    if not highest:
        return
    document.need(LABEL.height + height + VALUE.height * 2 + 4)
    with document.tagged("Figure", f"{title}: " + ", ".join(f"{bar.label} {bar.shown}" for bar in series if bar.shown)):
        page, top = document.page, document.y
        base = page.lines(document.left, top, document.room, wrap(title, LABEL, document.room)[:1], LABEL)
        base += VALUE.height + 1 + height
        wide = document.room / len(series)
        for place, bar in enumerate(series):
            left = document.left + place * wide
            tall = height * (bar.value or 0) / highest
            page.fill(left + wide * (1 - _BAR) / 2, base - tall, wide * _BAR, tall, INK if bar.meant else GREY)
            _centred(document, left, wide, base - tall - VALUE.height - 0.3, bar.shown)
            _centred(document, left, wide, base + 0.8, bar.label)
        page.rule(document.left, base, document.room, 0.2, HAIR)
    document.y = base + VALUE.height + 3


def _centred(document: Document, left: float, wide: float, top: float, text: str) -> None:
    line = Line(text, width(text, VALUE))
    document.page.lines(left - wide, top, 3 * wide, [line], VALUE, "center")
