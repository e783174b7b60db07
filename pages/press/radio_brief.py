"""Material of one period for the radio: its items, its paper, its steps; without one in the address a new one."""

import streamlit as st

from lib import settings
from lib.czech import dates
from lib.flows import press_posts
from lib.i18n import t
from lib.press.actions import radio as actions
from lib.press.queries import radio
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_radio as parts
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("press.read")
everything = (Link(t("Materials for the radio"), look.BRIEFS, ":material/radio:"),)
number = chosen_id()
if number is None:
    guard("press.edit")
    head(t("New material"), t("Its items can be changed until it is handed over."), others=everything)
    parts.begin(cached.read(radio.suggested, by=user), user)
    st.stop()

kept = cached.read(radio.brief, number, by=user)
paper = cached.read(actions.paper, number, by=user)
rate = float(cached.fresh(settings.value, "press.radio_words_per_second"))
head(t("Material for the radio"), dates.span(kept.brief.first, kept.brief.last), others=everything)
what, steps = st.columns([3, 2], gap="large")
with what:
    parts.items(kept, rate or 2.3, user)
with steps:
    posts = cached.fresh(press_posts.offered, number, by=user) if kept.state == "draft" else None
    parts.steps(kept, cached.read(actions.offered, number, by=user), posts, user)
    st.download_button(t("Download"), paper, f"rozhlas-{kept.brief.first}.pdf", "application/pdf",
                       icon=":material/download:", on_click="ignore")  # fmt: skip
    st.pdf(paper, height=480, key="paper", alt=t("Material for the radio"))
