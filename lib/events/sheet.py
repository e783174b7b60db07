"""How the calendar of the office and the programme of the house of culture map to events."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from lib import store
from lib.czech import dates, reading
from lib.czech.sorting import fold_frame
from lib.events import actions, rules
from lib.i18n import N
from lib.sheets.kind import Field, SheetKind
from lib.store import Database

FIELDS = (
    Field("code", N("Event number"), synonyms=("ID akce", "ID", "Číslo akce")),
    Field("title", N("Title"), synonyms=("Název akce", "Název", "Akce", "Název pořadu", "Pořad"), required=True),
    Field("kind", N("Kind"), synonyms=("Typ", "Druh", "Typ akce")),
    Field("starts_on", N("Date"), "date_from", ("Datum", "Datum konání", "Termín", "Den konání"), required=True),
    Field("ends_on", N("Last day"), "date_to", ("Datum", "Datum konání", "Termín", "Datum do")),
    Field("starts_at", N("Start"), "time_from", ("Čas", "Začátek", "Hodina", "Od")),
    Field("ends_at", N("End"), "time_to", ("Čas", "Začátek", "Konec", "Do")),
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
_PROGRAMME_FIELDS = (*FIELDS, Field("weekday", N("Weekday"), synonyms=("Den",)))
_WEEKDAYS = {day: dates.weekday(dt.date(2024, 1, day)) for day in range(1, 8)}
_EMPTY = ("description", "audience", "admission", "attended_by", "note")
CANCELLED = r"\bzruseno?\b|\bzrusena\b"


def _refine(rows: pl.DataFrame) -> pl.DataFrame:
    """Kinds and states as codes. A row coloured red whose note says ZRUŠENO is cancelled whatever its state says."""
    kinds = fold_frame(pl.col("kind")).replace_strict(rules.KIND_WORDS, default="other", return_dtype=pl.String)
    states = fold_frame(pl.col("state")).replace_strict(rules.STATE_WORDS, default="proposed", return_dtype=pl.String)
    said_off = fold_frame(pl.col("note")).str.contains(CANCELLED).fill_null(False)
    return rows.with_columns(
        title=_spaces("title"),
        venue=_spaces("venue"),
        organiser=_spaces("organiser"),
        kind=kinds.fill_null("other"),
        state=pl.when(said_off).then(pl.lit("cancelled")).otherwise(states.fill_null("confirmed")),
        ends_on=pl.coalesce("ends_on", "starts_on"),
    )


def _refine_programme(rows: pl.DataFrame) -> pl.DataFrame:
    """The programme of the house names neither kind nor state: all is the house's own and confirmed."""
    said = fold_frame(pl.col("weekday")).replace_strict(reading.WEEKDAYS, default=None, return_dtype=pl.Int8)
    return _refine(rows.with_columns(kind=pl.lit("dk"), state=pl.lit("potvrzeno"))).with_columns(
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


def _spaces(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(r"\s+", " ").str.strip_chars()


def _current(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    ids = "[" + ",".join(map(str, record_ids)) + "]"
    found = store.frame(db, _CURRENT, _SCHEMA, (ids,))
    return found.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in _EMPTY)


def _current_programme(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    return _current(db, record_ids).with_columns(weekday=_named(pl.col("starts_on").dt.weekday()))


def _find(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that the other calendar has too: the same day and venue, one title beginning with the other (§2.16)."""
    known = _alike(
        store.frame(
            db,
            "select event.id as record_id, starts_on, title, name as venue"
            " from event join venue on venue.id = venue_id",
            {"record_id": pl.Int64, "starts_on": pl.Date, "title": pl.String, "venue": pl.String},
        )
    )
    wanted = _alike(rows.select("starts_on", "title", "venue").with_row_index("position"))
    pairs = wanted.join(known, on=["starts_on", "place"], suffix="_known").filter(
        pl.col("alike").str.starts_with(pl.col("alike_known")) | pl.col("alike_known").str.starts_with(pl.col("alike"))
    )
    once = pairs.unique("record_id", keep="first", maintain_order=True).unique("position", maintain_order=True)
    return once.select(pl.col("position").cast(pl.Int64), "record_id")


def _find_by_code(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose number the office already has from another file: the same event, not a second one."""
    known = store.frame(
        db, "select code, id as record_id from event where code is not null", {"code": pl.String, "record_id": pl.Int64}
    )
    found = rows.select("code").with_row_index("position").join(known, on="code")
    return found.unique("record_id", keep="first", maintain_order=True).select(
        pl.col("position").cast(pl.Int64), "record_id"
    )


def _alike(events: pl.DataFrame) -> pl.DataFrame:
    places = {name: rules.same_venue(name) for name in events["venue"].drop_nulls().unique()}
    return events.drop_nulls(["title", "venue"]).with_columns(
        alike=fold_frame(pl.col("title")), place=pl.col("venue").replace_strict(places, return_dtype=pl.String)
    )


OFFICE = SheetKind(
    code="events.office",
    label=N("Event calendar of the office"),
    permission="events.edit",
    fields=FIELDS,
    key=("code",),
    current=_current,
    insert=lambda db, rows, by: actions.insert_imported(db, rows, by=by),
    update=lambda db, rows, by: actions.update_imported(db, rows, by=by),
    remove=lambda db, ids, by: actions.remove_imported(db, ids, by=by),
    find=_find_by_code,
    refine=_refine,
)
CULTURE_HOUSE = SheetKind(
    code="events.culture_house",
    label=N("Programme of the house of culture"),
    permission="events.edit",
    fields=_PROGRAMME_FIELDS,
    key=("starts_on", "starts_at", "title"),
    current=_current_programme,
    insert=lambda db, rows, by: actions.insert_imported(db, rows, by=by),
    update=lambda db, rows, by: actions.update_imported(db, rows, by=by),
    remove=lambda db, ids, by: actions.remove_imported(db, ids, by=by),
    check=_check_weekday,
    find=_find,
    refine=_refine_programme,
)
