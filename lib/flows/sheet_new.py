"""A shared spreadsheet that is no source yet: a first look, a dry run, and taking it on with its first import."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from lib import access
from lib.access import User, needs
from lib.errors import BadInput
from lib.flows import sheet_plan, sheet_sync
from lib.flows.sheet_fetch import fetch_from, raw_sheets
from lib.flows.sheet_kinds import kind_of
from lib.flows.sheet_plan import Plan
from lib.sheets import header, mapping, sources
from lib.sheets.diff import Side
from lib.sheets.fetch import Fetched
from lib.sheets.sources import Source
from lib.store import Database

NOT_YET = 0
"""The number of a source that has not been added."""
SAMPLE_ROWS = 8


@dataclass(frozen=True)
class Peek:
    """A first look at a spreadsheet, for mapping: its sheets, the headings found, the likely columns, some rows."""

    fetched: Fetched
    sheets: list[str]
    headings: list[str]
    suggestion: dict[str, str]
    sample: pl.DataFrame
    notes: list[str]


@needs("sheets.manage")
def peek(
    db: Database,
    kind_code: str,
    storage: str,
    location: str,
    *,
    by: User,
    upload: tuple[str, bytes] | None = None,
    fetched: Fetched | None = None,
    sheet_pattern: str = "",
) -> Peek:
    """Look at a spreadsheet that is no source yet. BadInput, NotFound, Unavailable with what to do."""
    kind = kind_of(kind_code)
    came = fetched or fetch_from(storage, location, upload)
    raw = raw_sheets(storage, came)
    prepared = kind.prepare(raw, came.name) if kind.prepare else raw
    tables, _ = header.tables(prepared, kind, sheet_pattern, strict=False)
    if not tables:
        raise BadInput("{name} has no rows. Check that the right file was saved.", name=came.name)
    first = tables[0]
    places = [pl.col(place).alias(name) for name, place in first.columns.items()]
    return Peek(
        came,
        list(raw),
        first.headings,
        mapping.suggest(first.headings, kind),
        first.rows.head(SAMPLE_ROWS).select("row", *places),
        [str(note) for note in came.notes],
    )


def draft(kind_code: str, storage: str, location: str, sheet_pattern: str, columns: Mapping[str, str | None]) -> Source:
    """A source as it would be, for a dry run."""
    return Source(
        id=NOT_YET,
        name="",
        sheet_kind=kind_code,
        storage=storage,
        location=location,
        sheet_pattern=sheet_pattern,
        mapping=dict(columns),
        master="sheet",
        watch=storage != "upload",
        active=True,
        last_modified=None,
        last_hash=None,
        looked_at=None,
    )


@needs("sheets.manage")
def trial(db: Database, source: Source, came: Fetched, *, by: User) -> Plan:
    """A dry run of a `draft`; nothing is changed. Errors as of `sheet_plan.plan`."""
    access.require(db, by, kind_of(source.sheet_kind).permission)
    return sheet_plan.compared(db, source, came)


@needs("sheets.manage")
def adopt(
    db: Database,
    plan: Plan,
    name: str,
    master: str,
    *,
    by: User,
    watch: bool = True,
    choices: Mapping[int, Side] | None = None,
) -> int:
    """Add the source of a dry run and do what the run said, both or neither; gives the number of the source."""
    wanted = plan.source
    source_id = sources.add(
        db,
        name,
        wanted.sheet_kind,
        wanted.storage,  # type: ignore[arg-type]
        wanted.location,
        by=by,
        sheet_pattern=wanted.sheet_pattern,
        mapping=wanted.mapping,
        master=master,
        watch=watch,
    )
    sheet_sync.apply(db, replace(plan, source=sources.load(db, source_id)), by=by, choices=choices)
    return source_id
