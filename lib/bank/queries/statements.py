"""Statements that were read, and files of the watched folder that could not be."""

import datetime as dt
import json
from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import SYSTEM, User, needs
from lib.sheets.problems import Note
from lib.store import Database, frame, rows

_STATEMENTS = f"""
select s.id, s.file_name, s.format, s.account, s.number, s.first_day, s.last_day, s.opening, s.closing, s.read_at,
    coalesce(u.name, '{SYSTEM.name}') as read_by, count(l.id) as lines,
    coalesce(sum(case when l.amount > 0 then l.amount end), 0) as came, s.problems
from bank_statement s left join bank_line l on l.statement_id = s.id left join user u on u.login = s.read_by
"""
STATEMENTS = {
    "id": pl.Int64, "file_name": pl.String, "format": pl.String, "account": pl.String, "number": pl.String,
    "first_day": pl.Date, "last_day": pl.Date, "opening": pl.Int64, "closing": pl.Int64, "read_at": pl.String,
    "read_by": pl.String, "lines": pl.Int64, "came": pl.Int64, "problems": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """A statement that was read: its days, balances (haléře, None when not stated) and what was noted about it."""

    id: int
    file_name: str
    format: str
    account: str
    number: str
    first_day: dt.date | None
    last_day: dt.date | None
    opening: int | None
    closing: int | None
    read_at: str
    read_by: str
    lines: int
    came: int
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Refusal:
    """A file of the watched folder that could not be read, and why."""

    file_name: str
    note: Note
    at: str


@needs("bank.read")
def statements(db: Database, *, by: User) -> pl.DataFrame:
    """Every statement, the newest days first, with how many movements are its own and what came (haléře)."""
    return frame(db, f"{_STATEMENTS} group by s.id order by s.last_day desc, s.id desc", STATEMENTS)


@needs("bank.read")
def statement(db: Database, statement_id: int, *, by: User) -> Read:
    """One statement, or NotFound."""
    found = frame(db, f"{_STATEMENTS} where s.id = ? group by s.id", STATEMENTS, (statement_id,))
    row = store.existing(found.row(0, named=True) if found.height else None, "This bank statement does not exist.")
    notes = tuple(Note(sentence, params) for sentence, params in json.loads(row.pop("problems")))
    return Read(**row, notes=notes)


@needs("bank.read")
def refused(db: Database, *, by: User) -> list[Refusal]:
    """Files of the watched folder that wait for somebody, the newest first."""
    found = rows(db, "select file_name, sentence, params, at from bank_refused order by at desc, file_name")
    return [Refusal(row["file_name"], Note(row["sentence"], json.loads(row["params"])), row["at"]) for row in found]


def read_already(db: Database, file_hash: str) -> tuple[str, str] | None:
    """The name and the moment under which the same file was read before."""
    sql = "select file_name, read_at from bank_statement where file_hash = ?"
    found = db.conn.execute(sql, (file_hash,)).fetchone()
    return (found[0], found[1]) if found else None


def known_files(db: Database) -> tuple[set[str], dict[str, str]]:
    """Hashes of all files that were read, and file → hash of those that were refused."""
    read = {row[0] for row in db.conn.execute("select file_hash from bank_statement")}
    return read, dict(db.conn.execute("select file_name, file_hash from bank_refused").fetchall())
