"""Finds the table in a sheet: its header (one line or two, under titles), and rows that are no data."""

import fnmatch
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from lib.czech.sorting import fold_frame
from lib.errors import BadInput
from lib.i18n import N
from lib.sheets.cells import letter
from lib.sheets.kind import RawSheets, SheetKind
from lib.sheets.mapping import plain, words

LOOK_AT = 30  # rows from the top among which the header is looked for
ALIKE = 0.6  # of the best sheet's matching headings
SUM_WORDS = r"^(celkem|soucet|suma|mezisoucet|celkovy soucet|uhrnem|total|sum)\b"
UNIT = re.compile(
    r"\(?(v |tis\.? )*(kč|czk|ks|kusů|hod|h|min|%|mm|cm|m|m2|osob|výtisků|dd\.mm\.rrrr)\.?\)?", re.IGNORECASE
)
WHY = {
    "sum": N("a sum"),
    "separator": N("a line between groups"),
    "header": N("the header once more"),
    "title": N("a title above the table"),
    "unit": N("a line of units"),
}


@dataclass(frozen=True)
class Table:
    """One sheet's table: `columns` heading → column of `rows`, in order; `ignored`: `row`, `why` (a key of WHY)."""

    sheet: str
    columns: dict[str, str]
    rows: pl.DataFrame
    ignored: pl.DataFrame

    @property
    def headings(self) -> list[str]:
        return list(self.columns)

    def letter(self, heading: str) -> str:
        return letter(self.columns[heading])


@dataclass(frozen=True)
class Skipped:
    """A sheet that was left out: it is empty, or it holds something else."""

    sheet: str
    empty: bool


@dataclass(frozen=True)
class _Header:
    first: int
    last: int
    columns: dict[str, str]
    score: int


def tables(
    raw: RawSheets, kind: SheetKind, pattern: str = "", known: Iterable[str] = (), *, strict: bool = True
) -> tuple[list[Table], list[Skipped]]:
    """The tables of a workbook and the sheets left out.

    `pattern` chooses sheets by name (`2024*, 2025`); without it those whose headers look alike (a sheet per year).
    `known` are headings that a remembered mapping names. BadInput when no sheet has a header that fits; not when
    `strict` is off, for somebody who is about to map the columns by hand.
    """
    vocabulary = {plain(word) for word in known} | {word for one in kind.fields for word in words(one)}
    chosen = _named(raw, pattern)
    headers = {name: _header(sheet, vocabulary) for name, sheet in chosen.items() if sheet.height}
    best = max((header.score for header in headers.values()), default=0)
    alike = [name for name, header in headers.items() if header.score >= max(1, ALIKE * best)]
    if not alike and not strict:
        alike = list(headers)
    if headers and not alike:
        raise BadInput(
            "No sheet has a header with known columns. The first rows say: {found}. Name the columns, or map them.",
            found=", ".join(list(next(iter(headers.values())).columns)[:8]),
        )
    skipped = [Skipped(name, empty=not raw[name].height) for name in raw if name not in alike]
    return [_table(name, chosen[name], headers[name]) for name in alike], skipped


def _named(raw: RawSheets, pattern: str) -> RawSheets:
    patterns = [part.strip() for part in pattern.split(",") if part.strip()]
    for part in patterns:
        if not fnmatch.filter(raw, part):
            raise BadInput("The workbook has no sheet “{sheet}”. It has: {sheets}.", sheet=part, sheets=", ".join(raw))
    return {
        name: sheet for name, sheet in raw.items() if not patterns or any(fnmatch.fnmatch(name, p) for p in patterns)
    }


def _header(sheet: pl.DataFrame, vocabulary: set[str]) -> _Header:
    """The line, or two lines joined, with most known words; without any, the first of the fullest lines."""
    top = sheet.head(LOOK_AT).drop("row").rows()
    places = [name for name in sheet.columns if name != "row"]
    best = _Header(0, 0, _named_columns(top[0], places), -1)
    for index, line in enumerate(top):
        columns = _named_columns(line, places)
        one = _Header(index, index, columns, _score(columns, vocabulary))
        if (one.score, len(columns) if not one.score else 0) > (best.score, len(best.columns) if not best.score else 0):
            best = one
        if index + 1 < len(top) and (below := _joined(line, top[index + 1])):
            columns = _named_columns(below, places)
            two = _Header(index, index + 1, columns, _score(columns, vocabulary))
            single = max(one.score, _score(_named_columns(top[index + 1], places), vocabulary))
            best = two if two.score > max(best.score, single) else best
    return best


