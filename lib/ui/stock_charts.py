"""Charts of the cupboard: when an item runs out, and who got the most. The answer stands in the title."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from lib.czech import dates, numbers
from lib.i18n import t

BLUE, ORANGE, GREY = "#0072B2", "#E69F00", "#8A94A0"
QUIET = "rgba(138,148,160,.2)"
BARS = 10


def forecast(quantity: int, used: int, runs_out: dt.date | None) -> str:
    """The title of the balance: when the last piece goes."""
    if quantity <= 0:
        return t("There is none left")
    if runs_out is None:
        return t("It lasts: nobody has taken any lately") if used <= 0 else t("It lasts for years")
    return t("Runs out on {day} if people take as many as now", day=dates.date(runs_out))


def balance_chart(
    daily: pl.DataFrame, minimum: int, quantity: int, today: dt.date, runs_out: dt.date | None
) -> go.Figure:
    """The balance day by day, the minimum, and a dotted line to the day on which the last piece goes."""
    figure = go.Figure()
    days, pieces = [*daily["day"], today], [*daily["balance"], quantity]
    figure.add_scatter(
        x=days, y=pieces, mode="lines", line={"shape": "hv", "color": BLUE, "width": 2}, name=t("Balance")
    )
    if runs_out:
        line = {"dash": "dot", "color": ORANGE, "width": 2}
        figure.add_scatter(x=[today, runs_out], y=[quantity, 0], mode="lines", line=line, name=t("Forecast"))
    if minimum:
        figure.add_hline(y=minimum, line={"dash": "dash", "color": GREY, "width": 1}, annotation_text=t("Minimum"))
    figure.update_layout(
        height=260,
        margin=_MARGIN,
        showlegend=False,
        hovermode="x unified",
        xaxis={"tickformat": "%-d. %-m. %Y", "showgrid": False},
        yaxis={"rangemode": "tozero", "gridcolor": QUIET},
    )
    return figure


def share_title(given: pl.DataFrame, name: str) -> str:
    """Who or what took the most, as a sentence. `given` is sorted by value, the biggest first."""
    first, total = given.row(0, named=True), given["value"].sum()
    who = first[name] or t("not said")
    if total <= 0:
        return t("What was handed out is without a price")
    return t("The most went to {who}: {share} of the value", who=who, share=numbers.percent(first["value"] / total))


def share_chart(given: pl.DataFrame, name: str) -> go.Figure:
    """The ten biggest by value, in crowns, with the amount at each bar."""
    top = given.head(BARS).reverse()
    names = [text or t("not said") for text in top[name]]
    amounts = [value / 100 for value in top["value"]]
    labels = [numbers.money(value) for value in top["value"]]
    figure = go.Figure(go.Bar(x=amounts, y=names, orientation="h", marker_color=BLUE, text=labels, textposition="auto"))
    figure.update_layout(
        height=60 + 28 * top.height,
        margin=_MARGIN,
        xaxis={"visible": False},
        yaxis={"automargin": True, "ticklabelstandoff": 6},
    )
    return figure


_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
