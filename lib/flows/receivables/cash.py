"""When the money is likely to come: what is owed by the week of its term, and the same moved by how late people pay.

How late they pay is not guessed: it is the median of what was paid in the last year, told together with how many
payments it is of, and left out when those are few.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.flows.receivables.aging import owed
from lib.store import Database

WEEKS, LEAST, DAYS_BACK = 8, 10, 365
"""Weeks ahead; payments of which something is said at all, of so many last days."""
_DELAYS = """
select cast(julianday(day) - julianday(due_on) as integer) as days from (
    select i.due_on, max(p.paid_on) as day from invoice i join payment p on p.invoice_id = i.id
    where i.kind in ('invoice', 'basis') and p.source in ('bank', 'hand')
        and not exists (select 1 from invoice_withdrawn w where w.invoice_id = i.id)
    group by i.id having sum(p.amount) > 0
    union all
    select due_on, paid_on from ad where paid_on is not null and due_on is not null and not cancelled
        and not exists (select 1 from invoice_line l where l.ad_id = ad.id))
where due_on is not null and day >= :since
"""


@dataclass(frozen=True)
class Delay:
    """How many days after their term payments usually come (the median; before it is negative), of how many."""

    days: int
    payments: int


@dataclass(frozen=True)
class Expected:
    """`weeks`: week (its Monday), `due` (haléře with a term in it), `usual` (haléře that come in it when people pay as
    they usually do; null when `delay` is None). `overdue` and `later` are outside these weeks."""

    weeks: pl.DataFrame
    overdue: int
    later: int
    delay: Delay | None


@needs("invoices.read")
def expected(db: Database, weeks: int = WEEKS, *, by: User) -> Expected:
    """Money to come in this week and the next ones; what is past its term already is said apart."""
    found, delay = owed(db, by=by), _delay(db)
    today = clock.today()
    first = today - dt.timedelta(days=today.weekday())
    end = first + dt.timedelta(weeks=weeks)
    mondays = pl.DataFrame({"week": [first + dt.timedelta(weeks=n) for n in range(weeks)]}, schema={"week": pl.Date})
    coming = found.filter(pl.col("due_on").fill_null(dt.date.max) >= today)
    by_week = mondays.join(_weekly(coming, 0, "due"), on="week", how="left", maintain_order="left")
    by_week = by_week.with_columns(pl.col("due").fill_null(0))
    if delay:
        moved = _weekly(coming, max(delay.days, 0), "usual")
        by_week = by_week.join(moved, on="week", how="left", maintain_order="left").with_columns(
            pl.col("usual").fill_null(0)
        )
    else:
        by_week = by_week.with_columns(usual=pl.lit(None, dtype=pl.Int64))
    later = int(coming.filter(pl.col("due_on").fill_null(dt.date.max) >= end)["open"].sum())
    return Expected(by_week, int(found.filter(pl.col("due_on") < today)["open"].sum()), later, delay)


def _weekly(coming: pl.DataFrame, days: int, name: str) -> pl.DataFrame:
    moved = coming.with_columns(week=(pl.col("due_on") + pl.duration(days=days)).dt.truncate("1w"))
    return moved.group_by("week").agg(pl.col("open").sum().alias(name))


def _delay(db: Database) -> Delay | None:
    since = (clock.today() - dt.timedelta(days=DAYS_BACK)).isoformat()
    found = store.frame(db, _DELAYS, {"days": pl.Int64}, {"since": since})["days"]
    median = found.median()
    if found.len() < LEAST or median is None:
        return None
    return Delay(round(float(median)), found.len())  # type: ignore[arg-type]
