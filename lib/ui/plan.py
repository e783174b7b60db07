"""The plan of revenue on the screen: fact beside it, what issues earned against their cost, the form."""

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from lib.access import User
from lib.ads.actions import planning
from lib.ads.queries import planned
from lib.ads.rules.planning import MONTHS, amount
from lib.czech import dates, numbers
from lib.errors import BadInput
from lib.i18n import language, t
from lib.ui import ads as look
from lib.ui import cached, charts
from lib.ui.charts import Series, bars
from lib.ui.columns import Column, Empty
from lib.ui.forms import Form
from lib.ui.lists import show_list


def sentence(found: pl.DataFrame) -> str:
    """How the year stands against its plan so far."""
    plan, revenue = planned.planned_by_now(found)
    if not plan:
        return t("No plan for the months that are out by now.")
    sums = {"revenue": look.koruny(revenue), "plan": look.koruny(plan)}
    share = numbers.percent(revenue / plan)
    return t("{revenue} of the planned {plan} in issues that are out, {share} of the plan", share=share, **sums)


def fact(found: pl.DataFrame, year: int) -> None:
    """Months beside their plan."""
    if found["plan"].null_count() == found.height:
        st.caption(t("The plan of {year} is not written yet.", year=year))
        return
    named = found.with_columns(name=pl.col("month").map_elements(dates.month_name, return_dtype=pl.String))
    columns = [
        Column("name", t("Month")),
        Column("plan", t("Plan of revenue"), "money"),
        Column("revenue", t("Revenue"), "money"),
        Column("less", t("Against the plan"), "money"),
    ]
    figure = cached.made("plan.fact", lambda: _figure(found), year, language())
    note = t("Without VAT, by the month of the issue; months to come hold what is ordered by now.")
    charts.show(figure, sentence(found), named, columns, key="plan.fact", note=note)


def _figure(found: pl.DataFrame) -> go.Figure:
    names = [dates.month_short(month) for month in found["month"]]
    plan = [round((halere or 0) / 100) * 100 for halere in found["plan"]]
    revenue = [round(halere / 100) * 100 for halere in found["revenue"]]
    return bars(names, [Series(t("plan"), plan, past=True), Series(t("fact"), revenue)], unit="money")


def results(found: pl.DataFrame, year: int, by: User) -> None:
    """What issues earned against what printing and delivering cost."""
    columns = [
        Column("issue", t("Issue")),
        Column("ads", t("Number of ads"), "whole"),
        Column("revenue", t("Revenue"), "money"),
        Column("print_cost", t("Print"), "money"),
        Column("distribution_cost", t("Distribution"), "money"),
        Column("result", t("Ads less costs"), "money"),
        Column("copies", t("Copies"), "whole", shown=False),
    ]
    known = found.filter(pl.col("result").is_not_null())
    if known.is_empty():
        st.caption(t("The costs are written at the issues of the paper; none of {year} has them yet.", year=year))
    else:
        cost = int(known["print_cost"].sum()) + int(known["distribution_cost"].sum())
        share = numbers.percent(int(known["revenue"].sum()) / cost) if cost else ""
        st.caption(
            t("Ads paid {share} of the print and distribution of the issues whose costs are known.", share=share)
        )
    show_list("plan.results", found, columns, by=by, id_column="month", title=t("Result of issues"),
              empty=Empty(t("No issue of {year} is out yet", year=year)))  # fmt: skip


def form(found: pl.DataFrame, year: int, by: User) -> None:
    """The plan of a year: spread by last year, or month by month."""
    whole = Form(f"plan.year.{year}")
    with st.expander(t("Write the plan of {year}", year=year), expanded=found["plan"].null_count() == found.height):
        with whole.body():
            typed = whole.ask("amount", st.text_input, t("Plan of the whole year, CZK without VAT"))
            st.caption(t("It is spread over months as the year before earned."))
            if whole.submit(t("Spread over months"), quiet=True):
                whole.save(lambda db: planning.plan_year(db, year, _amount(typed), by=by), said=_said)
        months = Form(f"plan.months.{year}")
        with months.body():
            now = dict(zip(found["month"], found["plan"], strict=True))
            with st.grid(columns=4, min_column_width=140, gap="small"):
                texts = {month: _month(months, month, now[month]) for month in MONTHS}
            if months.submit(t("Save the months")):
                months.save(
                    lambda db: planning.plan_months(db, year, {m: _read(m, one) for m, one in texts.items()}, by=by),
                    said=_said,
                )


def _month(form: Form, month: int, now: int | None) -> str:
    shown = "" if now is None else numbers.money(now).replace(numbers.NBSP, " ")
    with st.container(gap=None):
        return form.ask(f"month.{month}", st.text_input, dates.month_name(month), value=shown) or ""


def _read(month: int, typed: str) -> int | None:
    try:
        return amount(typed)
    except BadInput as error:
        error.field = f"month.{month}"
        raise


def _amount(typed: str | None) -> int:
    found = amount(typed or "")
    if found is None:
        raise BadInput("Write the sum.", field="amount")
    return found


def _said(_: object) -> str:
    return t("The plan is saved.")
