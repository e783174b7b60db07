"""What a post's one word does not say: it was held back before it went, or what is out says an older text."""

import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.flows import publishing_held, publishing_mending
from lib.i18n import t
from lib.publishing import Story
from lib.ui import cached
from lib.ui.plain import plain


def remarks(story: Story, user: User) -> None:
    """What is to be done, under the state of the post on each of its parts."""
    if story.state == "withdrawn":
        return
    held = cached.fresh(publishing_held.held_back, story.id, by=user)
    if not held.is_empty():
        what = ", ".join(f"{row['name']} {dates.short_moment(row['wall_time'])}" for row in held.iter_rows(named=True))
        said = t("Held back, it does not go out: {what}. Why is said under Sending. Mend it, have it approved, then"
                 " queue it again there.", what=what)  # fmt: skip
        st.warning(plain(said), icon=":material/pause_circle:")
    if cached.fresh(publishing_mending.differs, story.id, by=user):
        said = t("What is out still says the older text. Have this one approved, then let the correction go under"
                 " Sending.")  # fmt: skip
        st.warning(said, icon=":material/edit_note:")
