"""What a row of an event calendar says, whoever keeps it, and how the store says the same."""

from collections.abc import Sequence

import polars as pl

from lib import store
from lib.czech.sorting import fold_frame
from lib.events import rules
from lib.i18n import N
from lib.sheets.kind import Field
from lib.store import Database

FIELDS = (
    Field("code", N("Event number"), synonyms=("ID akce", "ID", "Číslo akce")),
    Field("title", N("Title"), synonyms=("Název akce", "Název", "Akce", "Název pořadu", "Pořad"), required=True),
    Field("kind", N("Kind"), synonyms=("Typ", "Druh", "Typ akce")),
    Field("starts_on", N("Date"), "date_from", ("Datum", "Datum konání", "Termín", "Den konání"), required=True),
    Field("ends_on", N("Last day"), "date_to", ("Datum", "Datum konání", "Termín", "Datum do")),
    Field("starts_at", N("Start"), "time_from", ("Čas", "Začátek", "Hodina", "Od", "Čas od")),
    Field("ends_at", N("End"), "time_to", ("Čas", "Začátek", "Konec", "Do", "Čas do")),
    Field("venue", N("Venue"), synonyms=("Místo", "Místo konání", "Sál")),
    Field("organiser", N("Organiser"), synonyms=("Pořadatel", "Pořádá")),
    Field("organiser_ico", N("Organiser's IČO"), "ico", ("IČO pořadatele", "IČO", "IČ")),
    Field("description", N("Description"), synonyms=("Popis", "Anotace")),
    Field("audience", N("For whom"), synonyms=("Cílová skupina", "Pro koho")),
    Field("admission", N("Admission"), synonyms=("Vstupné", "Vstup")),
    Field("attended_by", N("Attended by"), synonyms=("Účast vedení", "Vedení")),
    Field("state", N("State"), synonyms=("Stav",)),
    Field("note", N("Note"), synonyms=("Poznámka", "Pozn.")),
)
_CURRENT = """
select event.id as record_id, code, title, event.kind, starts_on, ends_on, starts_at, ends_at, venue.name as venue,
    party.name as organiser, party.ico as organiser_ico, description, audience, admission, attended_by, state,
    event.note
from event left join venue on venue.id = venue_id left join party on party.id = organiser_id
where event.id in (select value from json_each(?))
"""
_SCHEMA = {"record_id": pl.Int64} | {
    field.name: pl.Date if field.cell.startswith("date") else pl.String for field in FIELDS
}
_EMPTY = ("description", "audience", "admission", "attended_by", "note")
CANCELLED = r"\bzruseno?\b|\bzrusena\b"


def refine(rows: pl.DataFrame) -> pl.DataFrame:
    """Kinds and states as codes. A row coloured red whose note says ZRUŠENO is cancelled whatever its state says."""
    kinds = fold_frame(pl.col("kind")).replace_strict(rules.KIND_WORDS, default="other", return_dtype=pl.String)
    states = fold_frame(pl.col("state")).replace_strict(rules.STATE_WORDS, default="proposed", return_dtype=pl.String)
    said_off = fold_frame(pl.col("note")).str.contains(CANCELLED).fill_null(False)
    return rows.with_columns(
        title=spaces("title"),
        venue=spaces("venue"),
        organiser=spaces("organiser"),
        kind=kinds.fill_null("other"),
        state=pl.when(said_off).then(pl.lit("cancelled")).otherwise(states.fill_null("confirmed")),
        ends_on=pl.coalesce("ends_on", "starts_on"),
    )


def spaces(name: str) -> pl.Expr:
    """A text without spaces around it and with single ones inside."""
    return pl.col(name).str.replace_all(r"\s+", " ").str.strip_chars()


def current(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    """`record_id` and the fields of events as the store has them."""
    ids = "[" + ",".join(map(str, record_ids)) + "]"
    found = store.frame(db, _CURRENT, _SCHEMA, (ids,))
    return found.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in _EMPTY)
