"""Revenue beside what was wanted of it and what it cost: the plan, issues with their costs, months by size, pages.

Permission: ads.read. Money in haléře, revenue without VAT; a year is compared to the same days as in `earned`.
"""

import polars as pl

from lib import store
from lib.access import User, needs
from lib.ads.queries.earned import _BOTH, _OUT, COUNTED, _months
from lib.store import Database

_PLAN = """
select m.value as month, p.amount as plan, coalesce(a.revenue, 0) as revenue, coalesce(a.revenue, 0) - p.amount as less,
    m.value <= :month as is_out
from json_each('[1,2,3,4,5,6,7,8,9,10,11,12]') m
left join ad_plan p on p.year = :year and p.month = m.value
left join (select issue_first, sum(revenue) as revenue from ad where issue_year = :year and not cancelled
    group by issue_first) a on a.issue_first = m.value
order by m.value
"""
_RESULTS = """
with earned as (
    select issue_first, max(issue_number) as issue, count(*) as ads, sum(revenue) as revenue from ad
    where issue_year = :year and not cancelled group by issue_first)
select coalesce(i.first, e.issue_first) as month, coalesce(i.number, e.issue) as issue, i.id as issue_id, i.copies,
    coalesce(e.ads, 0) as ads, coalesce(e.revenue, 0) as revenue, i.print_cost, i.distribution_cost,
    case when i.print_cost is null and i.distribution_cost is null then null
        else coalesce(e.revenue, 0) - coalesce(i.print_cost, 0) - coalesce(i.distribution_cost, 0) end as result
from earned e full join (select * from paper_issue where year = :year) i on i.first = e.issue_first
where coalesce(i.first, e.issue_first) <= :month
order by month
"""
_RESULTS_SCHEMA = {
    "month": pl.Int64, "issue": pl.String, "issue_id": pl.Int64, "copies": pl.Int64, "ads": pl.Int64,
    "revenue": pl.Int64, "print_cost": pl.Int64, "distribution_cost": pl.Int64, "result": pl.Int64,
}  # fmt: skip
_MONTHS_BY_FORMAT = """
select issue_first as month, kind, format, count(*) as ads, sum(revenue) as revenue
from ad where issue_year = :year and not cancelled group by issue_first, kind, format
order by issue_first, kind, format
"""
_BY_PAGE = f"""select page,{_BOTH}{_OUT} group by page order by revenue desc, page"""


@needs("ads.read")
def plan(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """Twelve rows: month, plan (null where none is), revenue (all that is ordered for the month's issues), less
    (revenue less the plan; null without a plan), is_out (whether the month's issue counts by now)."""
    schema = dict.fromkeys(("month", "plan", "revenue", "less"), pl.Int64) | {"is_out": pl.Boolean}
    return store.frame(db, _PLAN, schema, _months(year))


@needs("ads.read")
def results(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """Issues that are out: what they earned, what printing and delivering cost, and the result, null where no cost is
    known. month, issue, issue_id (null for one that only ads know), copies, ads, revenue, print_cost,
    distribution_cost, result."""
    return store.frame(db, _RESULTS, _RESULTS_SCHEMA, _months(year))


@needs("ads.read")
def by_month_and_format(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """What sizes earn month by month, ads ordered ahead included: month, kind, format, ads, revenue."""
    schema = {"month": pl.Int64, "kind": pl.String, "format": pl.String, "ads": pl.Int64, "revenue": pl.Int64}
    return store.frame(db, _MONTHS_BY_FORMAT, schema, {"year": year})


@needs("ads.read")
def by_page(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """What pages of the paper earn: page ("" where nothing was written), ads, revenue, last_year."""
    return store.frame(db, _BY_PAGE, {"page": pl.String} | COUNTED, _months(year))


@needs("ads.read")
def usual_months(db: Database, year: int, *, by: User) -> list[int]:
    """Revenue of the twelve months of the year before, by which a year's plan is spread; zeros when there was none."""
    found = store.rows(
        db,
        "select issue_first as month, sum(revenue) as revenue from ad where issue_year = ? and not cancelled"
        " group by issue_first",
        (year - 1,),
    )
    by_month = {row["month"]: max(0, row["revenue"]) for row in found}
    return [by_month.get(month, 0) for month in range(1, 13)]


def planned_by_now(found: pl.DataFrame) -> tuple[int, int]:
    """Plan and revenue of those months of `plan` that have a plan and whose issue counts by now."""
    out = found.filter(pl.col("is_out") & pl.col("plan").is_not_null())
    return int(out["plan"].sum()), int(out["revenue"].sum())
