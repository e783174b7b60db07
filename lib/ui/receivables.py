"""What is owed on the screen: buckets of lateness, debtors, claims, and the money of the next weeks."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates, numbers
from lib.flows import receivables
from lib.flows.receivables import Aging, Delay, Expected
from lib.i18n import language, t, tn
from lib.ui import cached, charts
from lib.ui.charts import Series, bars
from lib.ui.columns import Column, Empty, Filter
from lib.ui.lists import show_list


def koruny(halere: int) -> str:
    """A sum for reading at a glance, in whole koruny."""
    return numbers.money(round(halere / 100) * 100)


def sentence(found: Aging) -> str:
    """What is owed in all and how much of it is late."""
    if not found.total["claims"]:
        return t("Nobody owes anything for ads.")
    claims = tn("{n} claim", "{n} claims", found.total["claims"])
    return t("{claims} for {sum} with VAT, of it {late} after the term", claims=claims,
             sum=koruny(found.total["owed"]), late=koruny(found.overdue))  # fmt: skip


def buckets(found: Aging) -> None:
    """The five sums side by side."""
    with st.container(horizontal=True, gap="small"):
        for name, word in receivables.BUCKETS.items():
            st.metric(t(word), koruny(found.total[name]), border=True)


def debtors(found: Aging, by: User) -> None:
    """Who owes how much and for how long."""
    columns = [
        Column("advertiser", t("Advertiser")),
        *(Column(name, t(word), "money", on_phone=name == "over_90") for name, word in receivables.BUCKETS.items()),
        Column("owed", t("Owed in all"), "money"),
        Column("claims", t("Claims"), "whole", shown=False),
    ]
    show_list("aging.debtors", found.by_advertiser, columns, search=("advertiser",), sort="-owed",
              id_column="party_id", row_page="pages/ads/advertiser.py", by=by, title=t("Aging of claims"),
              empty=Empty(t("Nobody owes anything for ads.")))  # fmt: skip


def claims(found: pl.DataFrame, by: User) -> None:
    """Claim by claim."""
    words = {"invoice": t("our invoice"), "sheet": t("ad in the spreadsheet")}
    shown = cached.made(
        "aging.claims", lambda: found.with_columns(pl.col("source").replace_strict(words, return_dtype=pl.String)),
    )  # fmt: skip
    columns = [
        Column("advertiser", t("Advertiser")),
        Column("number", t("Document number")),
        Column("source", t("Known from")),
        Column("due_on", t("Due on"), "date"),
        Column("days_overdue", t("Days overdue"), "whole"),
        Column("open", t("Owed"), "money"),
    ]
    show_list("aging.claims", shown, columns, search=("advertiser", "number"), sort="due_on", by=by,
              filters=(Filter("source", t("Known from"), "pills"),), title=t("Claims"),
              empty=Empty(t("Nobody owes anything for ads.")))  # fmt: skip


def weeks(found: Expected) -> None:
    """The money of the next weeks by term, and as people usually pay when the data say so."""
    names = [t("week from {day}", day=dates.short_date(week)) for week in found.weeks["week"]]
    series = [Series(t("by the term"), _whole(found.weeks["due"]))]
    columns = [Column("name", t("Week")), Column("due", t("By the term"), "money")]
    if found.delay:
        series.append(Series(t("as people usually pay"), _whole(found.weeks["usual"])))
        columns.append(Column("usual", t("As people usually pay"), "money"))
    table = found.weeks.with_columns(name=pl.Series(names, dtype=pl.String))
    figure = cached.made("aging.weeks", lambda: bars(names, series, unit="money"), language())
    answer = t("{sum} is due in the next {weeks} weeks", sum=koruny(int(found.weeks["due"].sum())), weeks=len(names))
    charts.show(figure, answer, table, columns, key="aging.weeks", note=_note(found))


def _whole(sums: pl.Series) -> list[int]:
    return [round(halere / 100) * 100 for halere in sums]


def _note(found: Expected) -> str:
    apart = t("{overdue} is past its term already and stands apart, {later} is due later.",
              overdue=koruny(found.overdue), later=koruny(found.later))  # fmt: skip
    return f"{apart} {_usual(found.delay)}"


def _usual(delay: Delay | None) -> str:
    if delay is None:
        return t("There are too few payments yet to say how late they usually come.")
    payments = tn("{n} payment of the last year", "{n} payments of the last year", delay.payments)
    if delay.days <= 0:
        return t("Payments usually come in time (the median of {payments}).", payments=payments)
    days = tn("{n} day", "{n} days", delay.days)
    return t("Payments usually come {days} after the term (the median of {payments}).", days=days, payments=payments)
