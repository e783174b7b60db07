"""Runs in a short-lived process: bytes of a spreadsheet in, frames of text out, within limits of memory and time.

A valid workbook of 6 kB can claim seventeen thousand million cells and abort the process that reads it; here it
takes nobody along. Nothing is written to disk: the bytes come and go through pipes. What goes wrong is told by a
word (`FAULTS`), which `cells` turns into a sentence.
"""

import csv
import datetime as dt
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.guarded_child import confine, leave, say
from lib.sheets import ods_times
from lib.sheets.ics.parts import CalendarFault, is_calendar

if TYPE_CHECKING:
    import polars as pl

MEMORY = 2 << 30  # bytes of address space
CPU_SECONDS = 20
UNPACKED = 300 << 20  # bytes; a workbook of 50 000 × 16 cells has 34 MB
CELLS = 8_000_000
FAULTS = ("empty", "truncated", "password", "old", "type", "large", "unreadable", "calscale", "events")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NOT_TEXT = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")
DELIMITERS = ";,\t|"
NAMED_DELIMITER = re.compile(r"sep=([;,\t|])\s*", re.IGNORECASE)
THOUSANDS = r"^-?[0-9]{1,3}\.[0-9]{3}$"


class Fault(Exception):
    """The file cannot be read; the argument is one of `FAULTS`."""


def main() -> None:
    """A spreadsheet from standard input as a line of JSON and frames of Arrow; the argument is today's date."""
    confine(MEMORY, CPU_SECONDS)
    try:
        sheets = read(sys.stdin.buffer.read())
    except (Fault, CalendarFault) as fault:
        return say({"fault": str(fault)})
    except MemoryError:
        return say({"fault": "large"})
    except BaseException as error:  # a panic of the parser is no Exception
        return say({"fault": "large" if "capacity overflow" in str(error) else "unreadable"})
    return _hand_over(sheets)


def _hand_over(sheets: "dict[str, pl.DataFrame]") -> None:
    packed = []
    for sheet in sheets.values():
        buffer = io.BytesIO()
        sheet.write_ipc(buffer)
        packed.append(buffer.getvalue())
    say({"sheets": [[name, len(data)] for name, data in zip(sheets, packed, strict=True)]})
    for data in packed:
        sys.stdout.buffer.write(data)


def read(data: bytes) -> "dict[str, pl.DataFrame]":
    """The sheets of a workbook, a CSV file or a calendar; what it is, its first bytes say and not its name."""
    if not data.strip():
        raise Fault("empty")
    if is_calendar(data):
        from lib.sheets.ics import table  # heavy, and needed for calendars only

        return {"ICS": table.read(data, dt.date.fromisoformat(sys.argv[1]))}
    if data.startswith(OLE):
        raise Fault("password" if "EncryptedPackage".encode("utf-16-le") in data else "old")
    if data.startswith(b"PK"):
        return _workbook(data, _zipped_kind(data))
    return {"CSV": _csv(_text(data))}


def _zipped_kind(data: bytes) -> str:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise Fault("truncated") from None
    names = set(archive.namelist())
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise Fault("password")
    if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
        raise Fault("large")
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    if "mimetype" not in names or b"opendocument.spreadsheet" not in archive.read("mimetype"):
        raise Fault("type")
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Fault("password")
    return "ods"


def _workbook(data: bytes, kind: str) -> "dict[str, pl.DataFrame]":
    import fastexcel  # heavy, and not needed for a file that is refused

    reader = fastexcel.read_excel(ods_times.readable(data) if kind == "ods" else data)
    with_errors = kind == "xlsx" and _has_error_cells(data)
    sheets, cells = {}, 0
    for name in reader.sheet_names:
        sheet = reader.load_sheet(name, header_row=None, dtypes="string", skip_rows=0)
        cells += sheet.width * sheet.height
        if cells > CELLS:
            raise Fault("large")
        text = _with_errors(sheet) if with_errors else sheet.to_polars()
        numbers = reader.load_sheet(name, header_row=None, dtypes="boolean", skip_rows=0) if _ambiguous(text) else None
        sheets[name] = _tidy(text if numbers is None else _four_decimals(text, numbers.to_polars()), _places(sheet))
    return sheets


def _ambiguous(data: "pl.DataFrame") -> bool:
    """Whether a cell shows `99.165`: a number of three decimals, or ninety-nine thousand written with a dot."""
    return any(data[name].str.contains(THOUSANDS).any() for name in data.columns)


