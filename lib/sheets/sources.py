"""The sources of shared spreadsheets: where each lies, how it is mapped, and what people may change about it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from lib import audit, clock
from lib.access import User, needs
from lib.errors import BadInput
from lib.i18n import N
from lib.store import Database, existing, frame, one, rows

Storage = Literal["file", "upload", "google"]
STORAGES: dict[str, str] = {
    "file": N("File in the shared folder"),
    "upload": N("Uploaded file"),
    "google": N("Google Sheets"),
}
MASTERS: dict[str, str] = {"sheet": N("The spreadsheet"), "office": N("Kancelář")}

COLUMNS = """s.id, s.name, s.sheet_kind, s.storage, s.location, s.sheet_pattern, s.mapping, s.master, s.watch, s.active,
    s.last_modified, s.last_hash, s.looked_at"""
LISTING = {
    "id": pl.Int64,
    "name": pl.String,
    "sheet_kind": pl.String,
    "storage": pl.String,
    "location": pl.String,
    "watch": pl.Boolean,
    "active": pl.Boolean,
    "looked_at": pl.String,
    "run_id": pl.Int64,
    "at": pl.String,
    "by": pl.String,
    "state": pl.String,
    "new": pl.Int64,
    "changed": pl.Int64,
    "unchanged": pl.Int64,
    "missing": pl.Int64,
    "problems": pl.Int64,
    "conflicts": pl.Int64,
    "sentence": pl.String,
    "params": pl.String,
}


@dataclass(frozen=True)
class Source:
    """One shared spreadsheet. `mapping`: field → heading, None where a person said that there is no column."""

    id: int
    name: str
    sheet_kind: str
    storage: str
    location: str
    sheet_pattern: str
    mapping: dict[str, str | None]
    master: str
    watch: bool
    active: bool
    last_modified: str | None
    last_hash: str | None
    looked_at: str | None


@dataclass(frozen=True)
class _Stored:
    id: int
    name: str
    sheet_kind: str
    storage: str
    location: str
    sheet_pattern: str
    mapping: str
    master: str
    watch: int
    active: int
    last_modified: str | None
    last_hash: str | None
    looked_at: str | None


@needs("sheets.read")
def get(db: Database, source_id: int, *, by: User) -> Source:
    """The source; NotFound when there is none."""
    return load(db, source_id)


def load(db: Database, source_id: int) -> Source:
    """`get` for callers that have checked the permission."""
    found = existing(
        one(db, _Stored, f"select {COLUMNS} from source s where id = ?", (source_id,)),
        "This source of a shared spreadsheet does not exist.",
    )
    values = vars(found) | {
        "mapping": json.loads(found.mapping),
        "watch": bool(found.watch),
        "active": bool(found.active),
    }
    return Source(**values)


@needs("sheets.read")
def listing(db: Database, *, by: User) -> pl.DataFrame:
    """Every source with its last import and the counts of it (null before the first), active ones first.

    `sentence` and `params` make the sentence of the last import: `problems.sentence(sentence, json.loads(params))`.
    """
    sql = """select s.id, s.name, s.sheet_kind, s.storage, s.location, s.watch, s.active, s.looked_at,
        r.id, r.at, r.by, r.state, r.new, r.changed, r.unchanged, r.missing, r.problems, r.conflicts,
        r.sentence, r.params
        from source s left join import_run r on r.id = (select max(id) from import_run where source_id = s.id)
        order by s.active desc, s.name collate czech"""
    return frame(db, sql, LISTING)


def watched(db: Database) -> list[Source]:
    """Active sources that the worker looks at."""
    found = rows(db, "select id from source where active and watch and storage <> 'upload' order by id")
    return [load(db, row["id"]) for row in found]


@needs("sheets.manage")
def add(
    db: Database,
    name: str,
    sheet_kind: str,
    storage: Storage,
    location: str,
    *,
    by: User,
    sheet_pattern: str = "",
    mapping: Mapping[str, str | None] | None = None,
    master: str = "sheet",
    watch: bool = True,
) -> int:
    """Add a source and give its number. `location`: path inside the shared folder, Google's id, or "" for uploads."""
    values = {
        "name": _free_name(db, name, None),
        "sheet_kind": sheet_kind,
        "storage": storage,
        "location": _location(storage, location),
        "sheet_pattern": sheet_pattern.strip(),
        "mapping": _packed(mapping or {}),
        "master": master,
        "watch": int(watch),
    }
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    row = db.conn.execute(
        f"insert into source ({names}, created_at, created_by) values ({marks}, ?, ?) returning id",
        (*values.values(), clock.stamp(), by.login),
    ).fetchone()
    audit.record(db, by, "sheets.add", f"source:{row[0]}", values)
    return int(row[0])


CHANGEABLE = ("name", "location", "sheet_pattern", "mapping", "master", "watch", "active")


@needs("sheets.manage")
def change(db: Database, source_id: int, *, by: User, **values: Any) -> None:
    """Change some of `CHANGEABLE`. A source that is not active any more keeps its history and its records."""
    source = load(db, source_id)
    if unknown := set(values) - set(CHANGEABLE):
        raise KeyError(unknown)
    stored = dict(values)
    if "name" in values:
        stored["name"] = _free_name(db, values["name"], source_id)
    if "location" in values:
        stored["location"] = _location(source.storage, values["location"])
    if "mapping" in values:
        stored["mapping"] = _packed(values["mapping"])
    # A file that has not changed is read again when somebody changes how it is read.
    stored |= {"last_modified": None, "last_hash": None}
    pairs = ", ".join(f"{column} = ?" for column in stored)
    db.conn.execute(f"update source set {pairs} where id = ?", (*stored.values(), source_id))
    audit.record(db, by, "sheets.change", f"source:{source_id}", values)


@needs("sheets.manage")
def deactivate(db: Database, source_id: int, *, by: User) -> None:
    """Stop reading a source; its records and its history stay."""
    change(db, source_id, by=by, active=False)


def looked(db: Database, source_id: int, modified: str | None, content_hash: str | None) -> None:
    """The worker looked at a source: when, and what it saw, so that it reads only what has changed."""
    db.conn.execute(
        "update source set looked_at = ?, last_modified = coalesce(?, last_modified),"
        " last_hash = coalesce(?, last_hash) where id = ?",
        (clock.stamp(), modified, content_hash, source_id),
    )


def remember_mapping(db: Database, source_id: int, mapping: Mapping[str, str | None]) -> None:
    """Keep the columns that an import found, so that a renamed one is noticed next time."""
    db.conn.execute("update source set mapping = ? where id = ?", (_packed(mapping), source_id))


def _packed(mapping: Mapping[str, str | None]) -> str:
    return json.dumps(dict(mapping), ensure_ascii=False)


def _free_name(db: Database, name: str, source_id: int | None) -> str:
    clean = " ".join(name.split())
    if not 1 <= len(clean) <= 100:
        raise BadInput("Give the source a name of at most 100 letters.", field="name")
    taken = db.conn.execute("select id from source where name = ? and id is not ?", (clean, source_id)).fetchone()
    if taken:
        raise BadInput("A source called “{name}” exists already. Choose another name.", field="name", name=clean)
    return clean


def _location(storage: str, location: str) -> str:
    clean = location.strip()
    if not clean and storage != "upload":
        raise BadInput("Say where the spreadsheet lies.", field="location")
    return clean
