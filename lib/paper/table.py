"""Tables on paper: columns of given widths, wrapping cells, a head repeated on each page, a total under the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.czech.numbers import number
from lib.paper.document import Document
from lib.paper.text import HAIR, INK, LABEL, POINTS, Line, Style, wrap

CELL = Style(9)
CELL_STRONG = Style(9, bold=True)
NOTE = Style(8, grey=LABEL.grey)
_PAD_X, _PAD_Y = 1.2, 0.9


def amount(halere: int) -> str:
    """Haléře as a column of money shows them, always with two decimals and without the currency: `1 250,00`."""
    return number(Decimal(halere).scaleb(-2), 2)


@dataclass(frozen=True)
class Column:
    """Head, width in mm (0 = what the others leave), and where its text stands: left, right or center."""

    head: str
    width: float = 0
    align: str = "left"


@dataclass(frozen=True)
class Cell:
    """A cell with a note in small print under its text. A plain `str` does for a cell without one."""

    text: str
    note: str = ""


Row = Sequence[str | Cell]
Laid = list[tuple[Line, Style]]


class Table:
    """Draws rows into a document. A row that fits a page is never parted; a longer one continues on the next."""

    def __init__(self, document: Document, columns: Sequence[Column]) -> None:
        self.document = document
        self.columns = columns
        taken = sum(column.width for column in columns)
        rest = (document.room - taken) / max(1, sum(not column.width for column in columns))
        self.widths = [column.width or rest for column in columns]

    def draw(self, rows: Sequence[Row], total: tuple[str, str] | None = None) -> None:
        """The head, the rows, and at the end the total (label, amount), which never stands alone on a page."""
        with self.document.tagged("Table"):
            self._draw(rows, total)

    def _draw(self, rows: Sequence[Row], total: tuple[str, str] | None) -> None:
        closing = _height([[(Line("", 0), CELL_STRONG)]]) if total else 0.0
        laid = [self._lay(row) for row in rows]
        first = _height(laid[0]) if laid else 0.0
        self.document.need(self._head_height() + first + (closing if len(laid) == 1 else 0))
        self._head()
        for place, cells in enumerate(laid, start=1):
            last = place == len(laid)
            self._row(cells, closing if last else 0.0)
            self._hairline(0.35 if last else 0.15, INK if last else HAIR)
        if total:
            self._total(*total)

    def _head_height(self) -> float:
        return max(len(lines) for lines in self._heads()) * LABEL.height + 2 * _PAD_Y

    def _heads(self) -> list[list[Line]]:
        pairs = zip(self.columns, self.widths, strict=True)
        return [wrap(column.head, LABEL, wide - 2 * _PAD_X) for column, wide in pairs]

    def _head(self) -> None:
        self._cells([[(line, LABEL) for line in lines] for lines in self._heads()], "TH")
        self._hairline(0.35, INK)

    def _lay(self, row: Row) -> list[Laid]:
        laid = []
        for cell, wide in zip(row, self.widths, strict=True):
            cell = Cell(cell) if isinstance(cell, str) else cell
            room = wide - 2 * _PAD_X
            lines = [(line, CELL) for line in wrap(cell.text, CELL, room)]
            laid.append(lines + ([(line, NOTE) for line in wrap(cell.note, NOTE, room)] if cell.note else []))
        return laid

    def _row(self, cells: list[Laid], closing: float) -> None:
        self._make_room(_height(cells) + closing)
        while _height(cells) > self.document.bottom - self.document.y:
            fit = int((self.document.bottom - self.document.y - 2 * _PAD_Y) / CELL.height)
            self._cells([cell[:fit] for cell in cells])
            self._turn()
            cells = [cell[fit:] for cell in cells]
        self._cells(cells)

    def _make_room(self, height: float) -> None:
        if self.document.y + height > self.document.bottom:
            self._turn()

    def _turn(self) -> None:
        self.document.turn()
        with self.document.aside():
            self._head()

    def _cells(self, cells: list[Laid], role: str = "TD") -> None:
        page, x, top = self.document.page, self.document.left, self.document.y
        with self.document.tagged("TR"):
            for column, wide, laid in zip(self.columns, self.widths, cells, strict=True):
                y = top + _PAD_Y
                with self.document.tagged(role):
                    for line, style in laid:
                        y = page.lines(x + _PAD_X, y, wide - 2 * _PAD_X, [line], style, column.align)
                x += wide
        self.document.y = top + _height(cells)

    def _hairline(self, weight: float, grey: float) -> None:
        self.document.page.rule(self.document.left, self.document.y, self.document.room, weight, grey)

    def _total(self, label: str, amount: str) -> None:
        document = self.document
        room = document.room - 2 * _PAD_X
        right = wrap(amount, CELL_STRONG, room)
        left = wrap(label, CELL_STRONG, room - right[0].width - _PAD_X)
        self._make_room(len(left) * CELL_STRONG.height + 2 * _PAD_Y)
        top = document.y + _PAD_Y
        with document.tagged("TR"):
            with document.tagged("TH"):
                document.y = document.page.lines(document.left + _PAD_X, top, room, left, CELL_STRONG) + _PAD_Y
            with document.tagged("TD"):
                document.page.lines(document.left + _PAD_X, top, room, right, CELL_STRONG, "right")


def _height(cells: list[Laid]) -> float:
    sizes = (sum(style.size * style.leading for _, style in cell) for cell in cells)
    return max(sizes, default=0.0) / POINTS + 2 * _PAD_Y
