"""Matomo's table of pages (Actions.getPageUrls) of one month: the town's articles and its other pages."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from lib import clock, store
from lib.access import User
from lib.i18n import N
from lib.reach import actions, rules
from lib.reach.actions import ledger
from lib.reach.sheet import prepared
from lib.reach.sheet.posts import told
from lib.sheets.kind import Field, RawSheets
from lib.store import Database

SOURCE = "Matomo"
PATH = Field("path", N("Page of the web"), synonyms=("label", "Stránka", "URL stránky", "Page URL"), required=True)
MONTH = Field("month", N("Month"), synonyms=("Měsíc", "Období"), required=True)
FIELDS = (
    PATH,
    Field("visits", N("Visits"), "whole", ("nb_visits", "Návštěvy")),
    Field("visitors", N("Unique visitors"), "whole", ("nb_uniq_visitors", "Unikátní návštěvníci")),
    Field("views", N("Page views"), "whole", ("nb_hits", "Zobrazení stránky", "Pageviews")),
    Field("url", N("Address"), synonyms=("url", "Odkaz")),
    MONTH,
)
NAMED = {"visits": "nb_visits", "visitors": "nb_uniq_visitors", "views": "nb_hits"}
NO_NUMBER = N("The page has no number at all. Check the columns of the export.")
NO_MONTH = N("This is not a month that has begun. Write it like 10/2026.")
_PAGE = """
select distinct entry as record_id, remote_id as path, permalink as url, substr(period_from, 1, 7) as month
from reading join media_post on media_post.id = post_id where entry in (select value from json_each(?))
"""
_SCHEMA = {"record_id": pl.Int64, "path": pl.String, "url": pl.String, "month": pl.String}


def current(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    """The entries as the store has them: a column per field."""
    ids = list(record_ids)
    told_of = store.frame(db, _PAGE, _SCHEMA, (ledger.as_json(ids),))
    numbers = ledger.current(db, ids).pivot("metric", index="entry", values="known")
    address = pl.when(pl.col("url") != "").then(pl.col("url"))
    return told_of.with_columns(address).join(numbers, left_on="record_id", right_on="entry", how="left")


def insert(db: Database, rows: pl.DataFrame, by: User) -> list[int]:
    return actions.insert_posts(db, _stored(rows), "web", NAMED, SOURCE, by=by)


def update(db: Database, rows: pl.DataFrame, by: User) -> None:
    actions.update_posts(db, _stored(rows), "web", NAMED, SOURCE, by=by)


def _stored(rows: pl.DataFrame) -> pl.DataFrame:
    """Pages as posts of the web. A month that has ended is known as of its last day, the present one as of today."""
    start = (pl.col("month") + "-01").str.to_date("%Y-%m-%d")
    end = start.dt.month_end()
    titles = [rules.article_title(path) for path in rows["path"]]
    kinds = ["article" if rules.ARTICLES.fullmatch(path) else "page" for path in rows["path"]]
    return rows.with_columns(
        remote_id=pl.col("path"),
        permalink=pl.col("url"),
        title=pl.Series(titles, dtype=pl.String),
        kind=pl.Series(kinds, dtype=pl.String),
        caption=pl.lit(""),
        published_at=pl.lit(None, pl.String),
        published_on=pl.lit(None, pl.Date),
        period_from=start,
        period_to=end,
        snapshot_on=pl.min_horizontal(end, pl.lit(clock.today())),
    )


def refine(rows: pl.DataFrame) -> pl.DataFrame:
    """Months as `2026-10`; what is no month stays as said."""
    return rows.with_columns(month=month_code(rows["month"]), path=pl.col("path").str.strip_chars())


def month_code(said: pl.Series) -> pl.Series:
    """`říjen 2026`, `10/2026`, a date → `2026-10`; anything else as it is."""
    known = {text: rules.month_of(text) for text in said.drop_nulls().unique()}
    codes = [f"{month:%Y-%m}" if text and (month := known[text]) else text for text in said]
    return pl.Series("month", codes, dtype=pl.String)


def no_month(today: dt.date) -> pl.Expr:
    """Rows whose month is none, or has not begun."""
    month = pl.col("month")
    return ~month.str.contains(r"^\d{4}-\d{2}$") | (month > f"{today:%Y-%m}")


def check(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows without a month or without a number are left out."""
    nothing = pl.all_horizontal(pl.col(name).is_null() for name in NAMED)
    return pl.concat(
        [told(rows, no_month(clock.today()), "month", NO_MONTH), told(rows, nothing, "visits", NO_NUMBER, None)]
    ).unique("position", maintain_order=True)


def prepare(raw: RawSheets, name: str) -> RawSheets:
    """The export with the month of which it is."""
    return prepared.with_month(raw, name, PATH, MONTH)
