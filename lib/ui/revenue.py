"""The parts of the page of revenue from ads: charts whose titles answer, and the lists behind them."""

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from lib.access import User
from lib.ads import rules
from lib.ads.records import OfYear
from lib.czech import dates
from lib.i18n import language, t
from lib.ui import ads as look
from lib.ui import cached, charts
from lib.ui.charts import Series, bars
from lib.ui.columns import Column, Empty, Filter
from lib.ui.lists import draw_downloads, draw_table, show_list

BEST = 15


def months(found: pl.DataFrame, year: OfYear) -> None:
    """Months beside those of the year before; what is ordered ahead stands apart."""
    now, before = str(year.span.year), str(year.span.year - 1)
    named = found.with_columns(name=pl.col("month").map_elements(dates.month_name, return_dtype=pl.String))
    columns = [
        Column("name", t("Month")),
        _money("revenue", t("Revenue {year}", year=now)),
        _money("ordered", t("Ordered ahead")),
        _money("last_year", t("Revenue {year}", year=before)),
    ]
    figure = cached.made("ads.months", lambda: _months(found, now, before), now, language())
    answer, note = look.month_answer(found, year), t("Without VAT, by the month of the issue.")
    charts.show(figure, answer, named, columns, key="ads.months", note=note)


def _months(found: pl.DataFrame, now: str, before: str) -> go.Figure:
    names = [dates.month_short(month) for month in found["month"]]
    series = [Series(before, found["last_year"].to_list(), past=True), Series(now, found["revenue"].to_list())]
    if found["ordered"].sum():
        series.append(Series(t("ordered ahead"), found["ordered"].to_list()))
    figure = bars(names, series, unit="money")
    for trace in figure.data:
        trace.offsetgroup = before if trace.name == before else now  # a month is out, or it is ordered: one place
    return figure


def best(found: pl.DataFrame, year: OfYear) -> None:
    """The advertisers who bring most."""
    top = found.filter(pl.col("revenue") > 0).head(BEST)
    if top.is_empty():
        return
    rounded = [round(halere / 100) * 100 for halere in top["revenue"]]
    figure = cached.made(
        "ads.best",
        lambda: bars(top["advertiser"].to_list(), [Series(t("Revenue"), rounded)], unit="money", lying=True),
        year.span.year,
        language(),
    )
    columns = [Column("advertiser", t("Advertiser")), *_counted(year.span.year)]
    charts.show(figure, look.best_answer(found, year), top, columns, key="ads.best", note=t("Without VAT."))


def years(found: pl.DataFrame) -> None:
    """Whole years side by side."""
    columns = [Column("year", t("Year")), Column("ads", t("Number of ads"), "whole"), _money("revenue", t("Revenue"))]
    rounded = [round(halere / 100) * 100 for halere in found["revenue"]]
    names = [str(year) for year in found["year"]]
    series = [Series(t("Revenue"), rounded)]
    figure = cached.made("ads.years", lambda: bars(names, series, unit="money"), language())
    note = t("Without VAT. The running year holds what is ordered ahead too.")
    charts.show(figure, look.years_answer(found), found, columns, key="ads.years", note=note)


def totals(name: str, found: pl.DataFrame, columns: list[Column], year: int, title: str, by: User) -> None:
    """Revenue of a year by something, beside the same days of the year before."""
    named = cached.made(name, lambda: look.in_words(found), year, language())
    show_list(name, named, [*columns, *_counted(year)], search=tuple(one.name for one in columns), empty=look.empty(),
              id_column=columns[0].name, by=by, title=title)  # fmt: skip


def sizes_by_month(found: pl.DataFrame, year: int) -> None:
    """Sizes against months, one row a size; only drawn when somebody opens it."""
    behind = st.expander(t("Sizes by months"), icon=":material/grid_on:", key="ads.grid.behind", on_change="rerun")
    if not behind.open:
        return
    grid = (
        look.in_words(found)
        .pivot(on="month", on_columns=list(range(1, 13)), index=["kind", "format"], values="revenue",
               aggregate_function="sum")
        .sort("kind", "format")
    )  # fmt: skip
    months = [_money(str(month), dates.month_short(month)) for month in range(1, 13)]
    columns = [Column("kind", t("Kind of ad")), Column("format", t("Size")), *months]
    with behind:
        title = t("Sizes by months of {year}", year=year)
        draw_table("ads.grid", title, grid, columns)
        draw_downloads("ads.grid.files", title, grid, columns)


def unpaid(found: pl.DataFrame, by: User) -> None:
    """What is overdue by how late it is, and every ad that waits for its payment."""
    st.caption(t("Of all years, with VAT. A row leads to the ad, where a reminder can be written."))
    with st.container(horizontal=True, gap="small"):
        for _, bucket in rules.BUCKETS:
            late = found.filter(bucket=bucket)
            st.metric(t(bucket), look.koruny(int(late["receivable"].sum())), look.count(late.height), delta_color="off",
                      delta_arrow="off", border=True)  # fmt: skip
    columns = [
        Column("advertiser", t("Advertiser")),
        Column("days_overdue", t("Days overdue"), "whole"),
        Column("due_on", t("Due on"), "date"),
        _money("receivable", t("Price with VAT")),
        Column("invoice_number", t("Invoice number")),
        Column("state", t("Payment"), "state", look.states()),
        Column("note", t("Note")),
    ]
    show_list("ads.unpaid", found, columns, search=("advertiser", "invoice_number", "note"), row_page="pages/ads/ad.py",
              by=by, filters=(Filter("state", t("Payment"), "pills"),), empty=Empty(t("Every invoiced ad is paid.")),
              count=look.count, title=t("Unpaid ads"))  # fmt: skip


def not_back(found: pl.DataFrame, year: int, by: User) -> None:
    """Firms to call: they advertised the year before and not since."""
    columns = [
        Column("advertiser", t("Advertiser")),
        Column("last_issue_day", t("Last issue"), "date"),
        Column("ads", t("Ads in {year}", year=year - 1), "whole"),
        _money("revenue", t("Revenue {year}", year=year - 1)),
        Column("email", t("E-mail")),
    ]
    show_list("ads.not_back", found, columns, search=("advertiser",), id_column="party_id", by=by,
              empty=Empty(t("Every firm that advertised in {year} has come back.", year=year - 1)),
              title=t("Who has not come back"))  # fmt: skip


def _money(name: str, label: str) -> Column:
    return Column(name, label, "money")


def _counted(year: int) -> list[Column]:
    return [
        Column("ads", t("Number of ads"), "whole"),
        _money("revenue", t("Revenue {year}", year=year)),
        _money("last_year", t("By the same day {year}", year=year - 1)),
    ]
