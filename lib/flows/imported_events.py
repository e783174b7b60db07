"""Events that a spreadsheet moves or calls off: what hangs on them follows as if a colleague had done it here."""

from dataclasses import replace

import polars as pl

from lib.access import User
from lib.events import Event
from lib.events.queries.one import whole
from lib.flows import cancel_event, move_event
from lib.i18n import t
from lib.sheets.kind import SheetKind
from lib.store import Database


def followed(kind: SheetKind) -> SheetKind:
    """The kind of spreadsheet whose changes of events release, plan anew and list what hangs on them."""

    def update(db: Database, rows: pl.DataFrame, by: User) -> None:
        ids = rows["record_id"].to_list()
        before = whole(db, ids)
        kind.update(db, rows, by)
        for was, now in zip(before, whole(db, ids), strict=True):
            _follow(db, was, now, by)

    return replace(kind, update=update)


def _follow(db: Database, was: Event, now: Event, by: User) -> None:
    was_off, is_off = was.state == "cancelled", now.state == "cancelled"
    if is_off and not was_off:
        cancel_event.release(db, now.id, t("Called off in an imported spreadsheet"), by)
    elif was_off and not is_off:
        cancel_event.held_after_all(db, now.id, by)
    if _when(was) != _when(now):
        move_event.follow(db, now.id, [now.id], by)


def _when(one: Event) -> tuple[str | None, ...]:
    return one.starts_on, one.ends_on, one.starts_at, one.venue
