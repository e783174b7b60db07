"""Imports of shared spreadsheets: plan, apply in one transaction, undo, and what the worker does by itself."""

import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from lib import access, audit, store
from lib.access import SYSTEM, User, needs
from lib.errors import Conflict, OfficeError, Unavailable
from lib.flows.sheet_fetch import fetch_changed, fetch_from
from lib.flows.sheet_kinds import KINDS
from lib.flows.sheet_plan import Plan, plan
from lib.flows.sheet_undo import undo
from lib.i18n import N, t
from lib.sheets import diff, memory, runs, sources
from lib.sheets.diff import Side
from lib.sheets.fetch import Fetched
from lib.sheets.memory import Memory
from lib.sheets.sources import Source
from lib.store import Database

__all__ = ["KINDS", "Plan", "apply", "import_source", "plan", "sync", "sync_due", "undo"]

Progress = Callable[[int, int, str], None]
UNEXPECTED = N("Something unexpected went wrong; the record is in the worker's log.")


@dataclass(frozen=True)
class _Written:
    """What an import wrote: the new records in the order of `rows`, and the changed ones as they were."""

    rows: pl.DataFrame
    inserted: list[int]
    before: pl.DataFrame


@needs("sheets.sync")
def apply(
    db: Database,
    plan: Plan,
    *,
    by: User,
    choices: Mapping[int, Side] | None = None,
    progress: Progress | None = None,
) -> int:
    """Do what a plan says and give the number of the import. Everything or nothing: the caller's transaction decides.

    `choices` (record_id → side) decide conflicts, the source's master the rest. Conflict when the source was
    imported, or a record changed by somebody, after the plan was made.
    """
    access.require(db, by, plan.kind.permission)
    _refuse_stale(db, plan)
    say = progress or _silent
    say(0, 3, t("Writing records"))
    written = _write(db, plan, choices or {}, by)
    say(1, 3, t("Remembering the import"))
    run_id = _record(db, plan, by)
    if not plan.nothing_to_do:
        _remember(db, plan, written, run_id)
    say(2, 3, t("Writing down the problems"))
    runs.record_problems(db, run_id, plan.parsed.problems)
    sources.looked(db, plan.source.id, plan.fetched.modified, plan.fetched.content_hash)
    sources.remember_mapping(db, plan.source.id, _mapping(plan))
    audit.record(db, by, "sheets.import", f"source:{plan.source.id}", _detail(plan, written, run_id))
    say(3, 3, "")
    return run_id


def _silent(done: int, total: int, message: str) -> None:
    pass


def _refuse_stale(db: Database, plan: Plan) -> None:
    office = diff.office_side(plan.diff)
    now = memory.current(db, plan.kind, office["record_id"].to_list())
    if runs.last(db, plan.source.id) != plan.after_run or not office.sort("record_id").equals(now.sort("record_id")):
        raise Conflict("The records changed since these differences were worked out. Look at them again.")


def _write(db: Database, plan: Plan, choices: Mapping[int, Side], by: User) -> _Written:
    found, kind, master = plan.diff, plan.kind, plan.default()
    again = found.gone.filter(
        pl.col("record_id").replace_strict(dict(choices), default=master, return_dtype=pl.String) == "sheet"
    )
    rows = diff.plain(pl.concat([found.new, again]), found)
    updates = diff.merged(found, master, choices)
    before = diff.office_side(found).join(updates, on="record_id", how="semi", maintain_order="left")
    inserted = kind.written(db, rows.select(*memory.fields_schema(kind)), updates, (), by)
    return _Written(rows, inserted, before)


def _record(db: Database, plan: Plan, by: User) -> int:
    return runs.record(
        db,
        plan.source.id,
        by=by,
        state="applied",
        file_name=plan.fetched.name,
        content_hash=plan.fetched.content_hash,
        raw_path=plan.fetched.raw_path,
        counts=plan.counts,
        notes=(*plan.fetched.notes, *plan.parsed.notes),
    )


def _remember(db: Database, plan: Plan, written: _Written, run_id: int) -> None:
    """What the sheet said of every row it has or had, and what the office has after the import."""
    kind, found = plan.kind, plan.diff
    last = memory.base(db, plan.source.id, kind)
    added = written.rows.with_columns(record_id=pl.Series(written.inserted, dtype=pl.Int64))
    known = diff.plain(pl.concat([found.unchanged, found.touched, found.gone], how="diagonal"), found)
    now = pl.concat([added, known.join(added, on="key", how="anti", maintain_order="left")]).sort("position")
    columns = memory.said_schema(kind)
    gone_from_sheet = last.said.join(now, on="key", how="anti", maintain_order="left")
    said = pl.concat([now.select(*columns), gone_from_sheet])
    touched = [*written.inserted, *found.touched["record_id"]]
    fresh = memory.current(db, kind, touched)
    kept = pl.concat([last.kept.join(fresh, on="record_id", how="anti", maintain_order="left"), fresh])
    memory.keep(db, run_id, Memory(said, kept), written.before, written.inserted)


