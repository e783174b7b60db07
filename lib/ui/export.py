"""A list as a file: csv and xlsx that Czech Excel opens as it should and that cannot run anything.

A text that starts with = + - @ or a tab is a formula for a spreadsheet (CWE-1236): csv gets an apostrophe before it,
xlsx keeps the text as text, marked so that it stays one when somebody edits the cell.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from lib import xlsx as workbook
from lib.ui.columns import NUMERIC, Column, as_date, as_moment
from lib.xlsx import FORMULA


def csv(frame: pl.DataFrame, columns: Sequence[Column]) -> bytes:
    """The rows as csv for Czech Excel: utf-8 with BOM, semicolons, decimal commas, dates `24.11.2026`."""
    texts = [
        pl.Series(safe(column.label), [_csv_text(column, value) for value in frame.get_column(column.name)], pl.String)
        for column in _exported(columns)
    ]
    return pl.DataFrame(texts).write_csv(separator=";", include_bom=True, line_terminator="\r\n").encode()


def xlsx(frame: pl.DataFrame, columns: Sequence[Column], title: str) -> bytes:
    """The rows as one sheet: money and counts are numbers, dates are dates, the head stays and can be filtered."""
    exported = _exported(columns)
    cells = pl.DataFrame([_excel_column(frame, column).alias(f"c{place}") for place, column in enumerate(exported)])
    described = [
        workbook.Column(f"c{place}", column.label, _kind(column), _width(frame, column))
        for place, column in enumerate(exported)
    ]
    return workbook.book(workbook.Sheet(title, cells, described))


def _kind(column: Column) -> Any:
    return column.kind if column.kind in ("date", "moment") or column.kind in NUMERIC else "text"


def _excel_column(frame: pl.DataFrame, column: Column) -> pl.Series:
    """The column as a spreadsheet should hold it: numbers and dates as they are, words of states, Prague's clock."""
    found = frame.get_column(column.name)
    if _kind(column) == "text":
        if column.kind == "text" and found.dtype == pl.String:
            return found
        different = found.unique().drop_nulls()
        words = pl.Series([column.text(value) for value in different], dtype=pl.String)
        return found.replace_strict(different, words, return_dtype=pl.String)
    if column.kind == "date":
        return found.str.to_date("%Y-%m-%d") if found.dtype == pl.String else found.cast(pl.Date)
    if column.kind == "moment":
        moments = [None if value is None else as_moment(value).replace(tzinfo=None) for value in found]
        return pl.Series(moments, dtype=pl.Datetime)
    return found


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


def _width(frame: pl.DataFrame, column: Column) -> int:
    texts = [column.text(value) for value in frame.get_column(column.name).head(200)]
    return min(60, max([len(column.label), 8, *map(len, texts)]) + 2)
