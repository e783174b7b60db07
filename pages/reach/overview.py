"""The channels of the town side by side for a month: what each says, what changed, what is missing."""

import streamlit as st

from lib.i18n import t
from lib.reach import queries
from lib.ui import cached
from lib.ui import reach as look
from lib.ui import reach_parts as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import show_list

user = guard("reach.read")
series = cached.read(queries.series, by=user)
month = look.asked_month()
found = cached.read(queries.overview, month, by=user)
record = Link(t("Record reach"), look.RECORD, ":material/edit:", {"mesic": f"{month:%Y-%m}"})

head(
    t("Media reach: {month}", month=look.month_word(month)),
    look.summary(found),
    primary=record if user.may("reach.edit") else None,
    others=(
        Link(t("Monthly report"), look.REPORT, ":material/summarize:", {"mesic": f"{month:%Y-%m}"}),
        Link(t("Best posts"), look.POSTS, ":material/trending_up:"),
    ),
)
if series.is_empty():
    show_list("reach.none", series, [], empty=look.empty(), by=user)
    st.stop()

st.selectbox(
    t("Month"), look.month_codes(), index=look.month_codes().index(f"{look.last_month():%Y-%m}"), key="mesic",
    format_func=look.code_word, bind="query-params", label_visibility="collapsed", width=220,
)  # fmt: skip
parts.cards(found, month, user)
parts.gaps(cached.read(queries.missing, look.last_month(), by=user), user)
parts.small_charts(series, found, month)
