"""Google Sheets: when a shared spreadsheet changed and what its cells show, read with a service account.

Cells come as FORMATTED_VALUE, the text that people see: `1. 5. 2026` and not the serial number 46143, `1 815,50 Kč`
and not 1815.5, an IČO with the zeros that its number format shows. The Czech cells then go through the same reading
as those of a file. The price: a number shown rounded is imported rounded, as on a printed page, and the spreadsheet's
locale should be Czech, or its dates come as `5/1/2026`.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lib.connectors.google_account import read_key, service_account_email
from lib.connectors.google_wire import Wire
from lib.errors import BadInput, Unavailable

__all__ = ["GoogleSheets", "service_account_email", "spreadsheet_id"]

TIMEOUT = 60.0  # seconds of silence on the wire
CELLS = 1_000_000  # of the grid in one question; more takes Google longer than its own limit of 180 s
ADDRESS = re.compile(
    r"(?:https?://)?(?:docs|drive)\.google\.com/"
    r"(?:a/[^/]+/)?(?:(?:spreadsheets|file)/(?:u/\d+/)?d/|open\?id=)([A-Za-z0-9_-]{20,})(?:[/?#&].*)?"
)
BARE = re.compile(r"[A-Za-z0-9_-]{20,}")
GRIDS = "properties.title,sheets.properties(title,sheetType,gridProperties(rowCount,columnCount))"


def spreadsheet_id(url_or_id: str) -> str:
    """The identifier inside an address pasted from the browser, or the identifier itself. `BadInput` otherwise."""
    text = url_or_id.strip()
    if BARE.fullmatch(text):
        return text
    found = ADDRESS.fullmatch(text)
    if found:
        return found[1]
    raise BadInput(
        "This is not the address of a Google spreadsheet. Open the spreadsheet and copy the address from the browser; "
        "it begins with https://docs.google.com/spreadsheets/d/.",
        field="location",
    )


@dataclass(frozen=True)
class Piece:
    """Rows of one sheet, from `first` (1-based) to `last`; `whole` when they are all it has."""

    sheet: str
    first: int
    last: int
    columns: int
    whole: bool

    @property
    def range(self) -> str:
        """A1 notation. Quoted, the name means the sheet even if it looks like a cell or a named range."""
        name = "'" + self.sheet.replace("'", "''") + "'"
        return name if self.whole else f"{name}!{self.first}:{self.last}"

    @property
    def cells(self) -> int:
        return (self.last - self.first + 1) * self.columns


class GoogleSheets:
    """One service account's view of Google Sheets, for one thread; nothing is asked before it is needed.

    Errors: `NotAllowed` (not shared, key refused), `Unavailable` (everything that a wait or an administrator mends).
    `endpoint` replaces Google in tests.
    """

    def __init__(
        self,
        credentials_file: Path,
        endpoint: str | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        timer: Callable[[], float] = time.monotonic,
        timeout: float = TIMEOUT,
    ) -> None:
        key = read_key(credentials_file)
        self.email = key.email
        self._wire = Wire(key, endpoint, sleep, timer, timeout)

    def modified(self, spreadsheet_id: str) -> str:
        """When anybody last changed the spreadsheet, as Drive writes it: `2026-11-01T09:30:00.000Z`."""
        files = self._wire.service("drive").files()
        options = {"fields": "modifiedTime,trashed", "supportsAllDrives": True}
        answer = self._wire.ask(files.get(fileId=spreadsheet_id, **options), "modifiedTime")
        if answer.get("trashed"):
            raise Unavailable("The Google spreadsheet is in the bin. Ask its owner to restore it, or add another one.")
        return str(answer["modifiedTime"])

    def read(self, spreadsheet_id: str) -> tuple[str, dict[str, list[list[str]]]]:
        """The spreadsheet's name, and what the cells of its sheets show, hidden ones too (charts have no cells); row 1
        first, all rows of a sheet equally wide.

        Up to a million cells come in one question and so from one moment; of more, ask `modified` before and after.
        """
        title, grids = self._grids(spreadsheet_id)
        found: dict[str, list[list[str]]] = {name: [] for name in grids}
        for portion in _portions(_pieces(grids)):
            for piece, rows in zip(portion, self._values(spreadsheet_id, portion), strict=True):
                # Google leaves out empty rows at the end of a piece; the next piece must keep its row numbers.
                gap = piece.first - 1 - len(found[piece.sheet])
                found[piece.sheet] += [*([] for _ in range(gap)), *rows] if rows else []
        return title, {name: _padded(rows) for name, rows in found.items()}

    def _grids(self, spreadsheet_id: str) -> tuple[str, dict[str, tuple[int, int]]]:
        """The title, and rows × columns of each sheet that has cells."""
        spreadsheets = self._wire.service("sheets").spreadsheets()
        answer = self._wire.ask(spreadsheets.get(spreadsheetId=spreadsheet_id, fields=GRIDS), "sheets")
        sheets = [sheet["properties"] for sheet in answer["sheets"]]
        grids = {
            sheet["title"]: (sheet["gridProperties"]["rowCount"], sheet["gridProperties"]["columnCount"])
            for sheet in sheets
            if sheet.get("sheetType", "GRID") == "GRID"
        }
        return str(answer.get("properties", {}).get("title", "")), grids

    def _values(self, spreadsheet_id: str, portion: list[Piece]) -> list[list[list[str]]]:
        values = self._wire.service("sheets").spreadsheets().values()
        options = {"valueRenderOption": "FORMATTED_VALUE", "majorDimension": "ROWS"}
        ranges = [piece.range for piece in portion]
        answer = self._wire.ask(values.batchGet(spreadsheetId=spreadsheet_id, ranges=ranges, **options), "valueRanges")
        return [
            [[str(cell) for cell in row] for row in one.get("values", [])]  # an empty sheet has no "values" at all
            for one in answer["valueRanges"]
        ]


def _pieces(grids: dict[str, tuple[int, int]]) -> Iterator[Piece]:
    for sheet, (rows, columns) in grids.items():
        step = max(1, CELLS // max(1, columns))
        for first in range(1, rows + 1, step):
            yield Piece(sheet, first, min(first + step - 1, rows), columns, whole=rows <= step)


def _portions(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """Pieces that fit into one question together."""
    portion: list[Piece] = []
    for piece in pieces:
        if portion and sum(one.cells for one in portion) + piece.cells > CELLS:
            yield portion
            portion = []
        portion.append(piece)
    if portion:
        yield portion


def _padded(rows: list[list[str]]) -> list[list[str]]:
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
