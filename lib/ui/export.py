"""A list as a file: csv and xlsx that Czech Excel opens as it should and that cannot run anything.

A text that starts with = + - @ or a tab is a formula for a spreadsheet (CWE-1236): csv gets an apostrophe before it,
xlsx keeps the text as text, marked so that it stays one when somebody edits the cell.
"""

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from lib.ui.columns import NUMERIC, Column, as_date, as_moment

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FORMATS = {
    "money": '#,##0.00\u00a0"Kč"',
    "whole": "#,##0",
    "decimal": "#,##0.00",
    "percent": "0.0%",
    "date": "d. m. yyyy",
    "moment": "d. m. yyyy h:mm",
}


def csv(frame: pl.DataFrame, columns: Sequence[Column]) -> bytes:
    """The rows as csv for Czech Excel: utf-8 with BOM, semicolons, decimal commas, dates `24.11.2026`."""
    texts = [
        pl.Series(safe(column.label), [_csv_text(column, value) for value in frame.get_column(column.name)], pl.String)
        for column in _exported(columns)
    ]
    return pl.DataFrame(texts).write_csv(separator=";", include_bom=True, line_terminator="\r\n").encode()


def xlsx(frame: pl.DataFrame, columns: Sequence[Column], title: str) -> bytes:
    """The rows as one sheet: money and counts are numbers, dates are dates, the head stays and can be filtered."""
    import xlsxwriter  # 0.05 s that only a download needs

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        quoted = book.add_format({"quote_prefix": True})
        for place, column in enumerate(_exported(columns)):
            sheet.write_string(0, place, column.label, bold)
            plain = book.add_format({"num_format": _FORMATS[column.kind]}) if column.kind in _FORMATS else None
            sheet.set_column(place, place, _width(frame, column))
            for row, value in enumerate(frame.get_column(column.name).to_list(), start=1):
                _write(sheet, row, place, _excel_value(column, value), plain, quoted)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, frame.height, max(0, len(_exported(columns)) - 1))
    return made.getvalue()


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _exported(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.kind != "photo"]


def _csv_text(column: Column, value: Any) -> str | None:
    found = _excel_value(column, value)
    if found is None:
        return None
    if isinstance(found, dt.datetime):
        return f"{found.day}.{found.month}.{found.year} {found.hour}:{found.minute:02d}"
    if isinstance(found, dt.date):
        return f"{found.day}.{found.month}.{found.year}"
    if column.kind in NUMERIC:
        return str(found).replace(".", ",")
    return safe(str(found))


def _excel_value(column: Column, value: Any) -> Any:
    """The value as a spreadsheet should hold it: koruny instead of haléře, a real date, words of states."""
    if value is None:
        return None
    if column.kind == "money":
        return (Decimal(int(value)) / 100).quantize(Decimal("0.01"))
    if column.kind in NUMERIC:
        return value
    if column.kind == "date":
        return as_date(value)
    if column.kind == "moment":
        return as_moment(value).replace(tzinfo=None)
    return column.text(value)


def _write(sheet: Any, row: int, place: int, value: Any, plain: Any, quoted: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, place, value, quoted if value.startswith(FORMULA) else None)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, place, value, plain)
    else:
        sheet.write_number(row, place, value, plain)


def _width(frame: pl.DataFrame, column: Column) -> int:
    texts = [column.text(value) for value in frame.get_column(column.name).head(200)]
    return min(60, max([len(column.label), 8, *map(len, texts)]) + 2)


def _sheet_name(title: str) -> str:
    plain = "".join(letter for letter in title if letter not in "[]:*?/\\").strip("' ")
    return plain[:31] or "List"
