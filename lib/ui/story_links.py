"""Trying the links of a post when a person asks for it; it takes seconds, so it is never done by itself."""

import streamlit as st

from lib.flows import tried_links
from lib.i18n import t, tn
from lib.publishing import Story
from lib.ui import badges
from lib.ui.badges import State
from lib.ui.plain import plain


def box(story: Story) -> None:
    """A button and under it what is wrong with the links; nothing for a post without any."""
    known = tried_links.links_of(story.content)
    if not known:
        return
    key = f"story.links.{story.id}.{story.version}"
    label = tn("Try {n} link", "Try {n} links", len(known))
    if st.button(label, key=f"{key}.try", icon=":material/link:"):
        with st.spinner(t("The links are being tried…")):
            st.session_state[key] = tried_links.wrong_links(story.content)
    if key in st.session_state:
        _said(st.session_state[key])


def _said(wrong: dict[str, str]) -> None:
    if not wrong:
        badges.show(State(t("the links work"), "done"))
    for sentence in wrong.values():
        st.markdown(f"{badges.inline(State(t('to look at'), 'due'))} {plain(sentence)}")
