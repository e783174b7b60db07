"""One sheet of paper to draw on: text, lines and boxes in millimetres from the top left corner."""

from dataclasses import dataclass

from lib.paper.tags import Element, Tags
from lib.paper.text import HAIR, INK, POINTS, Line, Style, encoded


@dataclass(frozen=True)
class Format:
    """Paper size and its margins in mm; left and right are the same."""

    wide: float
    high: float
    side: float
    top: float
    bottom: float


A4 = Format(210, 297, side=20, top=14, bottom=16)
A5 = Format(148, 210, side=12, top=10, bottom=13)
A5_LANDSCAPE = Format(210, 148, side=15, top=9, bottom=13)


class Page:
    """Collects PDF drawing operators (ISO 32000-1, annex A). Nothing here knows about margins or page breaks.

    With `tags` each text is marked with the element it belongs to; `marks` are these elements in their order.
    """

    def __init__(self, format: Format, tags: Tags | None = None) -> None:
        self.wide, self.high = format.wide, format.high
        self.marks: list[Element] = []
        self.pictures: list[tuple[bytes, float, float, float, float]] = []
        self._tags = tags
        self._operators: list[str] = []
        self._grey: float | None = None

    def content(self) -> bytes:
        return "\n".join(self._operators).encode("latin-1")

    def text(self, x: float, top: float, text: str, style: Style) -> None:
        """One line that starts at `x`; its line box starts at `top`."""
        if not text:
            return
        self._ink(style.grey)
        left, base = x * POINTS, (self.high - top - style.drop) * POINTS
        shown = encoded(text, style)
        drawn = f"BT /{style.face.name} {style.size:g} Tf {left:.2f} {base:.2f} Td ({shown}) Tj ET"
        self._add(drawn, self._tags.element() if self._tags else None)

    def lines(self, x: float, top: float, room: float, lines: list[Line], style: Style, align: str = "left") -> float:
        """Wrapped lines in a column `room` mm wide; gives the bottom edge. `align` is left, right or center."""
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        for line in lines:
            self.text(x + share * (room - line.width), top, line.text, style)
            top += style.height
        return top

    def rule(self, x: float, y: float, length: float, weight: float = 0.2, grey: float = HAIR) -> None:
        """A horizontal line, `weight` mm thick."""
        self.fill(x, y - weight / 2, length, weight, grey)

    def fill(self, x: float, y: float, wide: float, high: float, grey: float = INK) -> None:
        """A full rectangle."""
        self._ink(grey)
        k = POINTS
        self._add(f"{x * k:.2f} {(self.high - y - high) * k:.2f} {wide * k:.2f} {high * k:.2f} re f")

    def picture(self, content: bytes, x: float, y: float, wide: float, high: float) -> None:
        """A JPEG or PNG of this size, over what is drawn. Papers for the archive have none."""
        self.pictures.append((content, x, y, wide, high))

    def squares(self, x: float, y: float, unit: float, runs: list[tuple[int, int, int]]) -> None:
        """Runs (column, row, length) of a grid of squares `unit` mm big, black: the picture of a QR code."""
        self._ink(INK)
        k = POINTS
        drawn = "\n".join(f"{column} {row} {length} 1 re" for column, row, length in runs)
        place = f"{unit * k:.4f} 0 0 {-unit * k:.4f} {x * k:.2f} {(self.high - y) * k:.2f} cm"
        self._add(f"q {place}\n{drawn}\nf Q", self._tags.figure() if self._tags else None)

    def _add(self, drawn: str, element: Element | None = None) -> None:
        if self._tags is None:
            self._operators.append(drawn)
        elif element is None:
            self._operators.append(f"/Artifact BMC {drawn} EMC")
        else:
            element.kids.append((self, len(self.marks)))
            self._operators.append(f"/{element.role} <</MCID {len(self.marks)}>> BDC {drawn} EMC")
            self.marks.append(element)

    def _ink(self, grey: float) -> None:
        if grey != self._grey:
            self._operators.append(f"{grey:g} g")
            self._grey = grey
