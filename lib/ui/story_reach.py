"""How many people saw a post, as each channel says it: side by side, never added up."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates, numbers
from lib.i18n import t
from lib.publishing import Story
from lib.reach import queries
from lib.ui import cached
from lib.ui import reach as look
from lib.ui.plain import plain


def panel(story: Story, user: User) -> None:
    """A column for each channel that has said anything; nothing for a post of which nobody has."""
    if not user.may("reach.read"):
        return
    found = cached.read(queries.of_story, story.id, by=user)
    if found.is_empty():
        return
    st.subheader(t("How many people saw it"), anchor=False)
    st.caption(t("Channels count differently, so their numbers are not added up."))
    with st.grid(columns=4, min_column_width=180, gap="small"):
        for channel in found["channel"].unique(maintain_order=True):
            _channel(channel, found.filter(pl.col("channel") == channel))


def _channel(channel: str, said: pl.DataFrame) -> None:
    with st.container(border=True, gap="xsmall", key=f"story-reach-{channel}"):
        st.markdown(f"**{plain(look.channel_word(channel))}**")
        for row in said.iter_rows(named=True):
            st.markdown(f"{plain(look.metric_word(row['metric']))}: **{plain(numbers.number(row['value']))}**")
            day = t("as of {day}", day=dates.date(row["snapshot_on"]))
            st.caption(plain(" · ".join(filter(None, (day, row["named"])))))
