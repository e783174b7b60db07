"""Import of 50 000 rows × 16 columns of xlsx: ours with checks, problems, audit and undo against a bare insert.

    python -m tests.bench.sheet_import            # three pairs
    python -m tests.bench.sheet_import 5000       # fewer rows for a quick look

The peer reads the same file by `polars.read_excel` and writes it by `sqlite3` with one `executemany`: no reading of
Czech cells, no problems, no difference, no memory for an undo. Ours starts a guarded process, keeps the raw file,
reads every cell as its type, compares, writes through the kind's bulk functions, remembers the import, and writes
the audit. CPU seconds of this process and its children.
"""

import datetime as dt
import io
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from lib import store
from lib.access import SYSTEM, User
from lib.flows import installation, sheet_kinds, sheet_sync
from lib.sheets import runs, sources
from lib.sheets.kind import Field, SheetKind
from lib.store import Database
from tests.bench.timing import Row, paired

ROWS = 50_000
LIMIT, RUNS = 3.0, 3
PROBLEMS_PER_ROWS = 100
FIELDS = (
    Field("code", "Number", synonyms=("Číslo",), required=True),
    Field("title", "Title", synonyms=("Název",), required=True),
    Field("day", "Date", "date", ("Datum",)),
    Field("start", "Start", "time_from", ("Čas",)),
    Field("ico", "IČO", "ico"),
    Field("price", "Price", "money", ("Cena",)),
    Field("pieces", "Pieces", "whole", ("Kusů",)),
    Field("note", "Note", synonyms=("Poznámka",)),
    Field("issued", "Issued", "date", ("Vydáno",)),
    Field("paid", "Paid", "yes_no", ("Zaplaceno",)),
    Field("share", "Share", "decimal", ("Podíl",)),
    *(Field(f"text_{n}", f"Text {n}") for n in range(5)),
)
NAMES = tuple(field.name for field in FIELDS)
TYPES = dict.fromkeys(NAMES, pl.String) | {
    "day": pl.Date,
    "issued": pl.Date,
    "price": pl.Int64,
    "pieces": pl.Int64,
    "paid": pl.Boolean,
    "share": pl.Float64,
}


def spreadsheet(rows: int) -> bytes:
    """Cells as offices type them, always the same; one date in a hundred does not exist."""
    chance = random.Random(5)
    words = ("koncert", "výstava", "přednáška", "jarmark", "divadlo", "sousedské setkání")
    day = dt.date(2024, 1, 1)
    lines = [
        (
            f"A{number:06d}",
            f"{chance.choice(words)} {chance.randint(1, 99_999)}",
            "31. 4. 2026"
            if number % PROBLEMS_PER_ROWS == 7
            else f"{chance.randint(1, 28)}. {chance.randint(1, 12)}. 2025",
            f"{chance.randint(8, 20)}.00–21.00",
            "99000016",
            f"{chance.randint(1, 9)} {chance.randint(100, 999)},50 Kč",
            chance.randint(1, 900),
            chance.choice((None, "volat předem", "dodat do pátku")),
            day + dt.timedelta(days=chance.randint(0, 900)),
            chance.choice(("ano", "ne")),
            chance.random() * 100,
            *(f"{chance.choice(words)} {chance.randint(1, 999)}" for _ in range(5)),
        )
        for number in range(rows)
    ]
    headings = [*(field.synonyms[0] if field.synonyms else field.label for field in FIELDS)]
    out = io.BytesIO()
    pl.DataFrame(lines, schema=headings, orient="row").write_excel(out, autofit=False)
    return out.getvalue()


def _current(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    ids = "[" + ",".join(map(str, record_ids)) + "]"
    sql = f"select id, {', '.join(NAMES)} from bench where id in (select value from json_each(?))"
    return store.frame(db, sql, {"record_id": pl.Int64} | TYPES, (ids,))


def _insert(db: Database, rows: pl.DataFrame, by: User) -> list[int]:
    first = store.scalar(db, "select coalesce(max(id), 0) + 1 from bench")
    plain = rows.with_columns(pl.col("day", "issued").cast(pl.String), pl.col("paid").cast(pl.Int64))
    numbered = plain.select(pl.int_range(first, first + rows.height).alias("id"), *NAMES)
    store.insert_many(db, "bench", ("id", *NAMES), numbered.iter_rows())
    return list(range(first, first + rows.height))


def _nothing(db: Database, rows: object, by: User) -> None:
    raise AssertionError("a first import changes and removes nothing")


KIND = SheetKind("bench", "Bench", "events.edit", FIELDS, ("code",), _current, _insert, _nothing, _nothing)


def _make_table() -> None:
    connection = store.open_connection(store.path())
    types = {pl.Int64: "integer", pl.Boolean: "integer", pl.Float64: "real"}
    columns = ", ".join(f"{name} {types.get(kind, 'text')}" for name, kind in TYPES.items())
    connection.execute(f"create table bench (id integer primary key, {columns}) strict")
    connection.close()


def _fresh_source() -> int:
    """A new source, so that each import is a first one; the number of the source."""
    with store.write() as db:
        name = f"Bench {store.scalar(db, 'select count(*) from source')}"
        return sources.add(db, name, "bench", "file", "bench.xlsx", by=SYSTEM)


@contextmanager
def _office(data: bytes) -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("KANCELAR_DATA", folder)
        patch.setitem(sheet_kinds.KINDS, "bench", KIND)
        installation.open_store()
        shared = Path(folder, "shared")
        shared.mkdir()
        (shared / "bench.xlsx").write_bytes(data)
        _make_table()
        yield


def ours(source_id: int, rows: int) -> None:
    """A whole first import; the counts are held to what is in the file."""
    run_id = sheet_sync.import_source(source_id, by=SYSTEM)
    with store.read() as db:
        run = runs.load(db, run_id)
    assert (run.new, run.problems) == (rows, rows // PROBLEMS_PER_ROWS), run


def peer(data: bytes) -> None:
    """The bare minimum: read, insert, commit."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "bench.xlsx")
        file.write_bytes(data)
        frame = pl.read_excel(file)
        connection = sqlite3.connect(Path(folder, "bench.db"))
        connection.execute(f"create table bench ({', '.join(NAMES)})")
        rows = frame.with_columns(pl.col(pl.Date).cast(pl.String)).iter_rows()
        connection.executemany(f"insert into bench values ({', '.join('?' * len(NAMES))})", rows)
        connection.commit()
        connection.close()


def measure(rows: int = ROWS) -> list[Row]:
    """One line of the table. Adding the source takes a millisecond and counts as ours."""
    data = spreadsheet(rows)
    with _office(data):
        return [
            paired(
                f"import {rows} × {len(NAMES)} of xlsx",
                lambda: ours(_fresh_source(), rows),
                lambda: peer(data),
                LIMIT,
                RUNS,
            )
        ]


if __name__ == "__main__":
    started = time.perf_counter()
    for line in measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
        print(f"{line.job}: ours {line.ours:.2f} {line.unit}, peer {line.peer:.2f}, ratio {line.ratio:.2f}")
    print(f"wall {time.perf_counter() - started:.0f} s")
