"""From sheets of text to rows of fields: all of them that can be read, and a problem for every cell that cannot."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from lib.czech.sorting import fold_frame
from lib.i18n import N, t
from lib.sheets import header, mapping, problems, reading
from lib.sheets.header import Skipped, Table
from lib.sheets.kind import Field, RawSheets, SheetKind
from lib.sheets.problems import Note

LEFT_OUT = N("“{column}” is not filled in; the row was left out. Fill it in.")
NO_KEY = N("The row was left out: nothing in it says which record it is. Fill in {columns}.")
SAME_KEY = N("Row {first} of the sheet “{sheet}” has the same {columns}. This row was left out; make them differ.")
SAME_ROW = N("Rows that repeat another one word for word were taken once: {rows} ({count} in all).")
IGNORED = N("Sheet “{sheet}”, left out as {why}: rows {rows} ({count} in all).")
RENAMED = N("Sheet “{sheet}”: the column “{old}” is now called “{new}”.")
OTHER_SHEET = N("The sheet “{sheet}” was left out: its header is different.")
EMPTY_SHEET = N("The sheet “{sheet}” is empty.")
LISTED = 12


@dataclass(frozen=True)
class Parsed:
    """`rows`: position, sheet, row, key and the fields; `problems` as `problems.SCHEMA`; `unread`: position, field.

    `places`: sheet, field, heading, column_letter. Rows that a problem blocks are not among `rows`; their keys are
    in `blocked`, so that nobody takes them for deleted.
    """

    rows: pl.DataFrame
    problems: pl.DataFrame
    unread: pl.DataFrame
    places: pl.DataFrame
    blocked: pl.Series
    notes: list[Note] = field(default_factory=list)


def parse(
    raw: RawSheets, kind: SheetKind, remembered: Mapping[str, str | None], pattern: str = "", name: str = ""
) -> Parsed:
    """Rows and problems of a workbook. BadInput when a table or a required column cannot be found at all."""
    prepared = kind.prepare(raw, name) if kind.prepare else raw
    known = [heading for heading in remembered.values() if heading]
    found, skipped = header.tables(prepared, kind, pattern, known)
    matched = [mapping.match(table.headings, kind, remembered, table.sheet) for table in found]
    found = [
        header.without_separators(table, _needed(kind, one.columns)) for table, one in zip(found, matched, strict=True)
    ]
    notes = [note for table, one in zip(found, matched, strict=True) for note in _notes(table, one)]
    places = _places(found, [one.columns for one in matched])
    cells = [_cells(table, kind, one.columns) for table, one in zip(found, matched, strict=True)]
    said = pl.concat(cells) if cells else pl.DataFrame(schema=_said_schema(kind))
    said = said.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("position"))
    return _read(said, kind, places, notes + _skipped(skipped))


def _needed(kind: SheetKind, columns: Mapping[str, str]) -> list[str]:
    """The headings without which a row is none."""
    required = [one.name for one in kind.fields if one.required] or list(kind.key)
    return [columns[name] for name in required if name in columns]


def _said_schema(kind: SheetKind) -> dict[str, type[pl.DataType]]:
    return {"sheet": pl.String, "row": pl.Int64} | {one.name: pl.String for one in kind.fields}


def _cells(table: Table, kind: SheetKind, columns: Mapping[str, str]) -> pl.DataFrame:
    """The table's cells as they stand, under the names of the fields."""
    fields = [
        pl.col(table.columns[columns[one.name]]).alias(one.name)
        if one.name in columns
        else pl.lit(None, pl.String).alias(one.name)
        for one in kind.fields
    ]
    return table.rows.select(pl.lit(table.sheet).alias("sheet"), "row", *fields)


def _places(found: list[Table], columns: list[dict[str, str]]) -> pl.DataFrame:
    lines = [
        (table.sheet, name, heading, table.letter(heading))
        for table, chosen in zip(found, columns, strict=True)
        for name, heading in chosen.items()
    ]
    return pl.DataFrame(
        lines, schema=dict.fromkeys(("sheet", "field", "heading", "column_letter"), pl.String), orient="row"
    )


def _read(said: pl.DataFrame, kind: SheetKind, places: pl.DataFrame, notes: list[Note]) -> Parsed:
    columns = {one.name: reading.read(said[one.name], one.cell) for one in kind.fields}
    rows = said.select("position", "sheet", "row").with_columns(
        [read["value"].alias(name) for name, read in columns.items()]
    )
    lost = [_lost(said, one, columns[one.name]["lost"]) for one in kind.fields]
    empty = [_empty(rows, one, columns[one.name]["lost"]) for one in kind.fields if one.required]
    rows = (kind.refine(rows) if kind.refine else rows).with_columns(key(kind).alias("key"))
    told = pl.concat([*lost, *empty])
    told = pl.concat([told, _keyless(rows.join(told.filter("blocks"), on="position", how="anti"), kind)])
    blocked = told.filter("blocks")["position"].unique()
    whole = rows.filter(~pl.col("position").is_in(blocked.implode()))
    once, repeats = _once(whole, kind, notes)
    return Parsed(
        rows=once.select("position", "sheet", "row", "key", *[one.name for one in kind.fields]),
        problems=placed(pl.concat([told, repeats]), said, places),
        unread=told.filter(pl.col("field") != "").select("position", "field").unique(),
        places=places,
        blocked=rows.filter(pl.col("position").is_in(blocked.implode()))["key"],
        notes=notes,
    )


