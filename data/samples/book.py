"""Writes one book of sheets as xlsx or ods, with what offices do to it: titles merged over the table, colours, gaps."""

import datetime as dt
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from data.samples.typed import Cell

RED, ORANGE, GREY, YELLOW = "#F4B6B0", "#FBD9A5", "#E3E5E1", "#FFF4C2"
_STAMP = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Row:
    """Cells of one row. A `merged` row shows its first cell across the table."""

    cells: Sequence[Cell]
    fill: str | None = None
    merged: bool = False
    bold: bool = False


@dataclass
class Sheet:
    """One sheet: rows in order, and groups (first column, last column, text) merged in the row `groups_at`."""

    name: str
    rows: list[Row] = field(default_factory=list)
    widths: Sequence[int] = ()
    groups_at: int | None = None
    groups: Sequence[tuple[int, int, str]] = ()

    def title(self, *lines: str) -> None:
        """Add merged title rows."""
        self.rows += [Row([line], merged=True, bold=n == 0) for n, line in enumerate(lines)]


def xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets as one .xlsx; the same sheets give the same bytes."""
    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"author": "Věra Malá", "created": dt.datetime(*_STAMP)})
        formats: dict[tuple[str | None, bool, str], object] = {}
        for sheet in sheets:
            _fill_xlsx(book, formats, sheet)


def _fill_xlsx(book, formats, sheet: Sheet) -> None:  # type: ignore[no-untyped-def]  # xlsxwriter has no types
    page = book.add_worksheet(sheet.name)
    width = len(sheet.widths)
    for column, size in enumerate(sheet.widths):
        page.set_column(column, column, size)
    for number, row in enumerate(sheet.rows):
        if row.merged:
            page.merge_range(number, 0, number, width - 1, row.cells[0], _format(book, formats, row, None))
            continue
        for column, cell in enumerate(row.cells):
            if cell is not None or row.fill:
                _write_xlsx(page, number, column, cell, _format(book, formats, row, cell))
    for first, last, text in sheet.groups:
        page.merge_range(
            sheet.groups_at, first, sheet.groups_at, last, text, _format(book, formats, Row([], GREY), None)
        )


def _write_xlsx(page, row: int, column: int, cell: Cell, style) -> None:  # type: ignore[no-untyped-def]
    if cell is None:
        page.write_blank(row, column, None, style)
    elif isinstance(cell, dt.date | dt.time):
        page.write_datetime(row, column, cell, style)
    else:
        page.write(row, column, cell, style)


def _format(book, formats, row: Row, cell: Cell):  # type: ignore[no-untyped-def]
    kind = "d. m. yyyy" if isinstance(cell, dt.date) else "h:mm" if isinstance(cell, dt.time) else ""
    key = (row.fill, row.bold, kind)
    if key not in formats:
        wanted = {"bold": row.bold, **({"bg_color": row.fill} if row.fill else {})}
        formats[key] = book.add_format({**wanted, **({"num_format": kind} if kind else {})})
    return formats[key]


_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
)
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""


def ods(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets as one .ods (OpenDocument 1.2) by hand: it needs no library and no style."""
    tables = "".join(_ods_table(sheet) for sheet in sheets)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    parts = (("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", _MANIFEST))
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (*parts, ("content.xml", content)):
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _STAMP), text, compress_type=method)


def _ods_table(sheet: Sheet) -> str:
    width = len(sheet.widths)
    rows = "".join(f"<table:table-row>{_ods_row(row, width)}</table:table-row>" for row in sheet.rows)
    return f'<table:table table:name="{escape(sheet.name)}">{rows or "<table:table-row/>"}</table:table>'


def _ods_row(row: Row, width: int) -> str:
    if row.merged:
        covered = "<table:covered-table-cell/>" * (width - 1)
        return (
            _ods_cell(row.cells[0], f' table:number-columns-spanned="{width}" table:number-rows-spanned="1"') + covered
        )
    return "".join(_ods_cell(cell) for cell in row.cells) or "<table:table-cell/>"


def _ods_cell(cell: Cell, extra: str = "") -> str:
    if cell is None:
        return f"<table:table-cell{extra}/>"
    if isinstance(cell, dt.date):
        value, shown = f'office:value-type="date" office:date-value="{cell}"', f"{cell.day}.{cell.month}.{cell.year}"
    elif isinstance(cell, dt.time):
        value, shown = f'office:value-type="time" office:time-value="PT{cell:%HH%MM}00S"', f"{cell:%H:%M}"
    elif isinstance(cell, int | float):
        value, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
    else:
        value, shown = 'office:value-type="string"', cell
    return f"<table:table-cell {value}{extra}><text:p>{escape(shown)}</text:p></table:table-cell>"
