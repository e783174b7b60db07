"""How reach looks: words of channels and metrics, sentences of change, what stands in lists and forms."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates, numbers
from lib.i18n import t, tn
from lib.reach import actions, queries, rules
from lib.store import Database
from lib.ui.columns import Column, Empty, Filter
from lib.ui.head import Link

OVERVIEW = "pages/reach/overview.py"
POSTS = "pages/reach/posts.py"
RECORD = "pages/reach/record.py"
REPORT = "pages/reach/report.py"
MONTHS_BACK = 24


def channel_word(code: str) -> str:
    """The channel as people call it."""
    return t(rules.CHANNELS[code].label) if code in rules.CHANNELS else code


def metric_word(code: str) -> str:
    """What is counted, as people call it."""
    return t(rules.METRICS[code].label) if code in rules.METRICS else code


def kind_word(said: str) -> str:
    """The kind of a post as people call it; one that nobody knows stays as it came."""
    known = rules.KINDS.get(said.lower())
    return t(known) if known else said


def month_word(month: dt.date) -> str:
    """`říjen 2026`."""
    return f"{dates.month_name(month.month)} {month.year}"


def last_month() -> dt.date:
    """The first day of the last month that has ended."""
    return rules.shifted(clock.today().replace(day=1), -1)


def months() -> list[dt.date]:
    """Months to choose from, newest first: the present one and two years back."""
    return [rules.shifted(last_month(), 1 - back) for back in range(MONTHS_BACK)]


def month_codes() -> list[str]:
    """The same months as they stand in the address, `2026-10`."""
    return [f"{month:%Y-%m}" for month in months()]


def code_word(code: str) -> str:
    """`2026-10` → `říjen 2026`."""
    month = rules.month_of(code)
    return month_word(month) if month else code


def metrics_of(channel: str, wanted: str | None) -> list[str]:
    """What is usually counted on a channel, and what the address asks for."""
    usual = list(rules.CHANNELS[channel].metrics)
    return usual if wanted is None or wanted in usual else [*usual, wanted]


def asked_month() -> dt.date:
    """The month that the address names (`?mesic=2026-10`), else the last one that has ended.

    A picker of months writes into the address what it shows: `říjen 2026`.
    """
    text = st.query_params.get("mesic", "")
    said = next((month for month in months() if month_word(month) == text), rules.month_of(text))
    return said if said in months() else last_month()


def asked_code(name: str, known: Mapping[str, Any]) -> str | None:
    """A channel or a metric that the address names."""
    said = st.query_params.get(name, "")
    return said if said in known else None


def record_link(label: str, channel: str, metric: str, month: dt.date) -> Link:
    """The way to the form, filled in as far as is known."""
    query = {"kanal": channel, "metrika": metric, "mesic": f"{month:%Y-%m}"}
    return Link(label, RECORD, ":material/edit:", query)


def summary(found: pl.DataFrame) -> str:
    """What the month says, in figures; the office's own warning beside it."""
    channels, gaps = found["channel"].n_unique(), found.filter(pl.col("value").is_null()).height
    said = tn("{n} channel", "{n} channels", channels)
    lacking = tn("{n} number is missing", "{n} numbers are missing", gaps) if gaps else t("no number is missing")
    return f"{said}, {lacking}. {never_added()}"


def never_added() -> str:
    """The sentence that stands wherever channels stand side by side."""
    return t("Reach of different channels is not added up.")


def change_sentence(row: Mapping[str, Any], against: str, month: str) -> str | None:
    """`▼ o 21 % méně než září 2026`, or why it cannot be compared; None when there is nothing to compare with."""
    before, share, broken = row[against], row[f"{against}_change"], row[f"{against}_break"]
    if row["value"] is None or before is None:
        return None
    if share is None:
        number = numbers.number(before)
        if broken:
            return t("{month}: {number}, counted in another way until {day}, not comparable", month=month,
                     number=number, day=dates.date(broken))  # fmt: skip
        return t("{month}: {number}, counted in another way, not comparable", month=month, number=number)
    if round(share, 2) == 0:
        return t("= as much as {month}", month=month)
    size = numbers.percent(abs(share))
    if share > 0:
        return t("▲ {share} more than {month}", share=size, month=month)
    return t("▼ {share} less than {month}", share=size, month=month)


def origin(row: Mapping[str, Any]) -> str:
    """`stav k 5. 11. 2026 · Matomo`, and whether the number is an estimate."""
    parts = [t("as of {day}", day=dates.date(row["snapshot_on"])), row["source"]]
    return " · ".join(
        part for part in (t("estimate: {how}", how=row["named"]) if row["estimated"] else "", *parts) if part
    )


def for_list(posts: pl.DataFrame) -> pl.DataFrame:
    """Posts with channels, kinds and what is counted in words, pages of the web that are no articles left out."""
    channels = {code: channel_word(code) for code in posts["channel"].unique()}
    kinds = {said: kind_word(said) for said in posts["kind"].unique()}
    counted = {code: metric_word(code) for code in ("reach", "visitors")}
    return posts.filter(pl.col("kind") != "page").with_columns(
        pl.col("channel").replace_strict(channels, return_dtype=pl.String),
        pl.col("kind").replace_strict(kinds, return_dtype=pl.String),
        pl.col("counted").replace_strict(counted, return_dtype=pl.String),
        title=pl.when(pl.col("title") == "").then(pl.lit(t("(without text)"))).otherwise("title"),
    )


def post_columns() -> list[Column]:
    """The columns of the list of posts."""
    return [
        Column("title", t("Title of the post")),
        Column("channel", t("Channel")),
        Column("month", t("Month"), "date", shown=False),
        Column("published_on", t("Published"), "date"),
        Column("reach", t("Reach"), "whole"),
        Column("counted", t("Counted as"), on_phone=False),
        Column("reach_growth", t("Growth"), "whole", on_phone=False),
        Column("views", t("Views"), "whole", shown=False),
        Column("interactions", t("Interactions"), "whole"),
        Column("rate", t("Rate of interactions"), "percent", places=1, on_phone=False),
        Column("snapshot_on", t("As of"), "date", on_phone=False),
        Column("kind", t("Kind of post"), shown=False),
        Column("clicks", t("Clicks"), "whole", shown=False),
    ]


def post_filters() -> tuple[Filter, ...]:
    """The filters of the list of posts."""
    return (
        Filter("channel", t("Channel"), kind="pills"),
        Filter("month", t("Month"), by="month"),
        Filter("kind", t("Kind of post")),
    )


def empty() -> Empty:
    """What a page says before the first number."""
    return Empty(
        t("No reach is known yet. Import an export of Facebook or Matomo, or record the first number."),
        Link(t("Shared spreadsheets"), "pages/sheets/sources.py"),
    )


def save(
    db: Database, known: queries.Reading | None, said: tuple[str, str, dt.date], value: str, source: str, note: str,
    day: dt.date | None, by: User,
) -> int:  # fmt: skip
    """Record the number that was typed, or correct the one that the office has."""
    if known:
        return actions.correct(db, known.id, value, source=source, note=note, by=by)
    return actions.record(db, *said, value, source=source, note=note, snapshot_on=day, by=by)


def saved(said: tuple[str, str, dt.date], value: str) -> str:
    """What the form says when it is done."""
    channel, metric, month = said
    return t(
        "Recorded: {channel}, {metric}, {month}: {value}.",
        channel=channel_word(channel),
        metric=metric_word(metric),
        month=month_word(month),
        value=numbers.number(rules.whole(value)),
    )
