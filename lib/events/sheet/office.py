"""How the calendar of the office maps to events."""

import polars as pl

from lib import store
from lib.events import actions
from lib.events.sheet.fields import FIELDS, current, refine
from lib.i18n import N
from lib.sheets.kind import SheetKind
from lib.store import Database


def _find_by_code(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose number the office already has from another file: the same event, not a second one."""
    known = store.frame(
        db, "select code, id as record_id from event where code is not null", {"code": pl.String, "record_id": pl.Int64}
    )
    found = rows.select("code").with_row_index("position").join(known, on="code")
    return found.unique("record_id", keep="first", maintain_order=True).select(
        pl.col("position").cast(pl.Int64), "record_id"
    )


OFFICE = SheetKind(
    code="events.office",
    label=N("Event calendar of the office"),
    permission="events.edit",
    fields=FIELDS,
    key=("code",),
    current=current,
    insert=lambda db, rows, by: actions.insert_imported(db, rows, by=by),
    update=lambda db, rows, by: actions.update_imported(db, rows, by=by),
    remove=lambda db, ids, by: actions.remove_imported(db, ids, by=by),
    find=_find_by_code,
    refine=refine,
)
