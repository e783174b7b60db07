"""Rows and differences of an import as people read them: Czech headings, Czech dates and money."""

import datetime as dt

import polars as pl

from lib.czech import dates, numbers
from lib.i18n import N, t
from lib.sheets.diff import Diff, plain
from lib.sheets.kind import Cell, SheetKind


def value(text: str | None, cell: Cell) -> str:
    """One value, stored as text, in the reader's form: `1 250 Kč`, `1. 5. 2026`, ano."""
    if text is None:
        return ""
    if cell == "money":
        return numbers.money(int(text))
    if cell in ("date", "date_from", "date_to"):
        return dates.date(dt.date.fromisoformat(text))
    if cell == "decimal":
        return numbers.number(float(text))
    if cell == "yes_no":
        return t("yes") if text == "true" else t("no")
    return text


def changes(diff: Diff, kind: SheetKind) -> pl.DataFrame:
    """One line per changed cell: record_id, sheet, row, key, label, said, before, after, conflict."""
    lines = [
        {
            **{name: line[name] for name in ("record_id", "sheet", "row", "key", "conflict")},
            "label": t(kind.field(line["field"]).label),
            "said": value(line["said"], kind.field(line["field"]).cell),
            "before": value(line["office"], kind.field(line["field"]).cell),
            "after": value(line["now"], kind.field(line["field"]).cell),
        }
        for line in diff.changes.iter_rows(named=True)
    ]
    schema = {
        "record_id": pl.Int64,
        "sheet": pl.String,
        "row": pl.Int64,
        "key": pl.String,
        "label": pl.String,
        "said": pl.String,
        "before": pl.String,
        "after": pl.String,
        "conflict": pl.Boolean,
    }
    return pl.DataFrame(lines, schema=schema)


def rows(data: pl.DataFrame, diff: Diff, kind: SheetKind, limit: int = 200) -> pl.DataFrame:
    """The first rows with the reader's headings: sheet, row, and each field that is filled anywhere."""
    named = plain(data, diff) if "now_" + diff.fields[0] in data.columns else data
    return fields(named.head(limit), kind)


def fields(data: pl.DataFrame, kind: SheetKind) -> pl.DataFrame:
    """Rows of fields as texts under the reader's headings, in the order of the kind; empty columns are left out."""
    shown = [
        pl.Series(t(one.label), [value(text, one.cell) for text in data[one.name].cast(pl.String)], pl.String)
        for one in kind.fields
        if one.name in data.columns and data[one.name].null_count() < data.height
    ]
    where = [data[name].alias(t(heading)) for name, heading in _WHERE if name in data.columns]
    return pl.DataFrame([*where, *shown])


_WHERE = (("sheet", N("Sheet")), ("row", N("Row")))
