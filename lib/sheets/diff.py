"""Three-way difference: what the sheet said at the last import, what it says now, what the office has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from lib.sheets.kind import SheetKind
from lib.sheets.memory import Memory
from lib.sheets.parse import Parsed

Side = Literal["sheet", "office"]
Current = Callable[[Sequence[int]], pl.DataFrame]
CHANGES = {
    "record_id": pl.Int64,
    "sheet": pl.String,
    "row": pl.Int64,
    "key": pl.String,
    "field": pl.String,
    "said": pl.String,
    "office": pl.String,
    "now": pl.String,
    "conflict": pl.Boolean,
}


@dataclass(frozen=True)
class Diff:
    """`new`: rows without a record. `touched`: rows of known records whose sheet changed, with `now_…`, `office_…`,
    `moved_…` (the sheet changed this field) and `clash_…` (the office changed it too, to something else).
    `unchanged`: rows that the sheet left alone. `missing`: rows of the last import that the sheet has no more.
    `gone`: touched rows whose record the office has deleted. `changes`: one line per changed cell (`CHANGES`)."""

    new: pl.DataFrame
    touched: pl.DataFrame
    unchanged: pl.DataFrame
    missing: pl.DataFrame
    gone: pl.DataFrame
    changes: pl.DataFrame
    fields: tuple[str, ...]

    @property
    def conflicts(self) -> pl.DataFrame:
        return self.changes.filter("conflict")

    @property
    def changed(self) -> pl.DataFrame:
        """Rows that change a record if the sheet has its way."""
        return self.touched.filter(pl.any_horizontal(_different(self.fields)))


def compare(parsed: Parsed, memory: Memory, tied: pl.DataFrame, current: Current, kind: SheetKind) -> Diff:
    """The difference. `tied` (position, record_id) are rows of a first import that the office has already."""
    names = tuple(one.name for one in kind.fields)
    rows = _with_base(parsed, memory, tied, names)
    new = rows.filter(pl.col("record_id").is_null())
    known = rows.filter(pl.col("record_id").is_not_null())
    moved = [_differs(kind, name) for name in names]
    stirred = pl.any_horizontal(moved) | ~pl.col("known")
    unchanged = known.filter(~stirred)
    touched, gone = _with_office(known.filter(stirred), memory, current, kind)
    missing = memory.said.join(rows.select("key"), on="key", how="anti")
    return Diff(
        new=new,
        touched=touched,
        unchanged=unchanged,
        missing=missing.filter(~pl.col("key").is_in(parsed.blocked.implode())),
        gone=gone,
        changes=_changes(touched, kind),
        fields=names,
    )


def _with_base(parsed: Parsed, memory: Memory, tied: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Rows with `now_…`, `said_…` and their record; a cell that could not be read still says what it said before."""
    now = parsed.rows.rename({name: f"now_{name}" for name in names})
    said = memory.said.rename({name: f"said_{name}" for name in names} | {"sheet": "said_sheet"})
    rows = now.join(said, on="key", how="left", maintain_order="left")
    rows = rows.with_columns(known=pl.col("record_id").is_not_null())
    if tied.height:
        found = tied.rename({"record_id": "found"}).unique("position").unique("found")
        rows = rows.join(found, on="position", how="left", maintain_order="left")
        rows = rows.with_columns(pl.coalesce("record_id", "found").alias("record_id")).drop("found")
    for name in parsed.unread["field"].unique():
        lost = parsed.unread.filter(pl.col("field") == name)["position"]
        unread = pl.col("position").is_in(lost.implode())
        rows = rows.with_columns(pl.when(unread).then(f"said_{name}").otherwise(f"now_{name}").alias(f"now_{name}"))
    return rows


def _with_office(
    rows: pl.DataFrame, memory: Memory, current: Current, kind: SheetKind
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows whose record lives, with what the office has and what moved, and the rows whose record is gone."""
    names = [one.name for one in kind.fields]
    office = current(rows["record_id"].to_list())
    kept = memory.kept.join(rows.select("record_id"), on="record_id", how="semi")
    gone = rows.join(office.select("record_id"), on="record_id", how="anti", maintain_order="left")
    joined = rows.join(
        office.rename({name: f"office_{name}" for name in names}), on="record_id", how="inner", maintain_order="left"
    ).join(kept.rename({name: f"kept_{name}" for name in names}), on="record_id", how="left", maintain_order="left")
    joined = joined.with_columns([_differs(kind, name).alias(f"moved_{name}") for name in names])
    return joined.with_columns([_clash(name) for name in names]), gone


def _differs(kind: SheetKind, name: str) -> pl.Expr:
    """Whether the sheet says something else than it did; what is not compared never does."""
    different = ~pl.col(f"now_{name}").eq_missing(pl.col(f"said_{name}"))
    return different & pl.lit(kind.field(name).compared)


def _clash(name: str) -> pl.Expr:
    office, now, kept = pl.col(f"office_{name}"), pl.col(f"now_{name}"), pl.col(f"kept_{name}")
    return (pl.col(f"moved_{name}") & ~office.eq_missing(kept) & ~office.eq_missing(now)).alias(f"clash_{name}")


def _different(names: Sequence[str]) -> list[pl.Expr]:
    return [
        pl.col(f"moved_{name}") & ~pl.col(f"office_{name}").eq_missing(pl.col(f"now_{name}")) for name in names
    ] or [pl.lit(False)]


def _changes(touched: pl.DataFrame, kind: SheetKind) -> pl.DataFrame:
    """One line per cell that the sheet changed and the office does not have yet."""
    lines = [
        touched.filter(different).select(
            "record_id",
            "sheet",
            "row",
            "key",
            pl.lit(one.name).alias("field"),
            *[pl.col(f"{side}_{one.name}").cast(pl.String).alias(side) for side in ("said", "office", "now")],
            pl.col(f"clash_{one.name}").alias("conflict"),
        )
        for one, different in zip(kind.fields, _different([one.name for one in kind.fields]), strict=True)
    ]
    return pl.concat([pl.DataFrame(schema=CHANGES), *lines]).sort("sheet", "row", maintain_order=True)


def merged(diff: Diff, master: Side, choices: Mapping[int, Side]) -> pl.DataFrame:
    """The records to be written: `record_id` and every field; a clash goes to the chosen side, else to the master's."""
    wins = pl.col("record_id").replace_strict(dict(choices), default=master, return_dtype=pl.String) == "sheet"
    values = [
        pl.when(pl.col(f"moved_{name}") & (~pl.col(f"clash_{name}") | wins))
        .then(f"now_{name}")
        .otherwise(f"office_{name}")
        .alias(name)
        for name in diff.fields
    ]
    written = diff.touched.select("record_id", *values)
    office = diff.touched.select("record_id", *[pl.col(f"office_{name}").alias(name) for name in diff.fields])
    return written.join(office, on=["record_id", *diff.fields], how="anti", nulls_equal=True, maintain_order="left")


def office_side(diff: Diff) -> pl.DataFrame:
    """What the office had when the difference was made: `record_id` and every field of the touched records."""
    return diff.touched.select("record_id", *[pl.col(f"office_{name}").alias(name) for name in diff.fields])


def plain(rows: pl.DataFrame, diff: Diff) -> pl.DataFrame:
    """Rows of a difference as the sheet says them now: position, sheet, row, key, record_id and the fields."""
    return rows.select(
        "position", "sheet", "row", "key", "record_id", *[pl.col(f"now_{name}").alias(name) for name in diff.fields]
    )
