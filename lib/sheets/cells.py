"""Reads the cells of a spreadsheet (xlsx, ods, csv, ics) as text, in a guarded process; a bad file costs a sentence."""

import io
import re
from collections.abc import Mapping, Sequence

import polars as pl

from lib import clock, guarded
from lib.errors import BadInput
from lib.i18n import N
from lib.sheets.kind import RawSheets

MAX_BYTES = 50 << 20
WALL_SECONDS = 45
TOO_LARGE = N(
    "{name} is too large when unpacked. Delete what lies far right of or below the data, or split the workbook."
)
TOO_SLOW = N("{name} takes too long to read. Save it again without pictures and formats, or split it.")
SENTENCES = {
    "empty": N("{name} is empty (0 bytes). Save the workbook and try again."),
    "truncated": N("{name} is damaged: it ends too early. Copy it or download it again."),
    "password": N("{name} is protected by a password. Save it without one."),
    "old": N("{name} is an old workbook (.xls). Open it and save it as .xlsx."),
    "type": N("{name} is not a spreadsheet. Workbooks .xlsx and .ods, tables .csv and calendars .ics can be read."),
    "large": TOO_LARGE,
    "calscale": N("{name} counts days by another calendar than ours. Export it again in the Gregorian one."),
    "events": N("{name} has more than 20 000 events. Export the last year and the years ahead only."),
    "unreadable": N("{name} cannot be read. Open it, save it again as .xlsx and try once more."),
}
FELL = {"slow": TOO_SLOW, "ended": TOO_LARGE, "silent": SENTENCES["unreadable"]}


def read_workbook(data: bytes, name: str) -> RawSheets:
    """Every sheet of a spreadsheet as frames of text: `c0, c1, …` by the place of the column, and `row`.

    Nothing is guessed: numbers keep the form of the cell (`1815.5`, without `.0`), identifiers stored as text keep
    their zeros, real dates are ISO. Rows and columns without a cell are left out; `row` stays what Excel shows.
    A CSV (UTF-8, UTF-16 with its mark, windows-1250; `;`, `,`, tab) is one sheet named `CSV`, a calendar one named
    `ICS`, a row an occurrence. BadInput, in one
    sentence, for what is not a spreadsheet, is damaged or protected, or needs too much memory or time.
    """
    if len(data) > MAX_BYTES:
        raise BadInput(
            "{name} has {size} MB; at most {limit} MB can be read.",
            name=name,
            size=len(data) >> 20,
            limit=MAX_BYTES >> 20,
        )
    try:
        head, packed = guarded.ask(
            "lib.sheets.child", clock.today().isoformat(), data=data, seconds=WALL_SECONDS, POLARS_MAX_THREADS="1"
        )
    except guarded.Fell as fell:
        raise BadInput(FELL[fell.how], name=name) from None
    if "fault" in head:
        raise BadInput(SENTENCES[head["fault"]], name=name)
    sheets: RawSheets = {}
    body = memoryview(packed)
    for sheet, length in head["sheets"]:
        sheets[sheet], body = pl.read_ipc(io.BytesIO(body[:length])), body[length:]
    return sheets


def from_values(values: Mapping[str, Sequence[Sequence[object]]]) -> RawSheets:
    """Rows of cells by sheet, as Google gives them, in the same form as a workbook."""
    return {sheet: _from_rows(rows) for sheet, rows in values.items()}


def _from_rows(rows: Sequence[Sequence[object]]) -> pl.DataFrame:
    width = max(map(len, rows), default=0)
    cells = {f"c{place}": [_cell(row[place]) if place < len(row) else None for row in rows] for place in range(width)}
    data = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String)).with_columns(
        row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    )
    return data.filter(~pl.all_horizontal(pl.exclude("row").is_null())) if width else data


def _cell(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value if value is not None else "").strip() or None


def letter(column: str) -> str:
    """The letter above a column: `c0` → `A`, `c27` → `AB`."""
    number, letters = int(re.sub(r"\D", "", column)) + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
