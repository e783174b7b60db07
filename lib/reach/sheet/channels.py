"""Numbers of whole channels: the sheet that the office keeps by hand, and Meta's daily series of a page."""

from collections.abc import Sequence

import polars as pl

from lib import clock, store
from lib.access import User
from lib.i18n import N
from lib.reach import actions, rules
from lib.reach.actions import ledger
from lib.reach.sheet.matomo import MONTH, NO_MONTH, month_code, no_month
from lib.reach.sheet.posts import told
from lib.sheets.kind import Field
from lib.store import Database

BY_HAND = (
    MONTH,
    Field("channel", N("Channel"), synonyms=("Kanál", "Médium", "Medium"), required=True),
    Field("metric", N("What is counted"), synonyms=("Metrika", "Ukazatel", "Co se měří"), required=True),
    Field("value", N("Value"), "whole", ("Hodnota", "Počet", "Číslo"), required=True),
    Field("source", N("Source of the number"), synonyms=("Zdroj",)),
    Field("seen_on", N("Found out on"), "date", ("Zjištěno dne", "Zjištěno", "Stav k", "Datum zjištění")),
    Field("note", N("Note"), synonyms=("Poznámka", "Pozn.")),
)
DAILY = (
    Field("series", N("Series"), synonyms=("series",), required=True),
    Field("day", N("Day"), "date", ("day", "Date", "Datum"), required=True),
    Field("value", N("Value"), "whole", ("value", "Primary", "Primární"), required=True),
)
NO_CHANNEL = N("This channel is not known. Write one of: web, Facebook, Instagram, MUNIPOLIS, noviny, rádio, TV.")
NO_METRIC = N("This is nothing that the office counts. Write for example dosah, sledující, návštěvy or náklad.")
NEGATIVE = N("The value cannot be negative. Correct the cell.")
TEXTS = ("source", "note")
_NEWEST = """
select entry as record_id, {columns} from (
    select *, row_number() over (partition by entry order by id desc) as place from reading
    where entry in (select value from json_each(?)))
where place = 1
"""
_HAND = _NEWEST.format(
    columns="substr(period_from, 1, 7) as month, channel, metric, value, source, snapshot_on as seen_on, note"
)
_HAND_SCHEMA = {
    "record_id": pl.Int64, "month": pl.String, "channel": pl.String, "metric": pl.String, "value": pl.Int64,
    "source": pl.String, "seen_on": pl.Date, "note": pl.String,
}  # fmt: skip
_DAYS = _NEWEST.format(columns="named as series, period_from as day, value")
_DAYS_SCHEMA = {"record_id": pl.Int64, "series": pl.String, "day": pl.Date, "value": pl.Int64}
_STANDING = """
select max(entry) as record_id, channel, metric, substr(period_from, 1, 7) as month from reading
where post_id is null and period_from <> period_to group by channel, metric, period_from
"""


def refine_hand(rows: pl.DataFrame) -> pl.DataFrame:
    """Months, channels and metrics as codes; what is not known stays as said. A number without a day is of the end
    of its month."""
    coded = rows.with_columns(
        month=month_code(rows["month"]),
        channel=_coded(rows["channel"], rules.channel_of),
        metric=_coded(rows["metric"], rules.metric_of),
        source=pl.col("source").str.strip_chars(),
    )
    end = (pl.col("month") + "-01").str.to_date("%Y-%m-%d", strict=False).dt.month_end()
    return coded.with_columns(seen_on=pl.coalesce("seen_on", pl.min_horizontal(end, pl.lit(clock.today()))))


def _coded(said: pl.Series, code_of: object) -> pl.Series:
    known = {text: code_of(text) or " ".join(text.split()) for text in said.drop_nulls().unique()}  # type: ignore[operator]
    return pl.Series(said.name, [known.get(text) for text in said], dtype=pl.String)


def check_hand(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with an unknown month, channel or metric, or a negative value, are left out."""
    found = [
        told(rows, no_month(clock.today()), "month", NO_MONTH),
        told(rows, ~pl.col("channel").is_in(list(rules.CHANNELS)), "channel", NO_CHANNEL),
        told(rows, ~pl.col("metric").is_in(list(rules.METRICS)), "metric", NO_METRIC),
        told(rows, pl.col("value") < 0, "value", NEGATIVE),
    ]
    return pl.concat(found).sort("position", maintain_order=True)


def current_hand(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    """The entries as the store has them now, corrections by people included."""
    found = store.frame(db, _HAND, _HAND_SCHEMA, (ledger.as_json(list(record_ids)),))
    return found.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in TEXTS)


def find_hand(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose number somebody has recorded in the app already."""
    schema = {"record_id": pl.Int64, "channel": pl.String, "metric": pl.String, "month": pl.String}
    known = store.frame(db, _STANDING, schema)
    wanted = rows.select(pl.int_range(pl.len(), dtype=pl.Int64).alias("position"), "channel", "metric", "month")
    return wanted.join(known, on=["channel", "metric", "month"]).select("position", "record_id")


def insert_hand(db: Database, rows: pl.DataFrame, by: User) -> list[int]:
    return actions.insert_series(db, _hand(rows), by=by)


def update_hand(db: Database, rows: pl.DataFrame, by: User) -> None:
    actions.update_series(db, _hand(rows), by=by)


def _hand(rows: pl.DataFrame) -> pl.DataFrame:
    start = (pl.col("month") + "-01").str.to_date("%Y-%m-%d")
    names = {code: metric.named for code, metric in rules.METRICS.items()}
    return rows.with_columns(
        named=pl.col("metric").replace_strict(names),
        period_from=start,
        period_to=start.dt.month_end(),
        snapshot_on=pl.col("seen_on"),
    )


def series_of(said: str) -> tuple[str, str] | None:
    """Channel and metric of a series as Meta calls it (`Facebook follows`); without a channel it is Facebook's."""
    first, _, rest = said.strip().partition(" ")
    channel = rules.channel_of(first)
    metric = rules.metric_of(rest if channel else said)
    return (channel or "facebook", metric) if metric else None


def check_daily(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Days of a series that nobody knows are left out, and negative values."""
    unknown = [name for name in rows["series"].unique() if series_of(name) is None]
    wrong = told(rows, pl.col("series").is_in(unknown), "series", NO_METRIC)
    return pl.concat([wrong, told(rows, pl.col("value") < 0, "value", NEGATIVE)])


def current_daily(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    """The days as the store has them."""
    return store.frame(db, _DAYS, _DAYS_SCHEMA, (ledger.as_json(list(record_ids)),))


def insert_daily(db: Database, rows: pl.DataFrame, by: User) -> list[int]:
    return actions.insert_series(db, _daily(rows), by=by)


def update_daily(db: Database, rows: pl.DataFrame, by: User) -> None:
    actions.update_series(db, _daily(rows), by=by)


def _daily(rows: pl.DataFrame) -> pl.DataFrame:
    pairs = [series_of(name) or ("facebook", "new_followers") for name in rows["series"]]
    return rows.with_columns(
        channel=pl.Series([channel for channel, _ in pairs], dtype=pl.String),
        metric=pl.Series([metric for _, metric in pairs], dtype=pl.String),
        named=pl.col("series"),
        period_from=pl.col("day"),
        period_to=pl.col("day"),
        snapshot_on=pl.col("day").max(),
        source=pl.lit("Meta Business Suite"),
        note=pl.lit(""),
    )
