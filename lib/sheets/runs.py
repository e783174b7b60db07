"""Imports as they were: who, when, how many, which problems; written once and never edited except by an undo."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import clock
from lib.access import User, needs
from lib.i18n import t
from lib.sheets import problems
from lib.sheets.problems import Note
from lib.store import Database, existing, frame, insert_many, one

COUNTS = ("new", "changed", "unchanged", "missing", "problems", "conflicts")
HISTORY = {
    "id": pl.Int64,
    "at": pl.String,
    "by": pl.String,
    "file_name": pl.String,
    "state": pl.String,
    **dict.fromkeys(COUNTS, pl.Int64),
    "sentence": pl.String,
    "params": pl.String,
    "undone_at": pl.String,
    "undone_by": pl.String,
}
MOST_PROBLEMS = 5000
"""Kept of one import; a column read in the wrong way makes one per row, and nobody reads fifty thousand."""


@dataclass(frozen=True)
class Run:
    """One import. `state`: applied, undone, refused (it cannot be imported), failed (it cannot be fetched)."""

    id: int
    source_id: int
    at: str
    by: str
    file_name: str
    content_hash: str
    raw_path: str | None
    state: str
    new: int
    changed: int
    unchanged: int
    missing: int
    problems: int
    conflicts: int
    sentence: str
    params: str
    notes: str
    undone_at: str | None
    undone_by: str | None

    @property
    def text(self) -> str:
        """The sentence of the run in the reader's language, "" when there is nothing to say."""
        return problems.sentence(self.sentence, json.loads(self.params)) if self.sentence else ""

    @property
    def remarks(self) -> list[str]:
        """What else is worth knowing: ignored rows, renamed columns, who had the file open."""
        return [problems.sentence(sentence, params) for sentence, params in json.loads(self.notes)]


@needs("sheets.read")
def get(db: Database, run_id: int, *, by: User) -> Run:
    """The import; NotFound when there is none."""
    return load(db, run_id)


def load(db: Database, run_id: int) -> Run:
    """`get` for callers that have checked the permission."""
    return existing(one(db, Run, "select * from import_run where id = ?", (run_id,)), "This import does not exist.")


def last(db: Database, source_id: int) -> int | None:
    """The number of the newest import of a source."""
    row = db.conn.execute("select max(id) from import_run where source_id = ?", (source_id,)).fetchone()
    return row[0]


@needs("sheets.read")
def history(db: Database, source_id: int, *, by: User, limit: int = 100) -> pl.DataFrame:
    """The imports of a source, newest first, with `text`, the sentence in the reader's language."""
    sql = f"select {', '.join(HISTORY)} from import_run where source_id = ? order by id desc limit ?"
    found = frame(db, sql, HISTORY, (source_id, limit))
    texts = [
        problems.sentence(sentence, json.loads(params)) if sentence else ""
        for sentence, params in found.select("sentence", "params").iter_rows()
    ]
    return found.with_columns(text=pl.Series(texts, dtype=pl.String))


@needs("sheets.read")
def problems_of(db: Database, run_id: int, *, by: User) -> pl.DataFrame:
    """The problems of an import: `problems.SCHEMA` without field, and `text` in the reader's language."""
    schema = {name: kind for name, kind in problems.SCHEMA.items() if name != "field"}
    sql = f"select {', '.join(schema)} from import_problem where run_id = ? order by id"
    return problems.shown(frame(db, sql, schema, (run_id,)))


@needs("sheets.read")
def troubled(db: Database, *, by: User) -> pl.DataFrame:
    """Active sources whose last import failed or left problems: source_id, name, run_id, at, state, problems, text."""
    schema = dict(
        zip(("source_id", "name", "run_id", "at", "state", "problems", "sentence", "params"), _TROUBLED, strict=True)
    )
    sql = """select s.id, s.name, r.id, r.at, r.state, r.problems, r.sentence, r.params from source s
        join import_run r on r.id = (select max(id) from import_run where source_id = s.id)
        where s.active and (r.state in ('failed', 'refused') or (r.state = 'applied' and r.problems > 0))
        order by r.state = 'applied', r.at desc"""
    found = frame(db, sql, schema)
    texts = [
        problems.sentence(sentence, json.loads(params)) if sentence else t("Cells that could not be read")
        for sentence, params in found.select("sentence", "params").iter_rows()
    ]
    return found.with_columns(text=pl.Series(texts, dtype=pl.String)).drop("sentence", "params")


_TROUBLED = (pl.Int64, pl.String, pl.Int64, pl.String, pl.String, pl.Int64, pl.String, pl.String)


def record(
    db: Database,
    source_id: int,
    *,
    by: User,
    state: str,
    file_name: str,
    content_hash: str = "",
    raw_path: str | None = None,
    counts: Mapping[str, int] | None = None,
    sentence: str = "",
    params: Mapping[str, Any] | None = None,
    notes: Sequence[Note] = (),
) -> int:
    """Write an import down and give its number."""
    numbers = [(counts or {}).get(name, 0) for name in COUNTS]
    head = (source_id, clock.stamp(), by.login, file_name, content_hash, raw_path, state)
    packed = json.dumps([[note.sentence, dict(note.params)] for note in notes], ensure_ascii=False)
    row = db.conn.execute(
        "insert into import_run (source_id, at, by, file_name, content_hash, raw_path, state,"
        f" {', '.join(COUNTS)}, sentence, params, notes) values ({', '.join('?' * 16)}) returning id",
        (*head, *numbers, sentence, problems.pack(params or {}), packed),
    ).fetchone()
    return int(row[0])


def record_problems(db: Database, run_id: int, found: pl.DataFrame) -> None:
    """Keep the problems of an import, at most `MOST_PROBLEMS`, those that left a row out first."""
    kept = found.sort("blocks", descending=True, maintain_order=True).head(MOST_PROBLEMS)
    columns = ("sheet", "row", "column_letter", "heading", "value", "sentence", "params", "blocks")
    lines = ((run_id, *line) for line in kept.with_columns(pl.col("blocks").cast(pl.Int64)).select(columns).iter_rows())
    insert_many(db, "import_problem", ("run_id", *columns), lines)


def mark_undone(db: Database, run_id: int, by: User) -> None:
    """The import was taken back as a whole."""
    db.conn.execute(
        "update import_run set state = 'undone', undone_at = ?, undone_by = ? where id = ?",
        (clock.stamp(), by.login, run_id),
    )
