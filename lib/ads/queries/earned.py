"""Questions about ads and what they earn. Permission: ads.read. Money in haléře, revenue always without VAT.

A year's figures count the issues that are out by the end of `rules.span`, and so do last year's beside them:
`revenue` and `last_year` are always of the same days of the year. Cancelled ads count nowhere.
"""

from typing import Any

import polars as pl

from lib import audit, clock, settings, store
from lib.access import User, needs
from lib.ads import rules
from lib.ads.records import Ad, Letter, OfYear
from lib.store import Database

_ADS = """
select ad.id, order_number, issue_year, issue_number, issue_day, party_id, party.name as advertiser, party.ico,
    party.email, ad.kind, format, page, price_without_vat, vat, price_with_vat, revenue, receivable, invoice_number,
    issued_on, coalesce(due_on, date(issued_on, '+' || :days || ' days')) as due_on, paid_on, cancelled, ad.note
from ad join party on party.id = party_id
"""
ADS = {
    "id": pl.Int64, "order_number": pl.String, "issue_year": pl.Int64, "issue_number": pl.String,
    "issue_day": pl.Date, "party_id": pl.Int64, "advertiser": pl.String, "ico": pl.String, "email": pl.String,
    "kind": pl.String, "format": pl.String, "page": pl.String, "price_without_vat": pl.Int64, "vat": pl.Int64,
    "price_with_vat": pl.Int64, "revenue": pl.Int64, "receivable": pl.Int64, "invoice_number": pl.String,
    "issued_on": pl.Date, "due_on": pl.Date, "paid_on": pl.Date, "cancelled": pl.Boolean, "note": pl.String,
}  # fmt: skip
IN_ORDER = " order by issue_day desc, ad.id"
OPEN = " where paid_on is null and not cancelled and (invoice_number <> '' or issued_on <> '' or due_on <> '')"

# What both years share: issues of this year up to a month, of the last one up to the same month.
_BOTH = """
    count(case when issue_year = :year then 1 end) as ads,
    coalesce(sum(case when issue_year = :year then revenue end), 0) as revenue,
    coalesce(sum(case when issue_year < :year then revenue end), 0) as last_year
"""
_OUT = "from ad where issue_year in (:year, :year - 1) and issue_first <= :month and not cancelled"
BY_ISSUE = f"""select issue_first as month,
    coalesce(max(case when issue_year = :year then issue_number end), max(issue_number)) as issue,{_BOTH}{_OUT}
    group by issue_first order by issue_first"""
BY_MONTH = """
select issue_first as month,
    coalesce(sum(case when issue_year = :year and issue_first <= :month then revenue end), 0) as revenue,
    coalesce(sum(case when issue_year = :year and issue_first > :month then revenue end), 0) as ordered,
    coalesce(sum(case when issue_year < :year then revenue end), 0) as last_year
from ad where issue_year in (:year, :year - 1) and not cancelled group by issue_first
"""
BY_ADVERTISER = f"""select party_id, party.name as advertiser, total.ads, total.revenue, total.last_year
    from (select party_id,{_BOTH}{_OUT} group by party_id) as total join party on party.id = party_id
    order by total.revenue desc, party.name collate CZECH"""
BY_FORMAT = f"select kind, format,{_BOTH}{_OUT} group by kind, format order by revenue desc, kind, format"
YEARS = "select distinct issue_year as year from ad order by year desc"
BY_YEAR = """select issue_year as year, count(*) as ads, sum(revenue) as revenue from ad where not cancelled
    group by issue_year order by issue_year"""
TOTAL = f"select {_BOTH}{_OUT}"
AHEAD = """select count(*) as ordered_ads, coalesce(sum(revenue), 0) as ordered from ad
    where issue_year = :year and issue_first > :month and not cancelled"""
WHOLE = "select coalesce(sum(revenue), 0) as whole_last_year from ad where issue_year = :year - 1 and not cancelled"
NOT_BACK = """
select party_id, party.name as advertiser, party.email, count(*) as ads, sum(revenue) as revenue,
    max(issue_day) as last_issue_day
from ad join party on party.id = party_id
where issue_year = :year - 1 and not cancelled and party.kind <> 'person' and not exists (
    select 1 from ad as later where later.party_id = ad.party_id and later.issue_year >= :year and not later.cancelled)
group by party_id order by revenue desc, party.name collate CZECH
"""
ISSUES = """
select issue_year as year, issue_number as issue, issue_day, kind, count(*) as ads, sum(revenue) as revenue
from ad where not cancelled group by issue_year, issue_first, kind, issue_number
order by issue_year, issue_first, kind, issue_number
"""
COUNTED = {"ads": pl.Int64, "revenue": pl.Int64, "last_year": pl.Int64}


@needs("ads.read")
def ads(db: Database, *, by: User) -> pl.DataFrame:
    """All ads, the latest issue first, with their `state` (a key of rules.STATES) and `days_overdue`."""
    return _judged(db, _ADS + IN_ORDER)


