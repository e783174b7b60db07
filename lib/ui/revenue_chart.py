"""Charts of revenue from ads: months beside the year before, the best advertisers, years. The title answers."""

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from lib.czech import dates, numbers
from lib.i18n import t

THIS, AHEAD, BEFORE = "#0072B2", "#56B4E9", "#A5AFBB"
BEST = 15


def months(found: pl.DataFrame, year: int, title: str) -> None:
    """Twelve months of two years; what is ordered ahead in a lighter blue."""
    names = [dates.month_short(month) for month in found["month"]]
    traces = [
        _bars(names, found["last_year"], str(year - 1), BEFORE, "before"),
        _bars(names, found["revenue"], str(year), THIS, "now"),
    ]
    if found["ordered"].sum():
        traces.append(_bars(names, found["ordered"], t("ordered ahead"), AHEAD, "now"))
    _show(go.Figure(traces), title, "ads.chart.months")


def best(found: pl.DataFrame, title: str) -> None:
    """The advertisers who bring most, the first one on top."""
    top = found.filter(pl.col("revenue") > 0).head(BEST).reverse()
    if top.is_empty():
        return
    texts = [numbers.money(halere) for halere in top["revenue"]]
    bars = go.Bar(
        x=top["revenue"] / 100,
        y=top["advertiser"],
        orientation="h",
        marker_color=THIS,
        text=texts,
        textposition="auto",
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    figure = go.Figure([bars]).update_xaxes(visible=False)
    _show(figure, title, "ads.chart.best", height=90 + 26 * top.height)


def years(found: pl.DataFrame, title: str) -> None:
    """All years side by side."""
    names = [str(year) for year in found["year"]]
    bars = _bars(names, found["revenue"], t("Revenue"), THIS, "now")
    bars.text = bars.customdata
    _show(go.Figure([bars]), title, "ads.chart.years")


def _bars(names: list[str], halere: pl.Series, label: str, colour: str, group: str) -> go.Bar:
    return go.Bar(
        x=names,
        y=halere / 100,
        name=label,
        marker_color=colour,
        offsetgroup=group,
        customdata=[numbers.money(value) for value in halere],
        hovertemplate="%{x}: %{customdata}<extra>" + label + "</extra>",
    )


def _show(figure: go.Figure, title: str, key: str, height: int = 320) -> None:
    st.subheader(title, anchor=False)
    figure.update_layout(
        barmode="group", bargap=0.25, height=height, separators=",\u00a0", margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.12}, showlegend=len(figure.data) > 1,
    )  # fmt: skip
    figure.update_yaxes(
        ticksuffix="\u00a0Kč" if figure.data[0].orientation != "h" else "", tickformat=",.0f", showgrid=False
    )
    figure.update_xaxes(type="category" if figure.data[0].orientation != "h" else "linear")
    st.plotly_chart(figure, key=key, alt=title, config={"displayModeBar": False})
