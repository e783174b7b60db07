"""Rows of the press room as they are written: values of the store, a new row, a changed row with its version."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lib import store
from lib.errors import BadInput, Conflict
from lib.store import Database


def stored(value: object) -> object:
    """A value as SQLite keeps it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def insert(db: Database, table: str, values: Mapping[str, Any]) -> int:
    """A new row; gives its id."""
    store.insert_many(db, table, tuple(values), [[stored(value) for value in values.values()]])
    return int(store.scalar(db, "select last_insert_rowid()"))


def update(db: Database, table: str, record_id: int, values: Mapping[str, Any], version: int | None = None) -> None:
    """A changed row; Conflict when somebody changed it since `version` was read. The version rises."""
    columns = ", ".join(f"{name} = ?" for name in values)
    given = [stored(value) for value in values.values()]
    which, params = ("id = ? and version = ?", [record_id, version]) if version is not None else ("id = ?", [record_id])
    done = db.conn.execute(f"update {table} set {columns}, version = version + 1 where {which}", (*given, *params))
    if not done.rowcount:
        raise Conflict("Somebody else has changed this in the meantime. Open it again; copy what you typed first.")


def reason(text: str) -> str:
    """A reason that was given, or BadInput."""
    if not text.strip():
        raise BadInput("Write why.", field="reason")
    return " ".join(text.split())