@needs("ads.read")
def ad(db: Database, ad_id: int, *, by: User) -> Ad:
    """One ad, or NotFound."""
    found = _judged(db, _ADS + " where ad.id = :id", id=ad_id)
    one = Ad(**found.row(0, named=True)) if found.height else None
    return store.existing(one, "This ad does not exist. It may have been removed with an import.")


@needs("ads.read")
def history(db: Database, ad_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who changed the ad in the app, newest first: at, who, what, detail."""
    return audit.history(db, f"ad:{ad_id}")


@needs("ads.read")
def unpaid(db: Database, *, by: User) -> pl.DataFrame:
    """Invoiced and not paid, the latest first: columns of `ads` and `bucket`, null where the term is still to come."""
    found = _judged(db, _ADS + OPEN + IN_ORDER)
    return found.with_columns(bucket=rules.bucket(pl.col("days_overdue"))).sort(
        "days_overdue", "due_on", descending=[True, False], nulls_last=True, maintain_order=True
    )


@needs("ads.read")
def years(db: Database, *, by: User) -> list[int]:
    """Years of which there are ads, the latest first."""
    return [row["year"] for row in store.rows(db, YEARS)]


@needs("ads.read")
def of_year(db: Database, year: int, *, by: User) -> OfYear:
    """What a year has earned so far, against the same days of last year, and what is ordered ahead."""
    span = rules.span(year, clock.today())
    counted = [store.rows(db, sql, _months(year))[0] for sql in (TOTAL, AHEAD, WHOLE)]
    return OfYear(span=span, **counted[0], **counted[1], **counted[2])


@needs("ads.read")
def by_month(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """Twelve rows: month, revenue (issues out by now), ordered (issues to come), last_year (that whole month)."""
    schema = dict.fromkeys(("month", "revenue", "ordered", "last_year"), pl.Int64)
    months = pl.DataFrame({"month": range(1, 13)}, schema={"month": pl.Int64})
    found = store.frame(db, BY_MONTH, schema, _months(year))
    return months.join(found, on="month", how="left", maintain_order="left").fill_null(0)


@needs("ads.read")
def by_issue(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """Issues that are out: month, issue, ads, revenue, last_year (the issue of the same month)."""
    return store.frame(db, BY_ISSUE, {"month": pl.Int64, "issue": pl.String} | COUNTED, _months(year))


@needs("ads.read")
def by_advertiser(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """Who paid for how many ads, the best first: party_id, advertiser, ads, revenue, last_year."""
    return store.frame(db, BY_ADVERTISER, {"party_id": pl.Int64, "advertiser": pl.String} | COUNTED, _months(year))


@needs("ads.read")
def by_format(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """What sells: kind, format, ads, revenue, last_year."""
    return store.frame(db, BY_FORMAT, {"kind": pl.String, "format": pl.String} | COUNTED, _months(year))


@needs("ads.read")
def by_year(db: Database, *, by: User) -> pl.DataFrame:
    """Whole years, ads ordered ahead included: year, ads, revenue."""
    return store.frame(db, BY_YEAR, {"year": pl.Int64, "ads": pl.Int64, "revenue": pl.Int64})


@needs("ads.read")
def not_back(db: Database, year: int, *, by: User) -> pl.DataFrame:
    """Firms that advertised the year before and not since: party_id, advertiser, email, ads, revenue, last_issue_day.

    Citizens are left out: nobody places a memorial every year.
    """
    schema = {"party_id": pl.Int64, "advertiser": pl.String, "email": pl.String, "ads": pl.Int64, "revenue": pl.Int64}
    return store.frame(db, NOT_BACK, schema | {"last_issue_day": pl.Date}, _months(year))


@needs("ads.read")
def issues(db: Database, *, by: User) -> pl.DataFrame:
    """All issues by kind of ad, for analyses: year, issue, issue_day, kind, ads, revenue."""
    schema = {"year": pl.Int64, "issue": pl.String, "issue_day": pl.Date, "kind": pl.String}
    return store.frame(db, ISSUES, schema | {"ads": pl.Int64, "revenue": pl.Int64})


@needs("ads.read")
def letter(db: Database, *, by: User) -> Letter:
    """Who signs letters to advertisers."""
    return Letter(*(str(settings.value(db, f"town.{code}")) for code in ("paper", "office", "phone", "email")))


def _judged(db: Database, sql: str, **params: Any) -> pl.DataFrame:
    """Ads with state and days_overdue as of today. An invoice without a term is due after `ads.due_days`."""
    today, days = clock.today(), settings.value(db, "ads.due_days")
    found = store.frame(db, sql, ADS, {"days": days, **params})
    return found.with_columns(state=rules.state(today), days_overdue=rules.days_overdue(today))


def _months(year: int) -> dict[str, int]:
    today = clock.today()
    return {"year": year, "month": 0 if year > today.year else rules.span(year, today).month}
