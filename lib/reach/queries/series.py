"""What channels say of themselves, by month. Permission: reach.read.

A number always comes with its channel, name, day and source. Nothing here adds numbers of different channels: every
`sum(` groups by channel and metric (a test holds it so), and only days of counts that may be added
(`rules.METRICS[…].adds`) become a month.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import settings, store
from lib.access import User, needs
from lib.czech import numbers
from lib.reach import rules
from lib.store import Database

STANDING = """reading.value is not null
    and not exists (select 1 from reading as later where later.corrects_id = reading.id)"""
"""What has been neither corrected nor withdrawn."""
_NEWEST = f"""
select id, channel, metric, named, period_from, period_to, snapshot_on, value, source, note from (
    select *, row_number() over (
        partition by channel, metric, period_from, period_to order by snapshot_on desc, id desc) as place
    from reading where post_id is null and {STANDING} {{where}})
where place = 1
"""
_WHOLE = "period_from = date(period_from, 'start of month') and period_to = date(period_from, '+1 month', '-1 day')"
MONTHLY = f"""
with newest as ({_NEWEST.format(where="")})
select id, channel, metric, named, period_from as month, value, snapshot_on, source, note, null as days
from newest where {_WHOLE}
union all
select null, channel, metric, max(named), date(period_from, 'start of month'), sum(value), max(period_to),
    max(source), '', count(*)
