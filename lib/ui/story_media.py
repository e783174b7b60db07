"""What follows a post: the ways to the media that a person serves, each filled in from the post."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.flows import press_posts
from lib.i18n import t
from lib.publishing import Story
from lib.ui import cached
from lib.ui import press as look
from lib.ui.head import Link


def draw(story: Story, user: User) -> None:
    """What waits for a person in a medium, and a press release, which can be made of any post."""
    if not user.may("press.edit") or story.state == "withdrawn":
        return
    waiting = cached.fresh(press_posts.waiting, by=user).filter(pl.col("story_id") == story.id)["kind"]
    kinds = dict.fromkeys([*waiting, "press"])
    with st.container(horizontal=True, gap="small", key="story-media"):
        for place, kind in enumerate(kind for kind in kinds if kind != "munipolis"):
            _way(story, kind).draw("secondary", f"story.media.{place}")


def _way(story: Story, kind: str) -> Link:
    """Where the post becomes what the medium takes, filled in from it."""
    if kind == "press":
        return Link(t("Press release from the post"), look.RELEASE, ":material/newsmode:", {"prispevek": str(story.id)})
    if kind == "radio":
        return Link(t("Into material for the radio"), look.BRIEFS, ":material/radio:")
    query = {"akce": str(story.event_id)} if story.event_id else {}
    return Link(t("Order a report"), "pages/coverage/tv_request.py", ":material/videocam:", query)
