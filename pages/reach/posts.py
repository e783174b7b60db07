"""Posts of all channels by what they reached, each by its newest snapshot; one of them when the address names it."""

import datetime as dt

import streamlit as st

from lib.i18n import language, t, tn
from lib.reach import queries
from lib.ui import cached
from lib.ui import reach as look
from lib.ui import reach_parts as parts
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.lists import show_list

user = guard("reach.read")
one = chosen_id()
if one is not None:
    parts.post(one, user)
    st.stop()

years = cached.read(queries.span, by=user)
asked = st.query_params.get("rok", "")
year = int(asked) if asked.isdecimal() and int(asked) in years else (years or [look.last_month().year])[0]
posts = cached.read(queries.posts, dt.date(year, 1, 1), dt.date(year, 12, 31), by=user)
listed = cached.made("reach.posts", lambda: look.for_list(posts), year, language())

head(
    t("Best posts of {year}", year=year),
    look.never_added(),
    others=(Link(t("Media reach"), look.OVERVIEW, ":material/monitoring:"),),
)
if years:
    st.segmented_control(
        t("Year"), [str(one) for one in years], default=str(year), required=True, key="rok", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
show_list(
    "reach.posts",
    listed,
    look.post_columns(),
    search=("title", "channel"),
    filters=look.post_filters(),
    sort="-reach",
    row_page=look.POSTS,
    empty=look.empty(),
    by=user,
    count=lambda n: tn("{n} post", "{n} posts", n),
    title=t("Best posts"),
)