def _mapping(plan: Plan) -> dict[str, str | None]:
    """The remembered columns, with the headings as this import found them."""
    found = dict(plan.parsed.places.unique("field", maintain_order=True).select("field", "heading").iter_rows())
    return {**plan.source.mapping, **found}


def _detail(plan: Plan, written: _Written, run_id: int) -> dict[str, object]:
    return {
        "import": run_id,
        "source": plan.source.name,
        "file": plan.fetched.name,
        "content": plan.fetched.content_hash,
        "added": memory.ranges(written.inserted),
        "changed": written.before["record_id"].to_list(),
        "counts": plan.counts,
    }


def import_source(
    source_id: int,
    *,
    by: User,
    upload: tuple[str, bytes] | None = None,
    fetched: Fetched | None = None,
    progress: Progress | None = None,
) -> int:
    """Plan and apply in units of work of its own: what the worker and a job do. The number of the import."""
    say = progress or _silent
    say(0, 2, t("Reading the spreadsheet"))
    with store.read() as db:
        found = plan(db, source_id, by=by, upload=upload, fetched=fetched)
    say(1, 2, t("Writing records"))
    with store.write() as db:
        run_id = apply(db, found, by=by)
    say(2, 2, "")
    return run_id


def sync_due() -> list[int]:
    """Import every watched source whose content changed; the numbers of the imports. Nothing is ever raised.

    A source that cannot be fetched or imported gets a failed or refused run with the sentence, once per cause.
    """
    with store.read() as db:
        waiting = sources.watched(db)
    return [run_id for source in waiting if (run_id := sync(source)) is not None]


def sync(source: Source, by: User = SYSTEM) -> int | None:
    """Import one source if its content changed; the number of the import or of the failure, None for nothing new.

    Asked by a person, a content that left problems is read again: what was missing may be in the office by now.
    """
    came: Fetched | None = None
    try:
        again = by is not SYSTEM and _left_problems(source)
        came = fetch_from(source.storage, source.location) if again else fetch_changed(source)
        if came is None:
            return None
        if came.content_hash != source.last_hash:
            return import_source(source.id, by=by, fetched=came)
        if again:
            return _once_more(source, came, by)
        with store.write() as db:
            sources.looked(db, source.id, came.modified, None)
        return None
    except OfficeError as error:
        return _failed(source, came, error, by)
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return _failed(source, came, OfficeError(UNEXPECTED), by)


def _left_problems(source: Source) -> bool:
    with store.read() as db:
        last = runs.last(db, source.id)
        run = runs.load(db, last) if last is not None else None
    return run is not None and (run.state == "refused" or (run.state == "applied" and run.problems > 0))


def _once_more(source: Source, came: Fetched, by: User) -> int | None:
    """Import a content that was seen before, unless it would change nothing."""
    with store.read() as db:
        found = plan(db, source.id, by=by, fetched=came)
    if found.nothing_to_do:
        return None
    with store.write() as db:
        return apply(db, found, by=by)


def _failed(source: Source, came: Fetched | None, error: OfficeError, by: User) -> int | None:
    """Write the failure down, unless the last run says the same; a content that was refused is not tried again, one
    that met a locked store or a full disk is."""
    try:
        with store.write() as db:
            if came is not None and not isinstance(error, Conflict | Unavailable):
                sources.looked(db, source.id, came.modified, came.content_hash)
            if _told_already(db, source, error):
                return None
            return runs.record(
                db,
                source.id,
                by=by,
                state="refused" if came else "failed",
                file_name=came.name if came else source.location,
                content_hash=came.content_hash if came else "",
                raw_path=came.raw_path if came else None,
                sentence=error.sentence,
                params=error.values,
            )
    except OfficeError:
        traceback.print_exc(file=sys.stderr)
        return None


def _told_already(db: Database, source: Source, error: OfficeError) -> bool:
    last = runs.last(db, source.id)
    run = runs.load(db, last) if last is not None else None
    return run is not None and run.sentence == error.sentence and run.state in ("failed", "refused")
