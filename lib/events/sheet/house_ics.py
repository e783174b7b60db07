"""How the programme of the house of culture maps to events, when it comes as a calendar file (.ics)."""

import re

import polars as pl

from lib.czech.sorting import fold, fold_frame
from lib.events import actions
from lib.events.sheet import twins
from lib.events.sheet.fields import CANCELLED, current, spaces
from lib.events.sheet.house import OWN_KIND
from lib.i18n import N
from lib.sheets import problems
from lib.sheets.ics import trouble
from lib.sheets.kind import Field, SheetKind
from lib.store import Database

_STATES = {"CANCELLED": "cancelled", "TENTATIVE": "proposed"}
_HALL = re.compile(r"\b(sal|salek|salonek|foyer|klub|klubovna|galerie|ucebna|kinosal|prisali|jeviste|kavarna)\b")
_HOUSE = re.compile(r"\b(dum kultury|kulturni dum|dk|kd)\b")
_SHOUTED = r"(?i)^\s*(ZRUŠENO|ZRUŠENA)\s*[:!–—-]*\s*"
IDENTITY = (
    Field("uid", N("UID"), synonyms=("UID",), required=True, compared=False),
    Field("occurrence", N("Which date of the series"), synonyms=("Opakování", "RECURRENCE-ID"), compared=False),
    Field("trouble", N("Troubles"), synonyms=("Potíže",), compared=False),
)


def _refine(rows: pl.DataFrame) -> pl.DataFrame:
    """Everything is the house's own; STATUS says whether it is held, some write it into the title instead."""
    called_off = fold_frame(pl.col("title")).str.contains(CANCELLED).fill_null(False)
    states = pl.col("state").replace_strict(_STATES, default="confirmed", return_dtype=pl.String)
    halls = {name: _venue(name) for name in rows["venue"].drop_nulls().unique()}
    return rows.with_columns(
        state=pl.when(called_off).then(pl.lit("cancelled")).otherwise(states.fill_null("confirmed")),
        kind=pl.lit("culture_house"),
        title=spaces("title").str.replace(_SHOUTED, ""),
        venue=pl.col("venue").replace_strict(halls, default=None, return_dtype=pl.String).fill_null("Dům kultury"),
        organiser=spaces("organiser"),
        ends_on=pl.coalesce("ends_on", "starts_on"),
    )


def _venue(place: str) -> str:
    """`velký sál` → `Dům kultury – velký sál`; a place that names the house, or another one, stays as it is."""
    plain, folded = " ".join(place.split()), fold(place)
    return f"Dům kultury – {plain}" if _HALL.search(folded) and not _HOUSE.search(folded) else plain


def _check(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """What the reading of the calendar noticed, as sentences."""
    told = [
        (position, word, value)
        for position, cell in enumerate(rows["trouble"])
        for word, value in trouble.told(cell or "")
    ]
    return pl.DataFrame(
        [
            {
                "position": position,
                "field": "trouble",
                "value": value or None,
                "sentence": trouble.TROUBLES[word][0],
                "params": problems.pack({"value": value}),
                "blocks": trouble.TROUBLES[word][1],
            }
            for position, word, value in told
        ],
        schema=_PROBLEMS,
    )


_PROBLEMS = {
    "position": pl.Int64, "field": pl.String, "value": pl.String, "sentence": pl.String, "params": pl.String,
    "blocks": pl.Boolean,
}  # fmt: skip


CULTURE_HOUSE_ICS = SheetKind(
    code="events.culture_house_ics",
    label=N("Programme of the house of culture (calendar .ics)"),
    permission="events.edit",
    fields=(*OWN_KIND, *IDENTITY),
    key=("uid", "occurrence"),
    current=current,
    insert=lambda db, rows, by: actions.insert_imported(db, rows, by=by),
    update=lambda db, rows, by: actions.update_imported(db, rows, by=by),
    remove=lambda db, ids, by: actions.remove_imported(db, ids, by=by),
    check=_check,
    find=twins.find,
    refine=_refine,
)