def _four_decimals(data: "pl.DataFrame", numbers: "pl.DataFrame") -> "pl.DataFrame":
    """Real numbers get a fourth decimal, which no thousands have; only they can be read as true or false."""
    import polars as pl

    def told_apart(name: str) -> "pl.Series":
        real = numbers[name].is_not_null() & data[name].str.contains(THOUSANDS)
        return pl.select(pl.when(real).then(data[name] + "0").otherwise(data[name]).alias(name)).to_series()

    return data.with_columns([told_apart(name) for name in data.columns])


def _places(sheet: object) -> list[int]:
    return [column.absolute_index for column in sheet.available_columns()]  # type: ignore[attr-defined]


def _has_error_cells(data: bytes) -> bool:
    """Whether a cell holds `#N/A` or the like: the fast way to read would turn it into an empty one."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    for entry in archive.infolist():
        if entry.filename.startswith("xl/worksheets/"):
            with archive.open(entry) as part:
                tail = b""
                while piece := part.read(1 << 20):
                    if b't="e"' in tail + piece:
                        return True
                    tail = piece[-5:]
    return False


def _with_errors(sheet: object) -> "pl.DataFrame":
    import polars as pl

    _, found = sheet.to_arrow_with_errors()  # type: ignore[attr-defined]
    data: pl.DataFrame = sheet.to_polars()  # type: ignore[attr-defined]
    for error in found.errors if found else ():
        row, column = error.position
        column_of = data.columns[column - (_places(sheet)[0] if column >= data.width else 0)]
        data[row, column_of] = "#" + error.detail.rpartition("(")[2].rstrip("')")
    return data


def _tidy(data: "pl.DataFrame", places: list[int]) -> "pl.DataFrame":
    """Cells without spaces around them, empty ones null, dates as ISO, times without Excel's day zero; `row` from 1."""
    import polars as pl

    data = data.rename({old: f"c{place}" for old, place in zip(data.columns, places, strict=True)})
    if not data.width:
        return pl.DataFrame(schema={"row": pl.Int64})
    text = data.with_columns(pl.all().str.strip_chars())
    text = text.with_columns(
        [_without_day_zero(column) for column in text if column.str.starts_with("1899-12-3").any()]
    )
    text = text.with_columns(
        [column.str.strip_suffix(" 00:00:00") for column in text if column.str.ends_with(" 00:00:00").any()]
    )
    filled = text.with_columns(pl.when(pl.all() != "").then(pl.all()))
    numbered = filled.with_columns(row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
    return numbered.filter(~pl.all_horizontal(pl.exclude("row").is_null()))


def _without_day_zero(column: "pl.Series") -> "pl.Series":
    for day_zero in ("1899-12-30 ", "1899-12-31 ", "1899-12-30T"):
        column = column.str.strip_prefix(day_zero)
    return column


def _text(data: bytes) -> str:
    encodings = [encoding for bom, encoding in BOMS if data.startswith(bom)] or ["utf-8", "cp1250"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if NOT_TEXT.isdisjoint(text[:100_000]) and not text.lstrip().lower().startswith(("<", "%pdf", "{")):
            return text
    raise Fault("type")


def _csv(text: str) -> "pl.DataFrame":
    """Rows as Excel numbers them: a leading line `sep=;` names the delimiter and is no row."""
    import polars as pl

    lines = text.splitlines(keepends=True)
    named = NAMED_DELIMITER.fullmatch(lines[0]) if lines else None
    if named:
        lines.pop(0)
    if not any(line.strip() for line in lines):
        raise Fault("empty")
    csv.field_size_limit(1 << 20)
    try:
        rows = list(csv.reader(lines, delimiter=named[1] if named else _delimiter(lines[:200])))
    except csv.Error:
        raise Fault("unreadable") from None
    width = max(map(len, rows), default=0)
    if width * len(rows) > CELLS:
        raise Fault("large")
    columns = list(_columns(rows, width))
    return _tidy(pl.DataFrame(columns, schema={f"x{n}": pl.String for n in range(width)}), list(range(width)))


def _columns(rows: list[list[str]], width: int) -> Iterator[list[str | None]]:
    for place in range(width):
        yield [row[place] if place < len(row) else None for row in rows]


def _delimiter(lines: list[str]) -> str:
    """The delimiter that splits most lines, and into the same number of cells."""

    def order(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(DELIMITERS, key=order)


if __name__ == "__main__":
    main()
    leave()