from newest where period_from = period_to group by channel, metric, date(period_from, 'start of month')
"""
SERIES = {
    "id": pl.Int64, "channel": pl.String, "metric": pl.String, "named": pl.String, "month": pl.Date,
    "value": pl.Int64, "snapshot_on": pl.Date, "source": pl.String, "note": pl.String, "days": pl.Int64,
}  # fmt: skip
DAILY = (
    _NEWEST.format(where="and channel = :channel and metric = :metric and period_from = period_to")
    + "order by period_from"
)
_KNOWN = (
    _NEWEST.format(where="and channel = :channel and metric = :metric and period_from = :first")
    + f" and {_WHOLE} order by id desc limit 1"
)
_HISTORY = """select id, value, snapshot_on, source, note, corrects_id, recorded_at, recorded_by from reading
where post_id is null and channel = ? and metric = ? and period_from = ? order by id desc"""


@dataclass(frozen=True)
class Reading:
    """One number of a channel in one month; days as ISO text."""

    id: int
    channel: str
    metric: str
    named: str
    period_from: str
    period_to: str
    snapshot_on: str
    value: int
    source: str
    note: str

    @property
    def as_of(self) -> dt.date:
        return dt.date.fromisoformat(self.snapshot_on)


@needs("reach.read")
def series(db: Database, *, by: User) -> pl.DataFrame:
    """Every number of every channel by month, newest snapshot: SERIES (`month` is its first day) and `estimated`.

    Daily series are months of `days` days. The paper's `readers` are an estimate: copies × the setting
    `reach.readers_per_copy` that held at the end of the month.
    """
    found = store.frame(db, MONTHLY, SERIES)
    addable = [code for code, metric in rules.METRICS.items() if metric.adds]
    found = found.filter(pl.col("days").is_null() | pl.col("metric").is_in(addable))
    once = found.sort("days", nulls_last=False).unique(["channel", "metric", "month"], keep="first")
    whole = once.with_columns(estimated=pl.lit(False))
    return _in_order(pl.concat([whole, _readers(db, whole)]))


def _readers(db: Database, found: pl.DataFrame) -> pl.DataFrame:
    copies = found.filter(pl.col("channel") == "paper", pl.col("metric") == "copies")
    each = [float(settings.value(db, "reach.readers_per_copy", rules.month_end(month))) for month in copies["month"]]
    return copies.with_columns(
        id=pl.lit(None, pl.Int64),
        metric=pl.lit(rules.PAPER_READERS),
        named=pl.format("{} × {}", "named", pl.Series([numbers.number(one) for one in each], dtype=pl.String)),
        value=(pl.col("value") * pl.Series(each, dtype=pl.Float64)).round().cast(pl.Int64),
        estimated=pl.lit(True),
    )


def _in_order(found: pl.DataFrame) -> pl.DataFrame:
    pairs = found.select("channel", "metric").unique().rows()
    places = {pair: place for place, pair in enumerate(sorted(pairs, key=lambda pair: rules.order(*pair)))}
    rank = pl.Series([places[pair] for pair in found.select("channel", "metric").rows()], dtype=pl.Int64)
    return found.with_columns(rank=rank).sort("rank", "month").drop("rank")


@needs("reach.read")
def overview(db: Database, month: dt.date, *, by: User) -> pl.DataFrame:
    """The channels side by side for a month (its first day): a row per channel and metric that the office has kept in
    the year before. `value` is null where the number is missing. Beside it the month before and the same month last
    year with the change as a share; where the channel began to measure in another way in between, there is no change
    but the day of the break (`…_break`)."""
    all_months = series(db, by=by)
    year_before = (pl.col("month") >= rules.shifted(month, -12)) & (pl.col("month") <= month)
    kept = all_months.filter(year_before).unique(["channel", "metric"], maintain_order=True).select("channel", "metric")
    on = ["channel", "metric"]
    now = all_months.filter(pl.col("month") == month).drop("month")
    beside = kept.join(now, on=on, how="left", maintain_order="left")
    for name, away in (("previous", -1), ("last_year", -12)):
        other = all_months.filter(pl.col("month") == rules.shifted(month, away))
        chosen = other.select(*on, pl.col("value").alias(name), pl.col("named").alias("named_before"))
        beside = beside.join(chosen, on=on, how="left", maintain_order="left")
        beside = beside.with_columns(_compared(beside, name, month, away)).drop("named_before")
    return beside


def _compared(beside: pl.DataFrame, name: str, month: dt.date, away: int) -> list[pl.Series]:
    changes: list[float | None] = []
    breaks: list[dt.date | None] = []
    for row in beside.iter_rows(named=True):
        broken = rules.break_between(row["channel"], row["metric"], rules.shifted(month, away), month)
        same = row["named"] == row["named_before"]
        changes.append(rules.change(row["value"], row[name]) if same and not broken else None)
        breaks.append(broken)
    return [
        pl.Series(f"{name}_change", changes, dtype=pl.Float64),
        pl.Series(f"{name}_break", breaks, dtype=pl.Date),
    ]


@needs("reach.read")
def missing(db: Database, until: dt.date, *, by: User) -> pl.DataFrame:
    """Months without a number, newest first: channel, metric, month. A series that was kept in the twelve months until
    `until` (the first day of the last closed month) should have each of them from its first number on."""
    months = [rules.shifted(until, -back) for back in range(12)]
    kept = series(db, by=by).filter(pl.col("days").is_null(), ~pl.col("estimated"))
    recent = kept.filter(pl.col("month").is_in(months))
    begun = kept.group_by("channel", "metric", maintain_order=True).agg(begun=pl.col("month").min())
    wanted = (
        begun.join(recent.select("channel", "metric").unique(), on=["channel", "metric"], how="semi")
        .join(pl.DataFrame({"month": months}, schema={"month": pl.Date}), how="cross")
        .filter(pl.col("month") >= pl.col("begun"))
    )
    gone = wanted.join(recent, on=["channel", "metric", "month"], how="anti", maintain_order="left")
    return gone.select("channel", "metric", "month").sort("month", descending=True, maintain_order=True)


@needs("reach.read")
def daily(db: Database, channel: str, metric: str, *, by: User) -> pl.DataFrame:
    """A daily series of one channel: `day`, `value`. Exports leave out days of zero, so does this."""
    schema = {name: SERIES.get(name, pl.Date) for name in ("id", "channel", "metric", "named", "day", "to")}
    full = schema | {"snapshot_on": pl.Date, "value": pl.Int64, "source": pl.String, "note": pl.String}
    return store.frame(db, DAILY, full, {"channel": channel, "metric": metric}).select("day", "value")


@needs("reach.read")
def known(db: Database, channel: str, metric: str, month: dt.date, *, by: User) -> Reading | None:
    """The number that the office has for a month, or None."""
    return store.one(db, Reading, _KNOWN, {"channel": channel, "metric": metric, "first": month.isoformat()})


@needs("reach.read")
def usual_source(db: Database, channel: str, metric: str, *, by: User) -> str:
    """Where the last number of this kind came from; empty for the first one."""
    sql = """select source from reading where post_id is null and channel = ? and metric = ? and source <> ''
    order by id desc limit 1"""
    return str(store.scalar(db, sql, (channel, metric)) or "")


@needs("reach.read")
def history(db: Database, channel: str, metric: str, month: dt.date, *, by: User) -> list[dict[str, Any]]:
    """Every reading of a month, newest first, corrected ones included."""
    return store.rows(db, _HISTORY, (channel, metric, month.isoformat()))


def subject(channel: str, metric: str, month: dt.date) -> str:
    """How the record of changes calls a number."""
    return f"reach:{channel}/{metric}/{month:%Y-%m}"