def _joined(upper: Sequence[str | None], lower: Sequence[str | None]) -> list[str | None]:
    """Two header lines as one; a merged cell above holds for the columns to its right that have a word below."""
    joined: list[str | None] = []
    over = ""
    for above, below in zip(upper, lower, strict=True):
        over = above or (over if below else "")
        joined.append(" ".join(part for part in (over, below) if part) or None)
    return joined


def _named_columns(line: Sequence[str | None], places: Sequence[str]) -> dict[str, str]:
    """Heading → column; the second column of the same name gets a number."""
    columns: dict[str, str] = {}
    for text, place in zip(line, places, strict=True):
        if text:
            heading, count = " ".join(text.split()), 2
            while heading in columns:
                heading, count = f"{' '.join(text.split())} ({count})", count + 1
            columns[heading] = place
    return columns


def _score(columns: Mapping[str, str], vocabulary: set[str]) -> int:
    return len({plain(heading) for heading in columns} & vocabulary)


def _table(name: str, sheet: pl.DataFrame, header: _Header) -> Table:
    rows = sheet[header.last + 1 :]
    units = rows.height > 0 and _units(rows.drop("row").row(0))
    why = _why(rows, header, units)
    above = pl.DataFrame({"row": sheet["row"][: header.first], "why": ["title"] * header.first}, _IGNORED)
    marked = rows.with_columns(why)
    ignored = marked.filter(pl.col("why").is_not_null()).select("row", "why")
    return Table(
        name,
        _with_data(header.columns, rows),
        marked.filter(pl.col("why").is_null()).drop("why"),
        pl.concat([above, ignored]),
    )


_IGNORED = {"row": pl.Int64, "why": pl.String}


def _with_data(columns: dict[str, str], rows: pl.DataFrame) -> dict[str, str]:
    """The header's columns, and after them columns with data and no heading, called by their letter in brackets."""
    nameless = [place for place in rows.columns if place not in (*columns.values(), "row")]
    return columns | {f"[{letter(place)}]": place for place in nameless if rows[place].null_count() < rows.height}


def _units(line: Sequence[str | None]) -> bool:
    filled = [cell for cell in line if cell]
    return bool(filled) and all(UNIT.fullmatch(cell) for cell in filled)


def _why(rows: pl.DataFrame, header: _Header, units: bool) -> pl.Expr:
    cells = [pl.col(place) for place in rows.columns if place != "row"]
    first = fold_frame(pl.coalesce(cells)) if cells else pl.lit(None, pl.String)
    again = pl.all_horizontal(
        [pl.col(place) == heading for heading, place in header.columns.items()] or [pl.lit(False)]
    )
    return (
        pl.when(pl.lit(units) & (pl.int_range(pl.len()) == 0))
        .then(pl.lit("unit"))
        .when(again.fill_null(False))
        .then(pl.lit("header"))
        .when(first.str.contains(SUM_WORDS))
        .then(pl.lit("sum"))
        .otherwise(None)
        .alias("why")
    )


def without_separators(table: Table, needed: Sequence[str]) -> Table:
    """The table without rows of a single cell that lack a needed heading: names of months and groups, notes below.

    A list of names, where one cell is a whole row, keeps its rows.
    """
    cells = [pl.col(place) for place in table.rows.columns if place != "row"]
    places = [table.columns[heading] for heading in needed]
    if len(table.columns) < 3 or not places or not table.rows.height:
        return table
    lone = pl.sum_horizontal([cell.is_not_null().cast(pl.Int32) for cell in cells]) == 1
    between = lone & pl.any_horizontal([pl.col(place).is_null() for place in places])
    marked = table.rows.with_columns(between=between)
    left_out = marked.filter("between").select("row", why=pl.lit("separator"))
    ignored = pl.concat([table.ignored, left_out]).sort("row", maintain_order=True)
    return replace(table, rows=marked.filter(~pl.col("between")).drop("between"), ignored=ignored)
