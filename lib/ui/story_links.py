"""Trying the links of a post when a person asks for it; it takes seconds, so it is never done by itself."""

import streamlit as st

from lib import clock, store
from lib.access import User
from lib.czech import dates
from lib.flows import tried_links
from lib.i18n import t, tn
from lib.publishing import Story
from lib.ui import badges, cached
from lib.ui.badges import State


def box(story: Story, user: User) -> None:
    """When the links were tried and how they do, and a button to try them; nothing for a post without any. Those that
    are wrong stand among the findings."""
    known = tried_links.links_of(story.content)
    if not known:
        return
    label = tn("Try {n} link", "Try {n} links", len(known))
    if st.button(label, key=f"story.links.{story.id}.{story.version}.try", icon=":material/link:"):
        with st.spinner(t("The links are being tried…")):
            wrong = tried_links.wrong_links(story.content)
        with store.write() as db:
            tried_links.keep(db, story.id, known, wrong, by=user)
        st.rerun()
    _said(story.id, known, user)


def _said(story_id: int, known: list[str], user: User) -> None:
    last = cached.fresh(tried_links.last, story_id, by=user)
    if last is None:
        return
    at = clock.prague(last.at)
    st.caption(t("Tried on {date} at {time}.", date=dates.date(at.date()), time=dates.time(at)))
    if any(link not in last.tried for link in known):
        st.caption(t("Some links are new since then."))
    elif not any(link in last.wrong for link in known):
        badges.show(State(t("the links work"), "done"))
