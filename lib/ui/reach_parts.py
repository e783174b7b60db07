"""The parts of the pages of reach: a card and a small chart for each channel, never two channels in one."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates, numbers
from lib.i18n import language, t
from lib.reach import queries, rules
from lib.ui import badges, cached, charts
from lib.ui import reach as look
from lib.ui.charts import Series
from lib.ui.columns import Column
from lib.ui.facts import facts
from lib.ui.head import Link, head
from lib.ui.lists import draw_table
from lib.ui.plain import plain

SMALL = 210
BACK = 12


def cards(found: pl.DataFrame, month: dt.date, user: User) -> None:
    """The channels side by side: the main number of each, its change, its day and source; the other numbers below."""
    with st.grid(min_column_width=280, gap="medium", key="reach-cards"):
        for channel in found["channel"].unique(maintain_order=True):
            with st.container(border=True, gap="small", key=f"reach-card-{channel}"):
                st.header(look.channel_word(channel), anchor=False)
                rows = list(found.filter(pl.col("channel") == channel).iter_rows(named=True))
                _main(rows[0], month, user)
                for row in rows[1:]:
                    _beside(row, month, user)


def _main(row: Mapping[str, Any], month: dt.date, user: User) -> None:
    if row["value"] is None:
        st.text(look.metric_word(row["metric"]))
        _gap(row, month, user)
        return
    with st.container(gap=None):
        st.metric(look.metric_word(row["metric"]), numbers.number(row["value"]))
        _small_print(*_changes(row, month), look.origin(row))


def _beside(row: Mapping[str, Any], month: dt.date, user: User) -> None:
    if row["value"] is None:
        st.text(look.metric_word(row["metric"]))
        _gap(row, month, user)
        return
    with st.container(gap=None):
        st.text(f"{look.metric_word(row['metric'])}: {numbers.number(row['value'])}")
        _small_print(*_changes(row, month)[:1], look.origin(row))


def _small_print(*sentences: str) -> None:
    st.caption("  \n".join(map(plain, sentences)))


def _changes(row: Mapping[str, Any], month: dt.date) -> list[str]:
    months = {"previous": rules.shifted(month, -1), "last_year": rules.shifted(month, -12)}
    told = [look.change_sentence(row, against, look.month_word(other)) for against, other in months.items()]
    return [sentence for sentence in told if sentence]


def _gap(row: Mapping[str, Any], month: dt.date, user: User) -> None:
    badges.show(badges.state(t("missing"), "due"))
    if user.may("reach.edit") and not row["estimated"]:
        link = look.record_link(t("Record"), row["channel"], row["metric"], month)
        link.draw(key=f"gap.{row['channel']}.{row['metric']}")


def gaps(missing: pl.DataFrame, user: User) -> None:
    """Months without a number, each with the way to mend it."""
    if missing.is_empty():
        return
    with st.container(border=True, key="reach-gaps"):
        st.header(t("What is missing"), anchor=False)
        for channel, metric, month in missing.iter_rows():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"{look.channel_word(channel)}, {look.metric_word(metric)}, {look.month_word(month)}")
                if user.may("reach.edit"):
                    link = look.record_link(t("Record"), channel, metric, month)
                    link.draw("tertiary", key=f"missing.{channel}.{metric}.{month}")
        st.caption(t("Or import the export of the channel among shared spreadsheets."))


def small_charts(series: pl.DataFrame, found: pl.DataFrame, month: dt.date) -> None:
    """The main number of each channel over the last year, each chart with a scale of its own."""
    st.header(t("The last twelve months"), anchor=False)
    st.caption(t("Each chart has its own scale; heights of two charts are not to be compared."))
    recent = series.filter(pl.col("month").is_between(rules.shifted(month, -BACK), month))
    with st.grid(min_column_width=340, gap="medium", key="reach-charts"):
        for row in found.unique("channel", keep="first", maintain_order=True).iter_rows(named=True):
            of_row = (pl.col("channel") == row["channel"]) & (pl.col("metric") == row["metric"])
            _small(row, recent.filter(of_row), month)


def _small(row: Mapping[str, Any], mine: pl.DataFrame, month: dt.date) -> None:
    channel, metric = row["channel"], row["metric"]
    parts = channel, metric, month, language()
    figure = cached.made("reach.small", lambda: _figure(channel, metric, mine, month), *parts)
    columns = [Column("month", t("Month"), "date"), Column("value", t("Value"), "whole"),
               Column("snapshot_on", t("As of"), "date"), Column("source", t("Source of the number"))]  # fmt: skip
    broken = rules.break_between(channel, metric, mine["month"].min() or month, month)  # type: ignore[arg-type]
    note = t("Grey until {day}: counted in another way, not comparable.", day=dates.date(broken)) if broken else ""
    name = f"{look.channel_word(channel)}: {look.metric_word(metric)}"
    charts.show(figure, " ".join([name, *_answer(row, month)]), mine, columns, key=f"reach.{channel}", note=note)


def _answer(row: Mapping[str, Any], month: dt.date) -> list[str]:
    """How the month compares with the same one last year; nothing where they cannot be compared."""
    return _changes(row, month)[-1:] if row["last_year_change"] is not None else []


def _figure(channel: str, metric: str, mine: pl.DataFrame, month: dt.date) -> go.Figure:
    """A line with a gap where a month is missing; what was counted in another way is grey."""
    days = [rules.shifted(month, -back) for back in range(BACK, -1, -1)]
    values = dict(mine.select("month", "value").iter_rows())
    old = [bool(rules.break_between(channel, metric, day, month)) for day in days]
    now = [None if was else values.get(day) for day, was in zip(days, old, strict=True)]
    lines = [Series(look.metric_word(metric), now)]
    if any(old):
        before = [values.get(day) if was else None for day, was in zip(days, old, strict=True)]
        lines.insert(0, Series(t("before"), before, past=True))
    figure = charts.lines(charts.months(days), lines)
    figure.layout.annotations = ()  # the title names the only line
    return figure.update_layout(height=SMALL, margin={"r": 8})


def post(post_id: int, user: User) -> None:
    """One post: what it says, where it lies, and its numbers at each snapshot."""
    one = cached.read(queries.post, post_id, by=user)
    taken = cached.read(queries.snapshots, post_id, by=user)
    head(
        one.title or t("(without text)"),
        look.channel_word(one.channel),
        others=(Link(t("Back to posts"), look.POSTS, ":material/trending_up:"),),
    )
    published = dates.short_date(dt.date.fromisoformat(one.published_on)) if one.published_on else None
    facts({t("Published"): published, t("Kind of post"): look.kind_word(one.kind)})
    if one.permalink.startswith(("https://", "http://")):
        st.link_button(t("Open the post"), one.permalink, icon=":material/open_in_new:")
    st.text(one.caption)
    counted = [name for name in rules.POST_METRICS if taken[name].null_count() < taken.height]
    columns = [Column("snapshot_on", t("As of"), "date"),
               *[Column(name, look.metric_word(name), "whole") for name in counted]]  # fmt: skip
    st.header(t("Totals at each snapshot"), anchor=False)
    draw_table("reach.snapshots", one.title, taken, columns)
