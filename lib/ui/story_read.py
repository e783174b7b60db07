"""A stored post to be read: each wording as it will look in its channel, ready to be copied, and its pictures."""

import streamlit as st

from lib.access import User
from lib.flows import wordings
from lib.i18n import t
from lib.publishing import Story, queries
from lib.publishing.parcels import wording
from lib.ui import cached, story_look
from lib.ui import posts as look
from lib.ui.copy import copy_box
from lib.ui.photos import thumbnail
from lib.ui.plain import plain
from lib.ui.story_look import Shown
from lib.ui.story_pictures import SQUARE, WIDE


def texts(story: Story, user: User, *, copies: bool = False) -> None:
    """A tab per wording that is written; without one of them a post has nothing to say."""
    known = cached.read(wordings.wordings, by=user)
    said = [one for one in known if wording(story, one.code)]
    if not said:
        st.caption(t("Nothing is written yet."))
        return
    town, prices = cached.read(queries.town_of, by=user), cached.read(queries.sms_prices, by=user)
    for one, tab in zip(said, st.tabs([one.name for one in said]), strict=True):
        with tab:
            story_look.stored(f"story.look.{story.id}.{one.code}", one.code, one.counted, story.content, shown(story),
                              town, prices)  # fmt: skip
            if copies and (ready := look.to_copy(story.content, one.code)):
                with st.expander(t("Ready to copy"), icon=":material/content_copy:"):
                    copy_box(one.name, ready, key=f"story.copy.{story.id}.{one.code}")


def shown(story: Story) -> Shown:
    """The pictures of a stored post by their addresses."""
    if story.photos:
        first = story.photos[0]
        return Shown(f"/files/{first.file}", first.alt, f"/files/{first.file}", first.alt)
    cards = {card.format: card for card in story.cards}
    found = [(f"/files/{cards[name].file}", cards[name].alt) if name in cards else ("", "") for name in (WIDE, SQUARE)]
    return Shown(*found[0], *found[1])


def pictures(story: Story) -> None:
    """Photographs with their authors, then the cards, each with its alt text."""
    for photo in story.photos:
        with st.container(width=320):
            thumbnail(photo.file, photo.alt)
        st.caption(plain(" · ".join(filter(None, (photo.alt, photo.credit)))))
    look.stored_cards(story)
