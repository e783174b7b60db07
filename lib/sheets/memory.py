"""What an import remembers, as frames: what the sheet said, what the office kept then, what an undo puts back."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from lib.sheets.kind import SheetKind
from lib.sheets.reading import TYPES
from lib.store import Database

REMEMBERED = 20
"""Imports of a source that can be undone one after another; older ones keep their counts and problems only."""


@dataclass(frozen=True)
class Memory:
    """`said`: key, sheet, record_id, fields, as the sheet said them; `kept`: record_id, fields, as the office had them
    right after. Differences from `kept` are people's later changes."""

    said: pl.DataFrame
    kept: pl.DataFrame


def fields_schema(kind: SheetKind) -> dict[str, type[pl.DataType]]:
    """The fields of a kind and their types in frames."""
    return {one.name: TYPES[one.cell] for one in kind.fields}


def said_schema(kind: SheetKind) -> dict[str, type[pl.DataType]]:
    return {"key": pl.String, "sheet": pl.String, "record_id": pl.Int64} | fields_schema(kind)


def kept_schema(kind: SheetKind) -> dict[str, type[pl.DataType]]:
    return {"record_id": pl.Int64} | fields_schema(kind)


def aligned(data: pl.DataFrame, schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """The frame in this schema: a field added to the kind since then is null, one taken away is dropped."""
    return data.select(
        [
            pl.col(name).cast(kind, strict=False) if name in data.columns else pl.lit(None, kind).alias(name)
            for name, kind in schema.items()
        ]
    )


def current(db: Database, kind: SheetKind, record_ids: Sequence[int]) -> pl.DataFrame:
    """The records as the office has them now, in the types of the kind; those that are gone are missing."""
    if not record_ids:
        return pl.DataFrame(schema=kept_schema(kind))
    return aligned(kind.current(db, record_ids), kept_schema(kind))


def base(db: Database, source_id: int, kind: SheetKind) -> Memory:
    """What the last import of a source that was not undone remembers; empty before the first one."""
    run_id = base_run(db, source_id)
    if run_id is None:
        return Memory(pl.DataFrame(schema=said_schema(kind)), pl.DataFrame(schema=kept_schema(kind)))
    said, kept = db.conn.execute("select said, kept from import_memory where run_id = ?", (run_id,)).fetchone()
    return Memory(aligned(_unpacked(said), said_schema(kind)), aligned(_unpacked(kept), kept_schema(kind)))


def base_run(db: Database, source_id: int) -> int | None:
    """The number of the last import that was applied, changed something, and was not undone."""
    row = db.conn.execute(
        "select max(id) from import_run join import_memory on run_id = id where source_id = ? and state = 'applied'",
        (source_id,),
    ).fetchone()
    return row[0]


def keep(db: Database, run_id: int, memory: Memory, before: pl.DataFrame, inserted: Sequence[int]) -> None:
    """Remember an import and forget those that are too old to be undone."""
    db.conn.execute(
        "insert into import_memory (run_id, said, kept, before, inserted) values (?, ?, ?, ?, ?)",
        (run_id, _packed(memory.said), _packed(memory.kept), _packed(before), json.dumps(ranges(inserted))),
    )
    db.conn.execute(
        "delete from import_memory where run_id in (select run_id from import_memory join import_run on id = run_id"
        " where source_id = (select source_id from import_run where id = ?) order by run_id desc limit -1 offset ?)",
        (run_id, REMEMBERED),
    )


def to_undo(db: Database, run_id: int, kind: SheetKind) -> tuple[pl.DataFrame, list[int]] | None:
    """The records as they were before an import, and the records that it added; None when that is forgotten."""
    row = db.conn.execute("select before, inserted from import_memory where run_id = ?", (run_id,)).fetchone()
    if row is None:
        return None
    added = [number for first, last in json.loads(row[1]) for number in range(first, last + 1)]
    return aligned(_unpacked(row[0]), kept_schema(kind)), added


def ranges(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers as runs of neighbours, `[[1, 50000]]`: fifty thousand new records in a dozen bytes."""
    ordered = pl.DataFrame({"n": pl.Series(sorted(numbers), dtype=pl.Int64)})
    runs = ordered.group_by(pl.col("n") - pl.int_range(pl.len()), maintain_order=True)
    return [
        list(run) for run in runs.agg(first=pl.col("n").min(), last=pl.col("n").max()).select("first", "last").rows()
    ]


def _packed(data: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    data.write_parquet(buffer, compression="zstd", compression_level=1, statistics=False)
    return buffer.getvalue()


def _unpacked(blob: bytes) -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO(blob))
