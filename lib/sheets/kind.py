"""What a room says about its shared spreadsheet: fields, key, and what to do with new, changed and undone rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import polars as pl

from lib.access import User
from lib.store import Database

Cell = Literal[
    "text", "whole", "money", "decimal", "date", "date_from", "date_to", "time_from", "time_to", "ico", "yes_no"
]
"""How a cell is read. In frames: text, ico, time_* → String, whole and money (haléře) → Int64, decimal → Float64,
date* → Date, yes_no → Boolean. `date_from` and `date_to` may map to one column ("5.–7. 6. 2026"), so may
`time_from` and `time_to` ("9.00–15.00")."""

RawSheets = dict[str, pl.DataFrame]
"""Sheet name → frame of String columns `c0, c1, …` plus `row` (Int64), the row's number as the spreadsheet shows it."""


@dataclass(frozen=True)
class Field:
    """One thing a row says. `label` is an English text marked with N(); synonyms are header words people use.

    What is not `compared` serves new records and finding known ones; it never makes a difference or a conflict.
    """

    name: str
    label: str
    cell: Cell = "text"
    synonyms: tuple[str, ...] = ()
    required: bool = False
    compared: bool = True


class Check(Protocol):
    """A rule over whole rows: gives a frame of problems with columns `position` (Int64, index into the rows frame),
    `field` (String), `value` (String), `sentence` (String, English msgid), `blocks` (Boolean: the row is left out)."""

    def __call__(self, db: Database, rows: pl.DataFrame) -> pl.DataFrame: ...


@dataclass(frozen=True)
class SheetKind:
    """How a room's table is filled from a spreadsheet. All functions work on whole frames, never row by row.

    `key` names the fields that identify a row across imports. `find(db, rows)` may tie rows of a first import to
    records that the store already has: it gives `rows`' positions and record ids (frame `position`, `record_id`).
    `current(db, record_ids)` gives `record_id` + every field as the store has it now.
    `insert(db, rows, by)` gives the new record ids in the order of the rows; `update(db, rows, by)` gets `record_id`
    + every field. `remove(db, record_ids, by)` undoes an insert (a ledger reverses instead of deleting).
    `write(db, new, changed, gone, by)` does all three in one go and gives the new ids, for a room where a half of it
    may not stand; without it they are called one after another.
    `prepare` reshapes an odd export (stacked blocks, a title line) before the header is looked for.
    `refine` turns the parsed rows into the room's own words ("městská" → `town`), before checks and differences.
    """

    code: str
    label: str
    permission: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    current: Callable[[Database, Sequence[int]], pl.DataFrame]
    insert: Callable[[Database, pl.DataFrame, User], list[int]]
    update: Callable[[Database, pl.DataFrame, User], None]
    remove: Callable[[Database, Sequence[int], User], None]
    write: Callable[[Database, pl.DataFrame, pl.DataFrame, Sequence[int], User], list[int]] | None = None
    check: Check | None = None
    find: Callable[[Database, pl.DataFrame], pl.DataFrame] | None = None
    prepare: Callable[[RawSheets, str], RawSheets] | None = None
    refine: Callable[[pl.DataFrame], pl.DataFrame] | None = None

    def written(
        self, db: Database, new: pl.DataFrame, changed: pl.DataFrame, gone: Sequence[int], by: User
    ) -> list[int]:
        """What is new added, what has changed updated, what is gone removed; the new ids in the order of `new`."""
        if self.write:
            return self.write(db, new, changed, gone, by)
        if gone:
            self.remove(db, gone, by)
        added = self.insert(db, new, by) if new.height else []
        if changed.height:
            self.update(db, changed, by)
        return list(added)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)
