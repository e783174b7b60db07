"""Cells of a sheet as XML: each column one text expression over the frame."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

Kind = Literal["text", "whole", "money", "decimal", "percent", "date", "moment"]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a formula of a text (CWE-1236)."""
ROWS, LONGEST, AT_ONCE = 1_048_576, 32_767, 20_000
"""Rows of a sheet and characters of a cell that Excel takes; rows that are packed at once."""
EPOCH = -25_569
"""Excel's day 0 (30. 12. 1899) by the days of 1970; its calendar is right from 1. 3. 1900, day 61, on."""
FORMATS = {
    "money": '#,##0.00\u00a0"Kč"',
    "whole": "#,##0",
    "decimal": "#,##0.00",
    "percent": "0.0%",
    "date": "d. m. yyyy",
    "moment": "d. m. yyyy h:mm",
}
HEAD_STYLE, QUOTED_STYLE, FIRST_STYLE = 1, 2, 3
_STYLES = {kind: FIRST_STYLE + place for place, kind in enumerate(FORMATS)}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ufffe\uffff]"


@dataclass(frozen=True)
class Column:
    """A column of a sheet: the frame's column, its heading, its width in characters.

    `money` is whole haléře and becomes koruny with two decimals, `percent` a share, `date` pl.Date, `moment` a
    pl.Datetime of the wall clock; `text` is whatever can be cast to text.
    """

    name: str
    label: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    title: str
    frame: pl.DataFrame
    columns: Sequence[Column]


class Texts:
    """Every different text of the workbook once; cells hold their numbers."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        heads = [pl.Series([column.label for column in sheet.columns], dtype=pl.String) for sheet in sheets]
        cells = [
            sheet.frame.select(_text(column)).to_series()
            for sheet in sheets
            for column in sheet.columns
            if column.kind == "text"
        ]
        found: pl.Series = pl.concat(
            [series.alias("").drop_nulls().unique(maintain_order=True) for series in heads + cells]
        )
        self.kind = pl.Enum(found.unique(maintain_order=True))

    def xml(self) -> Iterator[str]:
        known = pl.DataFrame({"text": self.kind.categories})
        yield f'{XML}<sst xmlns="{MAIN}" count="{known.height}" uniqueCount="{known.height}">'
        for part in known.iter_slices(AT_ONCE):
            texts = pl.concat_str(pl.lit('<si><t xml:space="preserve">'), _escaped(pl.col("text")), pl.lit("</t></si>"))
            yield part.select(texts.str.join("")).item()
        yield "</sst>"


def _escaped(text: pl.Expr) -> pl.Expr:
    """As XML and as Excel want it: `_x0041_` in a text would be read as a letter."""
    kept = text.str.replace_all("\r\n?", "\n").str.replace_all(_NOT_XML, "")
    marked = kept.str.replace_all("_(x[0-9A-Fa-f]{4})", "_x005F_${1}")
    return marked.str.replace_many(["&", "<", ">"], ["&amp;", "&lt;", "&gt;"])


def _text(column: Column) -> pl.Expr:
    """The column as text, cut where Excel would call the file damaged."""
    text = pl.col(column.name).cast(pl.String)
    return pl.when(text.str.len_bytes() <= LONGEST).then(text).otherwise(text.str.slice(0, LONGEST))


def rows(sheet: Sheet, texts: Texts) -> Iterator[str]:
    columns = list(enumerate(sheet.columns))
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width}" customWidth="1"/>'
        for place, column in enumerate(sheet.columns, 1)
    )
    yield (
        f'{XML}<worksheet xmlns="{MAIN}"><dimension ref="{_area(sheet)}"/><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/>{f"<cols>{widths}</cols>" if widths else ""}<sheetData>'
    )
    labels = pl.Series([column.label for column in sheet.columns], dtype=pl.String).cast(texts.kind).to_physical()
    heads = (f'<c r="{letters(place)}1" s="{HEAD_STYLE}" t="s"><v>{labels[place]}</v></c>' for place, _ in columns)
    yield f'<row r="1">{"".join(heads)}</row>'
    numbered = sheet.frame.with_row_index("#", 2).with_columns(pl.col("#").cast(pl.String))
    cells = [_cell(letters(place), column, sheet.frame, texts) for place, column in columns]
    row = pl.concat_str([pl.lit('<row r="'), pl.col("#"), pl.lit('">'), *cells, pl.lit("</row>")])
    for part in numbered.iter_slices(AT_ONCE):
        yield part.select(row.str.join("")).item()
    yield f'</sheetData><autoFilter ref="{_area(sheet)}"/></worksheet>'


def _cell(letter: str, column: Column, frame: pl.DataFrame, texts: Texts) -> pl.Expr:
    """The cells of a column as XML, nothing where there is no value."""
    if column.kind == "text":
        text = _text(column)
        formula = pl.any_horizontal([text.str.starts_with(sign) for sign in FORMULA])
        style = pl.when(formula).then(pl.lit(f'" s="{QUOTED_STYLE}" t="s"><v>')).otherwise(pl.lit('" t="s"><v>'))
        value = text.cast(texts.kind).to_physical().cast(pl.String)
    else:
        style, value = pl.lit(f'" s="{_STYLES[column.kind]}"><v>'), _number(column, frame.schema[column.name])
    cell = pl.concat_str([pl.lit(f'<c r="{letter}'), pl.col("#"), style, value, pl.lit("</v></c>")])
    return cell.fill_null("")


def _number(column: Column, kind: pl.DataType) -> pl.Expr:
    value = pl.col(column.name)
    if column.kind == "money":
        halere = value.cast(pl.Int64)
        sign = pl.when(halere < 0).then(pl.lit("-")).otherwise(pl.lit(""))
        rest = (halere.abs() % 100).cast(pl.String).str.zfill(2)
        return pl.concat_str([sign, (halere.abs() // 100).cast(pl.String), pl.lit("."), rest])
    if column.kind == "date":
        return _since_1900(value.cast(pl.Date).to_physical().cast(pl.Int64) - EPOCH).cast(pl.String)
    if column.kind == "moment":
        seconds = value.cast(pl.Datetime("us")).to_physical() // 1_000_000
        return _since_1900(seconds / 86_400 - EPOCH).round(8).cast(pl.String)
    if kind.is_float():
        return pl.when(value.is_finite()).then(value).cast(pl.String)
    return value.cast(pl.String)


def _since_1900(days: pl.Expr) -> pl.Expr:
    """Excel has no day before 1. 3. 1900 that other programs would read alike: such a cell stays empty."""
    return pl.when(days >= 61).then(days)


def letters(place: int) -> str:
    """What the spreadsheet calls a column: 0 → `A`, 26 → `AA`."""
    name = ""
    while place >= 0:
        place, rest = place // 26 - 1, place % 26
        name = chr(65 + rest) + name
    return name


def _area(sheet: Sheet) -> str:
    return f"A1:{letters(max(0, len(sheet.columns) - 1))}{sheet.frame.height + 1}"
