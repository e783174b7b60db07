"""Series of events: their rule and occurrences, and how a calendar feed tells them in one entry each."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import store
from lib.access import User, needs
from lib.events import rules, wording
from lib.events.queries.one import OUT
from lib.events.series import Rule, for_calendar, read
from lib.store import Database

OCCURRENCES = {
    "id": pl.Int64,
    "occurs_on": pl.Date,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "title": pl.String,
    "venue": pl.String,
    "state": pl.String,
    "detached": pl.Boolean,
}
ROWS = OCCURRENCES | {
    "series_id": pl.Int64,
    "sequence": pl.Int64,
    "updated_at": pl.String,
    "kind": pl.String,
    "calendar": pl.String,
    "all_day": pl.Boolean,
    "organiser": pl.String,
    "summary": pl.String,
    "description": pl.String,
    "audience": pl.String,
    "admission": pl.String,
    "contact": pl.String,
    "web": pl.String,
    "shown": pl.Boolean,
}
TOLD = (
    "title", "venue", "kind", "calendar", "starts_at", "ends_at", "all_day", "organiser", "summary", "description",
    "audience", "admission", "contact", "web",
)  # fmt: skip
"""What an occurrence must share with its series not to be written on its own."""
_COLUMNS = (
    """event.id, occurs_on, event.starts_on, ends_on, event.starts_at, ends_at, title, venue.name, state, detached"""
)
_OCCURRENCES = f"""
select {_COLUMNS} from event left join venue on venue.id = venue_id where series_id = ? order by occurs_on
"""
_ROWS = f"""
select {_COLUMNS}, series_id, event.sequence, event.updated_at, event.kind, calendar, all_day, party.name, summary,
    description, audience, admission, contact, web, {OUT}
from event left join venue on venue.id = venue_id left join party on party.id = organiser_id
where series_id in (select series_id from event where series_id is not null and ends_on >= ?)
order by series_id, occurs_on
"""


@dataclass(frozen=True)
class Series:
    """How an event repeats: `rule` as RRULE text with a local day as UNTIL, `exdates` the removed days."""

    id: int
    uid: str
    rule: str
    starts_on: str
    starts_at: str | None
    filled_until: str
    exdates: tuple[dt.date, ...]
    continues_id: int | None
    sequence: int
    updated_at: str

    @property
    def parsed(self) -> Rule:
        return read(self.rule)

    @property
    def first_day(self) -> dt.date:
        return dt.date.fromisoformat(self.starts_on)

    @property
    def filled_to(self) -> dt.date:
        return dt.date.fromisoformat(self.filled_until)

    @property
    def said(self) -> str:
        """The rule in the reader's words."""
        return wording.repetition(self.parsed)


@dataclass(frozen=True)
class SeriesFeed:
    """What a feed writes of series: `masters` (a VEVENT with RRULE and EXDATE each), `overrides` (RECURRENCE-ID)."""

    masters: pl.DataFrame
    overrides: pl.DataFrame


@needs("events.read")
def series(db: Database, series_id: int, *, by: User) -> Series:
    """One series, or NotFound."""
    return load(db, series_id)


def load(db: Database, series_id: int) -> Series:
    """One series, or NotFound; for the room's own actions."""
    found = store.rows(
        db,
        "select id, uid, rule, starts_on, starts_at, filled_until, exdates, continues_id, sequence, updated_at"
        " from event_series where id = ?",
        (series_id,),
    )
    row = store.existing(found[0] if found else None, "This series of events does not exist.")
    return Series(**{**row, "exdates": tuple(dt.date.fromisoformat(day) for day in json.loads(row["exdates"]))})


@needs("events.read")
def occurrences(db: Database, series_id: int, *, by: User) -> pl.DataFrame:
    """The events of a series in order: id, occurs_on, days and hours, title, venue, state, detached (edited alone)."""
    return store.frame(db, _OCCURRENCES, OCCURRENCES, (series_id,))


def series_in_feed(db: Database, since: dt.date) -> SeriesFeed:
    """Public series that have an event since a day, for the feeds.

    Masters: series_id, uid, sequence, updated_at, rule (RRULE, UNTIL in UTC when it has hours), starts_on, ends_on of
    the first occurrence, exdates (list of days: removed ones, proposals, what is not public) and the words.
    Overrides: the columns of ROWS + uid of the series, for occurrences that differ from their series in what is told;
    `occurs_on` with the master's starts_at is the RECURRENCE-ID.
    """
    found = store.frame(db, _ROWS, ROWS, (since.isoformat(),))
    told = [load(db, series_id) for series_id in found.filter("shown")["series_id"].unique(maintain_order=True)]
    models = _models(found.filter("shown"))
    masters = models.join(_about(told, found.filter(~pl.col("shown"))), on="series_id").with_columns(
        ends_on=pl.col("starts_on") + pl.col("lasts")
    )
    rules_told = [
        for_calendar(read(rule), None if all_day else starts_at)
        for rule, all_day, starts_at in masters.select("rule", "all_day", "starts_at").iter_rows()
    ]
    masters = masters.with_columns(rule=pl.Series(rules_told, dtype=pl.String)).drop("lasts")
    return SeriesFeed(masters, _overrides(found.filter("shown"), models, masters))


def _models(shown: pl.DataFrame) -> pl.DataFrame:
    """Per series the words of its last occurrence that nobody edited alone; `lasts` is how many days it goes on."""
    usual = pl.col("state").is_in(["confirmed", "held", "documented", "closed"]) & ~pl.col("detached")
    return (
        shown.with_columns(usual=usual, lasts=pl.col("ends_on") - pl.col("starts_on"))
        .sort("series_id", "usual", "occurs_on")
        .group_by("series_id", maintain_order=True)
        .last()
        .select("series_id", "lasts", *TOLD)
    )


def _about(told: list[Series], hidden: pl.DataFrame) -> pl.DataFrame:
    schema: dict[str, Any] = {"series_id": pl.Int64, "uid": pl.String, "sequence": pl.Int64, "updated_at": pl.String,
              "rule": pl.String, "starts_on": pl.Date, "exdates": pl.List(pl.Date)}  # fmt: skip
    unseen: dict[int, list[dt.date]] = {}
    for series_id, day in hidden.select("series_id", "occurs_on").iter_rows():
        unseen.setdefault(series_id, []).append(day)
    rows = [
        (one.id, one.uid, one.sequence, one.updated_at, one.rule, one.first_day,
         sorted({*one.exdates, *unseen.get(one.id, ())}))
        for one in told
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _overrides(shown: pl.DataFrame, models: pl.DataFrame, masters: pl.DataFrame) -> pl.DataFrame:
    """Occurrences on another day, called off, or with other words than their series."""
    joined = shown.join(models, on="series_id", suffix="_usual").join(
        masters.select("series_id", "uid"), on="series_id"
    )
    differs = [pl.col(name).ne_missing(pl.col(f"{name}_usual")) for name in TOLD]
    elsewhere = (pl.col("starts_on") != pl.col("occurs_on")) | (
        pl.col("ends_on") - pl.col("starts_on") != pl.col("lasts")
    )
    off = pl.col("state").is_in(rules.NOT_HELD)
    return joined.filter(pl.any_horizontal(elsewhere, off, *differs)).select(*shown.columns, "uid").drop("shown")
