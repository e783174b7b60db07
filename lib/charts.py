"""Charts that answer the question in their title: plotly figures for screens and notebooks, in Czech, without noise.

    figure = bars(months, [Series("2026", earned), Series("2025", before, past=True)], unit="money")

Colours follow Okabe and Ito (https://jfly.uni-koeln.de/color/), which people with any colour vision tell apart;
the past is grey; more than six series are refused, because nobody can follow them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from lib.czech import dates
from lib.czech.numbers import NBSP
from lib.errors import BadInput

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
PAST = "#9AA3AD"
MOST_BARS_WITH_NUMBERS = 16
SHORT_LABELS = 14
Unit = Literal["money", "whole", "percent", "decimal"]
_SUFFIX = {"money": f"{NBSP}Kč", "percent": f"{NBSP}%"}


@dataclass(frozen=True)
class Series:
    """One line or one set of bars. `past` is last year: grey. A missing value is None."""

    name: str
    values: Sequence[float | int | None]
    past: bool = False


def bars(labels: Sequence[str], series: Sequence[Series], *, unit: Unit = "whole", lying: bool = False) -> go.Figure:
    """Bars side by side; `lying` for long names. Few bars of one series carry their numbers instead of an axis."""
    labels = labels if lying else _broken(labels)
    figure = _figure(unit, len(series), lying=lying)
    numbers = len(series) == 1 and len(labels) <= MOST_BARS_WITH_NUMBERS
    for colour, one in zip(_colours(series), series, strict=True):
        figure.add_trace(_bar(labels, one, unit, colour, lying=lying, numbers=numbers))
    figure.update_layout(barmode="group", bargap=0.28, bargroupgap=0.06)
    if numbers:
        figure.update_layout({"xaxis" if lying else "yaxis": {"visible": False}})
    if lying:
        height = max(180, 60 + 34 * len(labels))
        figure.update_layout(yaxis={"autorange": "reversed"}, height=height, margin={"r": 96 if numbers else 8})
    else:
        _upright(figure, labels)
    return figure


def stacked(labels: Sequence[str], series: Sequence[Series], *, unit: Unit = "whole") -> go.Figure:
    """Bars on top of each other: parts of a whole."""
    labels = _broken(labels)
    figure = _figure(unit, len(series))
    _upright(figure, labels)
    for colour, one in zip(_colours(series), series, strict=True):
        figure.add_trace(_bar(labels, one, unit, colour, lying=False, numbers=False))
    return figure.update_layout(barmode="stack", bargap=0.28)


def lines(labels: Sequence[Any], series: Sequence[Series], *, unit: Unit = "whole") -> go.Figure:
    """Lines over time, each named at its end instead of in a legend. Labels are texts or dates."""
    labels = _broken(labels)
    figure = _figure(unit, 1)
    _upright(figure, labels, every=-(-len(labels) // 6))
    ends: list[tuple[float, Any, Series, str]] = []
    for colour, one in zip(_colours(series), series, strict=True):
        values = _plain(one.values, unit)
        dash = "dot" if one.past else "solid"
        line = {"color": colour, "width": 2.5, "dash": dash}
        hover = f"{one.name}, %{{x}}: %{{y}}<extra></extra>"
        figure.add_scatter(x=list(labels), y=values, name=one.name, mode="lines+markers", line=line, marker={"size": 5},
                           connectgaps=False, hovertemplate=hover)  # fmt: skip
        last = max((place for place, value in enumerate(values) if value is not None), default=None)
        if last is not None:
            ends.append((values[last], labels[last], one, colour))  # type: ignore[arg-type]
    _name_ends(figure, ends)
    return figure


def months(days: Sequence[Any]) -> list[str]:
    """Months of an axis: `led 2026`, `úno`, `bře`; the year stands at the first month and at each January."""
    return [
        f"{dates.month_short(day.month)} {day.year}" if place == 0 or day.month == 1 else dates.month_short(day.month)
        for place, day in enumerate(days)
    ]


def _figure(unit: Unit, count: int, *, lying: bool = False) -> go.Figure:
    axis = {"ticksuffix": _SUFFIX.get(unit, ""), "tickformat": ",~f", "rangemode": "tozero", "nticks": 5,
            "zeroline": False, "gridcolor": "rgba(128,128,128,0.18)", "automargin": True}  # fmt: skip
    plain = {"showgrid": False, "zeroline": False, "automargin": True, "type": "category" if count else "-"}
    legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"}
    return go.Figure(
        layout={
            "separators": f",{NBSP}",
            "height": 320,
            "margin": {"l": 8, "r": 8, "t": 8 if count < 2 else 36, "b": 8},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": count > 1,
            "legend": legend,
            "hovermode": "closest",
            "dragmode": False,
            "uniformtext": {"minsize": 9, "mode": "hide"},
            "xaxis": axis if lying else plain,
            "yaxis": plain if lying else axis,
        }
    )


def _bar(labels: Sequence[str], one: Series, unit: Unit, colour: str, *, lying: bool, numbers: bool) -> go.Bar:
    values = _plain(one.values, unit)
    value, label = ("x", "y") if lying else ("y", "x")
    shown = f"%{{{value}:,~f}}{_SUFFIX.get(unit, '')}"
    return go.Bar(
        x=values if lying else list(labels),
        y=list(labels) if lying else values,
        name=one.name,
        orientation="h" if lying else "v",
        marker={"color": colour, "line": {"width": 0}, "cornerradius": 2},
        texttemplate=shown.replace(",~f", ",.0f") if numbers and unit == "money" else shown if numbers else None,
        textposition="outside" if numbers else "none",
        cliponaxis=False,
        hovertemplate=f"{one.name}, %{{{label}}}: {shown}<extra></extra>",
    )


def _broken(labels: Sequence[Any]) -> list[Any]:
    """The year of a month on a line of its own, so that the names of months stay upright."""
    return [re.sub(r"^(\w{3}) (\d{4})$", r"\1<br>\2", label) if isinstance(label, str) else label for label in labels]


def _upright(figure: go.Figure, labels: Sequence[Any], every: int = 1) -> None:
    """Short names stand upright; a line needs only every few of them."""
    if len(labels) <= SHORT_LABELS and all(isinstance(label, str) and len(label) <= 12 for label in labels):
        shown = list(labels[::every])
        figure.update_xaxes(tickangle=0, tickfont={"size": 11}, tickmode="array", tickvals=shown, ticktext=shown)


def _name_ends(figure: go.Figure, ends: Sequence[tuple[float, Any, Series, str]]) -> None:
    """Names beside the ends of the lines; close ends are spread apart so that no name covers another."""
    top = max((abs(value) for value, *_ in ends), default=0) or 1
    before = None
    for value, label, one, colour in sorted(ends, key=lambda end: end[0]):
        place = value if before is None else max(value, before + top * 0.07)
        before = place
        figure.add_annotation(x=label, y=place, text=f"<b>{one.name}</b>", showarrow=False, xanchor="left", xshift=8,
                              font={"color": colour, "size": 13})  # fmt: skip
    longest = max((len(one.name) for _, _, one, _ in ends), default=0)
    figure.update_layout(margin={"r": 24 + 8 * min(longest, 18)})


def _plain(values: Sequence[float | int | None], unit: Unit) -> list[float | None]:
    """Haléře as koruny, shares as per cent."""
    factor = {"money": 0.01, "percent": 100.0}.get(unit, 1.0)
    return [None if value is None else round(value * factor, 4) for value in values]


def _colours(series: Sequence[Series]) -> list[str]:
    present = sum(not one.past for one in series)
    if present > len(COLOURS):
        raise BadInput("A chart can show six things at most; choose fewer.")
    colours = iter(COLOURS)
    return [PAST if one.past else next(colours) for one in series]