def key(kind: SheetKind) -> pl.Expr:
    """What identifies a row across imports: the key's fields, folded, so that a mended accent is no new record."""
    parts = [pl.col(name).cast(pl.String).fill_null("") for name in kind.key]
    joined = pl.concat_str(parts, separator="\x1f") if parts else pl.lit("")
    return fold_frame(joined.str.replace_all("\x1f", "|", literal=True))


_TOLD = {
    "position": pl.Int64,
    "field": pl.String,
    "value": pl.String,
    "sentence": pl.String,
    "params": pl.String,
    "blocks": pl.Boolean,
}


def _lost(said: pl.DataFrame, one: Field, lost: pl.Series) -> pl.DataFrame:
    """Cells that said something and could not be read. One that the row cannot do without blocks the row."""
    found = said.filter(lost).select("position", value=pl.col(one.name))
    sentences = [
        (text, problem.sentence, problems.pack(problem.values))
        for text in found["value"].unique().to_list()
        for problem in (reading.why(text, one.cell),)
    ]
    told = pl.DataFrame(sentences, schema=dict.fromkeys(("value", "sentence", "params"), pl.String), orient="row")
    return (
        found.join(told, on="value", how="left", maintain_order="left")
        .with_columns(field=pl.lit(one.name), blocks=pl.lit(one.required))
        .select(*_TOLD)
    )


def _empty(rows: pl.DataFrame, one: Field, lost: pl.Series) -> pl.DataFrame:
    missing = rows.filter(rows[one.name].is_null() & ~lost)
    return _telling(missing.select("position"), one.name, LEFT_OUT, {"column": t(one.label)}, blocks=True)


def _telling(rows: pl.DataFrame, name: str, sentence: str, params: dict[str, object], *, blocks: bool) -> pl.DataFrame:
    return rows.select(
        "position",
        field=pl.lit(name),
        value=pl.lit(None, pl.String),
        sentence=pl.lit(sentence),
        params=pl.lit(problems.pack(params)),
        blocks=pl.lit(blocks),
    )


def _keyless(rows: pl.DataFrame, kind: SheetKind) -> pl.DataFrame:
    nothing = rows.filter(pl.all_horizontal([pl.col(name).is_null() for name in kind.key]))
    return _telling(nothing, "", NO_KEY, {"columns": _key_labels(kind)}, blocks=True)


def _key_labels(kind: SheetKind) -> str:
    return ", ".join(t(kind.field(name).label) for name in kind.key)


def _once(rows: pl.DataFrame, kind: SheetKind, notes: list[Note]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each key once, the first one. A row that repeats it word for word is told, another one is a problem."""
    first = pl.col("position").first().over("key")
    if rows["key"].n_unique() == rows.height:
        return rows, pl.DataFrame(schema=_TOLD)
    marked = rows.with_columns(
        first=first, first_row=pl.col("row").first().over("key"), first_sheet=pl.col("sheet").first().over("key")
    )
    later = marked.filter(pl.col("first") != pl.col("position"))
    names = [one.name for one in kind.fields]
    same = later.join(rows.rename({"position": "first"}), on=["first", *names], how="semi", nulls_equal=True)
    if same.height:
        notes.append(Note(SAME_ROW, {"count": same.height, "rows": _listed(same["row"])}))
    differ = later.filter(~pl.col("position").is_in(same["position"].implode()))
    params = [
        problems.pack({"first": row, "sheet": sheet, "columns": _key_labels(kind)})
        for row, sheet in differ.select("first_row", "first_sheet").iter_rows()
    ]
    told = _telling(differ, "", SAME_KEY, {}, blocks=True).with_columns(params=pl.Series(params, dtype=pl.String))
    return rows.filter(first == pl.col("position")), told


def placed(told: pl.DataFrame, rows: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Problems by position → problems by sheet, row and column; one cell that two fields share is told once."""
    return (
        told.join(rows.select("position", "sheet", "row"), on="position", how="left", maintain_order="left")
        .join(places, on=["sheet", "field"], how="left", maintain_order="left")
        .unique(["sheet", "row", "column_letter", "field", "sentence"], maintain_order=True)
        .unique(["sheet", "row", pl.coalesce("column_letter", "field"), "sentence"], maintain_order=True)
        .sort("position", maintain_order=True)
        .select(*problems.SCHEMA)
    )


def _notes(table: Table, one: mapping.Matched) -> list[Note]:
    by_why = table.ignored.group_by("why", maintain_order=True).agg("row")
    ignored = [
        Note(IGNORED, {"sheet": table.sheet, "count": len(rows), "why": "~" + header.WHY[why], "rows": _listed(rows)})
        for why, rows in by_why.iter_rows()
        if why != "title"
    ]
    renamed = [Note(RENAMED, {"sheet": table.sheet, "old": old, "new": new}) for old, new in one.renamed.values()]
    return ignored + renamed


def _skipped(skipped: list[Skipped]) -> list[Note]:
    return [Note(EMPTY_SHEET if one.empty else OTHER_SHEET, {"sheet": one.sheet}) for one in skipped]


def _listed(rows: pl.Series | list[int]) -> str:
    numbers = [str(row) for row in rows]
    return ", ".join(numbers[:LISTED]) + (" …" if len(numbers) > LISTED else "")
