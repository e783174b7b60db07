"""How the programme of the house of culture maps to events, when it comes as a table."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from lib.czech import dates, reading
from lib.czech.sorting import fold_frame
from lib.events import actions
from lib.events.sheet import twins
from lib.events.sheet.fields import FIELDS, current, refine
from lib.i18n import N
from lib.sheets.kind import Field, SheetKind
from lib.store import Database

OWN_KIND = tuple(replace(field, compared=False) if field.name == "kind" else field for field in FIELDS)
"""The house does not say what kind its events are: new ones are its own, the kind of ours is nobody's conflict."""
_WEEKDAYS = {day: dates.weekday(dt.date(2024, 1, day)) for day in range(1, 8)}


def _refine(rows: pl.DataFrame) -> pl.DataFrame:
    """The programme of the house names neither kind nor state: all is the house's own and confirmed."""
    said = fold_frame(pl.col("weekday")).replace_strict(reading.WEEKDAYS, default=None, return_dtype=pl.Int8)
    return refine(rows.with_columns(kind=pl.lit("dk"), state=pl.lit("potvrzeno"))).with_columns(
        venue=pl.format("Dům kultury – {}", pl.col("venue")), weekday=_named(said)
    )


def _named(weekday: pl.Expr) -> pl.Expr:
    return weekday.replace_strict(_WEEKDAYS, default=None, return_dtype=pl.String)


def _check_weekday(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """A weekday that contradicts its date: one of them is wrong, so the row waits for a person."""
    wrong = rows.with_row_index("position").filter(pl.col("weekday") != _named(pl.col("starts_on").dt.weekday()))
    return wrong.select(
        pl.col("position").cast(pl.Int64),
        field=pl.lit("weekday"),
        value=pl.col("weekday"),
        sentence=pl.lit(N("The weekday contradicts the date. Ask which of them is right and mend the other.")),
        blocks=pl.lit(True),
    )


def _current(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    return current(db, record_ids).with_columns(weekday=_named(pl.col("starts_on").dt.weekday()))


CULTURE_HOUSE = SheetKind(
    code="events.culture_house",
    label=N("Programme of the house of culture"),
    permission="events.edit",
    fields=(*OWN_KIND, Field("weekday", N("Weekday"), synonyms=("Den",))),
    key=("starts_on", "starts_at", "title"),
    current=_current,
    insert=lambda db, rows, by: actions.insert_imported(db, rows, by=by),
    update=lambda db, rows, by: actions.update_imported(db, rows, by=by),
    remove=lambda db, ids, by: actions.remove_imported(db, ids, by=by),
    check=_check_weekday,
    find=twins.find,
    refine=_refine,
)
