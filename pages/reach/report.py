"""The monthly report on the town's media (D29): a month is chosen, the paper read and downloaded."""

import streamlit as st

from lib.i18n import t
from lib.ui import reach as look
from lib.ui import reach_report as report
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("reach.read")
month = look.asked_month()

head(
    t("Monthly report on the media: {month}", month=look.month_word(month)),
    report.summary(month, user),
    others=(Link(t("Media reach"), look.OVERVIEW, ":material/monitoring:", {"mesic": f"{month:%Y-%m}"}),),
)
st.selectbox(
    t("Month"), look.month_codes(), index=look.month_codes().index(f"{look.last_month():%Y-%m}"), key="mesic",
    format_func=look.code_word, bind="query-params", label_visibility="collapsed", width=220,
)  # fmt: skip
report.draw(month, user)
