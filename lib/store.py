"""The SQLite store: one connection per unit of work; `read()` cannot write, `write()` commits or leaves no trace.

The driver is `sqlcipher3`, a wheel that carries a current SQLite: the one of many systems (3.40) has a known
corruption bug in WAL mode. Without a key file it is plain SQLite; with one the whole database is encrypted.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import polars as pl
import sqlcipher3
from sqlcipher3 import dbapi2 as driver

from lib import config
from lib.connections import Idle, Lendable, Watcher, refuse_lasting_changes, unavailable
from lib.czech import sorting
from lib.errors import NotFound, OfficeError, Unavailable

# sqlite-utils looks for this name first, so it works on the current SQLite and not on the system's.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", driver)
from sqlite_utils import Database, Migrations  # noqa: E402

__all__ = ["Database", "Migrations"]

PRAGMAS = (
    "pragma foreign_keys = on",
    "pragma synchronous = full",
    "pragma secure_delete = on",
    "pragma trusted_schema = off",
    "pragma recursive_triggers = on",
    "pragma temp_store = memory",
    "pragma cache_size = -16000",
)
Record = TypeVar("Record")
Params = Mapping[str, Any] | Sequence[Any]


def path() -> Path:
    """The database file of this installation."""
    return config.current().database


def open_connection(file: Path, *, read_only: bool = False) -> Lendable:
    """A configured connection to `file`; Unavailable when it cannot be opened."""
    mode = "ro" if read_only else "rw"
    try:
        connection = driver.connect(
            f"{file.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=30,
            isolation_level=None,
            check_same_thread=False,
            factory=Lendable,
        )
        _unlock(connection)
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except driver.Error as error:
        raise _not_opened(error, file) from error
    connection.create_collation("CZECH", sorting.compare)
    connection.create_function("fold", 1, _fold, deterministic=True)
    return connection


def _not_opened(error: Exception, file: Path) -> Unavailable:
    if "readonly" in str(error):
        return Unavailable(
            "The disk with the database {file} is read-only. Allow writing to it and start Kancelář again.",
            file=file.name,
        )
    return Unavailable(
        "The database {file} cannot be opened ({reason}). Check the disk and its permissions.",
        file=file.name, reason=str(error),
    )  # fmt: skip


def _fold(text: object) -> str | None:
    return None if text is None else sorting.fold(str(text))


def _unlock(connection: driver.Connection) -> None:
    key_file = config.current().key_file
    if key_file is not None:
        key = key_file.read_text(encoding="utf-8").strip().replace("'", "''")
        connection.execute(f"pragma key = '{key}'")


def new_file(file: Path) -> driver.Connection:
    """A connection to a file that may not exist yet, with the installation's key."""
    connection = driver.connect(str(file), isolation_level=None)
    _unlock(connection)
    return connection


def _reader(file: Path) -> Lendable:
    connection = open_connection(file, read_only=config.current().read_only)
    connection.execute("pragma query_only = on")
    return connection


def _writer(file: Path) -> Lendable:
    connection = open_connection(file)
    connection.set_authorizer(refuse_lasting_changes)
    return connection


_readers, _writers = Idle(_reader, 8), Idle(_writer, 1)


def _database(connection: Lendable) -> Database:
    """What a unit gets. The pragma that sqlite-utils would set again makes SQLite read every statement anew."""
    return Database(connection, recursive_triggers=False, execute_plugins=False)


@contextmanager
def read() -> Iterator[Database]:
    """A unit of reading: every query sees one state of the store, nothing can be changed."""
    with _readers.one(path()) as connection:
        connection.execute("begin")
        yield _database(connection)


