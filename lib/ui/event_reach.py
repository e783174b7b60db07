"""How many people saw the posts about an event: a row per post and what its channel counts, never added up."""

import polars as pl
import streamlit as st

from lib.i18n import t
from lib.reach import rules
from lib.ui import reach as look
from lib.ui.columns import Column
from lib.ui.lists import draw_table


def table(found: pl.DataFrame) -> None:
    """Each number by its newest day; nothing while no channel has said any."""
    if found.is_empty():
        return
    channels = {code: look.channel_word(code) for code in found["channel"].unique()}
    words = {code: look.metric_word(code) for code in found["metric"].unique() if code in rules.METRICS}
    st.subheader(t("Reach"), anchor=False)
    draw_table(
        "event.reach",
        t("Reach"),
        found.with_columns(
            pl.col("channel").replace_strict(channels, return_dtype=pl.String),
            counted=pl.col("metric").replace_strict(words, default=pl.col("named"), return_dtype=pl.String),
        ),
        [
            Column("title", t("Title of the post")),
            Column("channel", t("Channel")),
            Column("counted", t("Counted as")),
            Column("value", t("Value"), "whole"),
            Column("snapshot_on", t("As of"), "date"),
            Column("named", t("Name at the source"), on_phone=False),
        ],
    )
    st.caption(look.never_added())
