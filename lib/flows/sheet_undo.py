"""Takes back a whole import of a shared spreadsheet, unless somebody's later work would be lost with it."""

import polars as pl

from lib import access, audit, clock
from lib.access import User, needs
from lib.errors import Refused
from lib.flows.sheet_kinds import kind_of
from lib.sheets import memory, runs, sources
from lib.sheets.kind import SheetKind
from lib.sheets.memory import Memory
from lib.sheets.sources import Source
from lib.store import Database

NAMED = 5


@needs("sheets.sync")
def undo(db: Database, run_id: int, *, by: User) -> None:
    """Take back a whole import: added records are removed, changed ones are as before.

    Refused for anything but the newest import that changed something, and when people have changed its records since.
    """
    run = runs.load(db, run_id)
    source = sources.load(db, run.source_id)
    kind = kind_of(source.sheet_kind)
    access.require(db, by, kind.permission)
    _refuse_later(db, run, source)
    found = memory.to_undo(db, run_id, kind)
    before, added = found if found else (pl.DataFrame(schema=memory.kept_schema(kind)), [])
    now = memory.current(db, kind, [*added, *before["record_id"]])
    if found:
        _refuse_changed(memory.base(db, source.id, kind), now, kind)
    living = set(now["record_id"])
    gone = [number for number in added if number in living]
    back = before.filter(pl.col("record_id").is_in(list(living)))
    kind.written(db, back.clear().drop("record_id"), back, gone, by)
    runs.mark_undone(db, run_id, by)
    detail = {"import": run_id, "removed": memory.ranges(gone), "put back": back["record_id"].to_list()}
    audit.record(db, by, "sheets.undo", f"source:{source.id}", detail)


def _refuse_later(db: Database, run: runs.Run, source: Source) -> None:
    if run.state != "applied":
        raise Refused("This import was not applied or was undone already.")
    base = memory.base_run(db, source.id)
    if not (run.new or run.changed or run.conflicts) or base == run.id:
        return
    if base is not None and base > run.id:
        at = clock.prague(runs.load(db, base).at)
        raise Refused(
            "A later import of {day} {time} built on this one. Undo that one first.",
            day=f"{at.day}. {at.month}. {at.year}",
            time=f"{at:%H:%M}",
        )
    raise Refused("This import is too old to be undone; only the last {count} can be.", count=memory.REMEMBERED)


def _refuse_changed(base: Memory, now: pl.DataFrame, kind: SheetKind) -> None:
    """People's later work is not thrown away with an import."""
    later = now.join(base.kept, on=list(memory.kept_schema(kind)), how="anti", nulls_equal=True)
    if not later.height:
        return
    named = base.said.join(later, on="record_id", how="semi")["key"].to_list() or [str(n) for n in later["record_id"]]
    raise Refused(
        "{count} records of this import were changed by people since, and an undo would lose that: {names}.",
        count=later.height,
        names=", ".join(named[:NAMED]) + (" …" if later.height > NAMED else ""),
    )