@contextmanager
def write() -> Iterator[Database]:
    """A unit of change: takes the write lock at once, commits at the end, or rolls back and leaves no trace. The schema
    cannot be changed here: sqlite-utils would create a table for a misspelled name."""
    if config.current().read_only:
        raise Unavailable("The data are open for reading only here; nothing can be saved.")
    with _writers.one(path()) as connection:
        begin(connection)
        db = _database(connection)
        try:
            yield db
            connection.execute("commit")
        except driver.OperationalError as error:
            rollback(connection)
            raise unavailable(error) from error
        except BaseException:
            rollback(connection)
            raise
        _done(vars(db).pop("_afterwards", ()))


def _done(steps: Iterable[Callable[[], None]]) -> None:
    """All of them, and then the first failure: one step does not depend on another."""
    failures = []
    for step in steps:
        try:
            step()
        except Exception as error:
            failures.append(error)
    if failures:
        raise failures[0]


def afterwards(db: Database, step: Callable[[], None]) -> None:
    """Let a step that cannot be rolled back (a file deleted) be done once the unit is committed, and only then."""
    vars(db).setdefault("_afterwards", []).append(step)


@contextmanager
def attempt(db: Database) -> Iterator[None]:
    """A part of a unit of change after whose refusal the unit goes on: a refused part leaves no trace, and raises."""
    steps = vars(db).setdefault("_afterwards", [])
    before = len(steps)
    db.conn.execute("savepoint attempt")
    try:
        yield
    except OfficeError:
        db.conn.execute("rollback to attempt")
        db.conn.execute("release attempt")
        del steps[before:]
        raise
    db.conn.execute("release attempt")


def begin(connection: driver.Connection) -> None:
    """Take the write lock at once; Unavailable when somebody holds it for too long."""
    try:
        connection.execute("begin immediate")
    except driver.Error as error:
        raise unavailable(error) from error


def rollback(connection: driver.Connection) -> None:
    """Take back whatever the transaction did."""
    if connection.in_transaction:
        connection.rollback()


def rows(db: Database, sql: str, params: Params = ()) -> list[dict[str, Any]]:
    """All rows of a query as dictionaries."""
    cursor = db.conn.execute(sql, params)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def scalar(db: Database, sql: str, params: Params = ()) -> Any:
    """The first column of the first row, None when there is no row."""
    row = db.conn.execute(sql, params).fetchone()
    return None if row is None else row[0]


def frame(db: Database, sql: str, schema: Mapping[str, Any], params: Params = ()) -> pl.DataFrame:
    """The rows of a query as a polars frame of a declared schema; a `pl.Date` column may come as ISO text, which is
    parsed here, so that queries stay plain SQL."""
    as_stored = {name: pl.String if kind == pl.Date else kind for name, kind in schema.items()}
    data = pl.DataFrame(db.conn.execute(sql, params).fetchall(), schema=as_stored, orient="row")
    dates = [pl.col(name).str.to_date("%Y-%m-%d") for name, kind in schema.items() if kind == pl.Date]
    return data.with_columns(dates) if dates else data


def one(db: Database, record: type[Record], sql: str, params: Params = ()) -> Record | None:
    """The single row of a query as a frozen dataclass whose fields are named like the columns."""
    found = rows(db, sql, params)
    return record(**found[0]) if found else None


def existing(record: Record | None, sentence: str, **values: Any) -> Record:
    """The record, or NotFound with the sentence."""
    if record is None:
        raise NotFound(sentence, **values)
    return record


_watcher = Watcher(open_connection)


def version() -> tuple[str, int, int]:
    """A value that changes whenever anybody commits anything (`lib.audit.version` changes with deeds only)."""
    return _watcher.version(path())


def next_id(db: Database, table: str) -> int:
    """The id that the next row of an `autoincrement` table gets: one that no row, not even a removed one, ever had."""
    return int(scalar(db, "select coalesce(max(seq), 0) + 1 from sqlite_sequence where name = ?", (table,)))


def insert_many(db: Database, table: str, columns: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Insert many rows at the driver's speed (sqlite-utils builds one statement per hundred rows)."""
    marks = ", ".join("?" * len(columns))
    db.conn.executemany(f"insert into {table} ({', '.join(columns)}) values ({marks})", values)
