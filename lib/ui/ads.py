"""How ads and their revenue look: words of kinds and states, sentences that answer, the lists behind the charts."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.ads import rules
from lib.ads.records import OfYear
from lib.czech import dates, numbers
from lib.i18n import t, tn
from lib.ui.badges import State
from lib.ui.columns import Column, Empty, Filter
from lib.ui.head import Link
from lib.ui.lists import show_list

SHEETS = "pages/sheets/sources.py"
AD = "pages/ads/ad.py"


def kind_word(kind: str) -> str:
    """The kind as people call it."""
    return t(rules.KINDS[kind])


def states() -> dict[str, State]:
    """State of an ad → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]


def for_list(ads: pl.DataFrame) -> pl.DataFrame:
    """Ads with `kind` in words and `issue` as `4/2026`."""
    return _in_words(ads).with_columns(issue=pl.format("{}/{}", "issue_number", "issue_year"))


def empty() -> Empty:
    """What a page says before the first spreadsheet of ads has come."""
    return Empty(
        t("No ads yet. They come from the shared spreadsheet of the paper."), Link(t("Shared spreadsheets"), SHEETS)
    )


def count(n: int) -> str:
    """`3 inzeráty`."""
    return tn("{n} ad", "{n} ads", n)


def year_sentence(year: OfYear) -> str:
    """What the year has earned so far and against what: the same days of the year before."""
    said = t(
        "{revenue} without VAT from {ads} by {day}, {change}.",
        revenue=numbers.money(year.revenue),
        ads=tn("{n} published ad", "{n} published ads", year.ads),
        day=dates.date(year.span.until),
        change=_against(year),
    )
    if not year.ordered_ads:
        return said
    ahead = tn("{n} more ad for {sum} is ordered ahead.", "{n} more ads for {sum} are ordered ahead.", year.ordered_ads,
               sum=numbers.money(year.ordered))  # fmt: skip
    return f"{said} {ahead}"


def _against(year: OfYear) -> str:
    day = dates.date(year.span.last_until)
    if year.change is None:
        return t("a year before there was nothing to compare with")
    share = numbers.percent(abs(year.change))
    if round(year.change, 2) == 0:
        return t("as much as by {day}", day=day)
    more, less = (
        t("{share} more than by {day}", share=share, day=day),
        t("{share} less than by {day}", share=share, day=day),
    )
    return more if year.change > 0 else less


def month_answer(months: pl.DataFrame, year: OfYear) -> str:
    """The title of the chart of months: how the latest month that is out compares with itself a year before."""
    out = months.filter((pl.col("month") <= year.span.month) & (pl.col("revenue") > 0))
    if out.is_empty():
        return t("No issue of {year} is out yet", year=year.span.year)
    month, revenue, _, last_year = out.row(-1)
    name, change = dates.month_name(month), rules.change(revenue, last_year)
    if change is None:
        return t("{month} earned {sum}", month=name, sum=numbers.money(revenue))
    if round(change, 2) == 0:
        return t("{month} earned as much as a year before", month=name)
    share = numbers.percent(abs(change))
    if change > 0:
        return t("{month} earned {share} more than a year before", month=name, share=share)
    return t("{month} earned {share} less than a year before", month=name, share=share)


def best_answer(advertisers: pl.DataFrame, year: OfYear) -> str:
    """The title of the list of advertisers: how much of the revenue the three best bring."""
    if year.revenue <= 0:
        return t("Advertisers")
    share = float(advertisers.head(3)["revenue"].sum()) / year.revenue
    return t("The three best advertisers bring {share} of the revenue", share=numbers.percent(share))


def months(found: pl.DataFrame, year: int, by: User) -> None:
    """Months beside those of the year before, as a table."""
    named = found.with_columns(name=pl.col("month").map_elements(dates.month_name, return_dtype=pl.String))
    columns = [
        Column("name", t("Month")),
        _money("revenue", t("Revenue {year}", year=year)),
        _money("ordered", t("Ordered ahead")),
        _money("last_year", t("Revenue {year}", year=year - 1)),
    ]
    show_list("ads.months", named, columns, id_column="month", by=by, title=t("Revenue by month"), page_size=12)


def totals(name: str, found: pl.DataFrame, columns: list[Column], year: int, title: str, by: User) -> None:
    """Revenue of a year by something, beside the same days of the year before."""
    counted = [
        Column("ads", t("Number of ads"), "whole"),
        _money("revenue", t("Revenue {year}", year=year)),
        _money("last_year", t("By the same day {year}", year=year - 1)),
    ]
    show_list(name, _in_words(found), [*columns, *counted], search=tuple(one.name for one in columns), empty=empty(),
              id_column=columns[0].name, by=by, title=title)  # fmt: skip


def unpaid(found: pl.DataFrame, by: User) -> None:
    """What is overdue by how late it is, and every ad that waits for its payment."""
    with st.container(horizontal=True, gap="small"):
        for _, bucket in rules.BUCKETS:
            late = found.filter(bucket=bucket)
            st.metric(t(bucket), numbers.money(int(late["receivable"].sum())), count(late.height), delta_color="off",
                      delta_arrow="off", border=True)  # fmt: skip
    columns = [
        Column("advertiser", t("Advertiser")),
        Column("days_overdue", t("Days overdue"), "whole"),
        Column("due_on", t("Due on"), "date"),
        _money("receivable", t("Price with VAT")),
        Column("invoice_number", t("Invoice number")),
        Column("state", t("Payment"), "state", states()),
        Column("note", t("Note")),
    ]
    show_list("ads.unpaid", found, columns, search=("advertiser", "invoice_number", "note"), row_page=AD, by=by,
              filters=(Filter("state", t("Payment"), "pills"),), empty=Empty(t("Every invoiced ad is paid.")),
              count=count, title=t("Unpaid ads"))  # fmt: skip


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


def _in_words(found: pl.DataFrame) -> pl.DataFrame:
    if "kind" not in found.columns:
        return found
    return found.with_columns(pl.col("kind").replace_strict({code: kind_word(code) for code in rules.KINDS}))
