"""The month for television: every public event with the hour, the place and whom to call, as a paper."""

import datetime as dt

import streamlit as st

from lib import clock
from lib.czech import dates
from lib.flows import press_sources
from lib.i18n import t, tn
from lib.ui import cached, in_address
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("press.read")
first = clock.today().replace(day=1)
months = [(first + dt.timedelta(days=31 * ahead + 3)).replace(day=1) for ahead in range(4)]
words = {f"{month:%Y-%m}": f"{dates.month_name(month.month)} {month.year}" for month in months}
following = f"{months[1]:%Y-%m}"
head(
    t("Programme for television"),
    t("Events that may be shot, handed over for the whole month."),
    others=(Link(t("Television reports"), "pages/coverage/tv.py", ":material/videocam:"),),
)
chosen = in_address.one_of("mesic", t("Month"), words, following)
month = dt.date.fromisoformat(f"{chosen}-01")
found = cached.read(press_sources.events_of_month, month, by=user)
paper = cached.read(press_sources.month_for_television, month, by=user)
st.caption(tn("{n} event", "{n} events", found.height))
st.download_button(t("Download"), paper, f"programovy-list-{chosen}.pdf", "application/pdf", type="primary",
                   icon=":material/download:", on_click="ignore")  # fmt: skip
st.pdf(paper, height=760, key="paper", alt=t("Programme for television"))
