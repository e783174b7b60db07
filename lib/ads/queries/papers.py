"""Issues of the paper: when they close and come out, how much room for ads they have and how much of it is taken."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import audit, clock, settings, store
from lib.access import User, needs
from lib.ads.rules.entry import month_key
from lib.ads.rules.papers import Plan
from lib.store import Database

TAKES_ROOM = ("reserved", "material", "preview", "approved", "placed", "out", "invoiced", "paid", "complaint")
"""States of orders whose ads have their room in the issue."""
_ISSUES = f"""
with taken as (
    select ad.issue_year, ad.issue_first, count(*) as ads, sum(o.state in {TAKES_ROOM}) as placed,
        sum(case when o.state in {TAKES_ROOM} then o.area_mm2 else 0 end) as area_mm2
    from ad join ad_order o on o.id = ad.order_id
    where not ad.cancelled and ad.order_number = o.number and o.source = 'office' and o.state <> 'cancelled'
    group by ad.issue_year, ad.issue_first)
select i.id, i.year, i.first, i.number, i.closes_at, date(i.closes_at) as closes_on, i.out_on, i.ad_area, i.copies,
    i.print_cost, i.distribution_cost, i.note, coalesce(taken.ads, 0) as ads, coalesce(taken.area_mm2, 0) as area_mm2
from paper_issue i left join taken on taken.issue_year = i.year and taken.issue_first = i.first
"""
_SCHEMA = {
    "id": pl.Int64, "year": pl.Int64, "first": pl.Int64, "number": pl.String, "closes_at": pl.String,
    "closes_on": pl.Date, "out_on": pl.Date, "ad_area": pl.Int64, "copies": pl.Int64, "print_cost": pl.Int64,
    "distribution_cost": pl.Int64, "note": pl.String, "ads": pl.Int64, "area_mm2": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True)
class Issue:
    """An issue of the paper. `closes_at` is the wall clock in Prague; `area_mm2` is taken by ads that have their room,
    `ads` are all that are ordered; money in haléře."""

    id: int
    year: int
    first: int
    number: str
    closes_at: str
    closes_on: dt.date
    out_on: dt.date
    ad_area: int | None
    copies: int | None
    print_cost: int | None
    distribution_cost: int | None
    note: str
    ads: int
    area_mm2: int

    @property
    def name(self) -> str:
        """`4/2026`, `7–8/2026`."""
        return f"{self.number}/{self.year}"

    @property
    def key(self) -> str:
        """`2026-04`."""
        return month_key(self.year, self.first)

    @property
    def closed(self) -> bool:
        """Whether the closing has passed."""
        return self.closes_at <= wall()


def wall() -> str:
    """Now by the clock in Prague, as `closes_at` is written."""
    return f"{clock.now().astimezone(clock.PRAGUE):%Y-%m-%dT%H:%M}"


@needs("ads.read")
def paper_issues(db: Database, *, by: User) -> pl.DataFrame:
    """All issues, the latest first: the columns of `Issue`."""
    return store.frame(db, _ISSUES + " order by i.year desc, i.first desc", _SCHEMA)


@needs("ads.read")
def paper_issue(db: Database, issue_id: int, *, by: User) -> Issue:
    """One issue, or NotFound."""
    return existing_issue(db, issue_id)


def existing_issue(db: Database, issue_id: int) -> Issue:
    """`paper_issue` for those who already checked who asks."""
    found = store.frame(db, _ISSUES + " where i.id = ?", _SCHEMA, (issue_id,))
    one = Issue(**found.row(0, named=True)) if found.height else None
    return store.existing(one, "This issue of the paper does not exist.")


def issues_of(db: Database, keys: tuple[str, ...]) -> dict[str, Issue]:
    """The issues of these months (`2026-12`), those that exist."""
    found = store.frame(db, _ISSUES + " where i.year between ? and ?", _SCHEMA, (int(keys[0][:4]), int(keys[-1][:4])))
    known = [Issue(**row) for row in found.iter_rows(named=True)]
    return {one.key: one for one in known if one.key in keys}


@needs("ads.read")
def to_order(db: Database, *, by: User) -> list[Issue]:
    """Issues that are not out yet, the nearest first."""
    sql = _ISSUES + " where i.out_on > ? order by i.year, i.first"
    found = store.frame(db, sql, _SCHEMA, (clock.today().isoformat(),))
    return [Issue(**row) for row in found.iter_rows(named=True)]


@needs("ads.read")
def issue_history(db: Database, issue_id: int, *, by: User) -> list[dict[str, object]]:
    """Who changed an issue, newest first."""
    return audit.history(db, f"paper_issue:{issue_id}")


def plan(db: Database) -> Plan:
    """By what a year is filled."""
    names = ("issues", "out_day", "closing_days", "closing_time", "area_of_issue")
    numbers, out_day, days, time, area = (settings.value(db, f"ads.{name}") for name in names)
    return Plan(str(numbers), int(out_day), int(days), str(time), int(area))
