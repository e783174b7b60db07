"""Where a post goes and is: what waits, what is out, what a person has to decide; sending it, also as a campaign."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib import outbox
from lib.access import User
from lib.czech import dates
from lib.events import Event
from lib.i18n import N, t, tn
from lib.publishing import Story, queries
from lib.publishing.actions import feed
from lib.ui import badges, cached, message_steps, story_handover, story_mending, story_schedule
from lib.ui.attempts import attempt_words
from lib.ui.badges import State
from lib.ui.forms import act
from lib.ui.head import Link
from lib.ui.message_steps import DECIDED
from lib.ui.plain import in_lines, plain

PAGE = "pages/publishing/post.py"


def panel(story: Story, event: Event | None, user: User) -> None:
    """All of it."""
    posts = cached.fresh(queries.posts_of_story, story.id, by=user)
    where, send = st.columns([3, 2], gap="large")
    with where:
        st.subheader(t("Where the post is"), anchor=False)
        if posts.is_empty():
            st.caption(t("The post goes nowhere yet."))
        for place, row in enumerate(_ordered(posts).iter_rows(named=True)):
            _row(story, row, user, first=place == 0)
    with send:
        if user.may("publishing.publish") and story.state != "withdrawn":
            _send(story, event, posts, user)
        elif story.state != "withdrawn":
            st.caption(t("Posts are sent by those who have the permission for it."))


def _send(story: Story, event: Event | None, posts: pl.DataFrame, user: User) -> None:
    if cached.fresh(queries.is_approved, story.id, by=user):
        decided = posts["state"].is_in(DECIDED).any()
        held = story_schedule.again(story, user, quiet=decided)
        story_schedule.schedule(story, posts, user, quiet=decided or held)
        story_schedule.campaign(story, event, user)
    else:
        _not_yet(story, posts)
    story_mending.draw(story, posts, user)


def _not_yet(story: Story, posts: pl.DataFrame) -> None:
    """Why nothing can be sent now, and the way to what is missing."""
    st.subheader(t("Sending"), anchor=False)
    said = t("Only an approved text is sent.")
    if not posts.is_empty():
        said = t("Only an approved text is sent. What waited with an older text is held back; here it can be queued"
                 " again once the new text is approved.")  # fmt: skip
    st.info(said, icon=":material/rule:")
    Link(t("Go to the approval"), PAGE, ":material/rule:", {"id": str(story.id), "cast": "schvaleni"}).draw(
        key="story.approval"
    )


def _ordered(posts: pl.DataFrame) -> pl.DataFrame:
    """What a person has to decide and what waits, the nearest first; then what is out and what was cancelled, the
    newest first."""
    order = [*DECIDED, "sending", "queued", "published", "cancelled"]
    place = pl.col("state").replace_strict(order, list(range(len(order))), return_dtype=pl.Int64, default=0)
    gone = pl.col("state").is_in(["published", "cancelled"])
    ahead = posts.filter(~gone).sort(place, "publish_at", maintain_order=True)
    return pl.concat([ahead, posts.filter(gone).sort(place, "publish_at", descending=[False, True])])


def _row(story: Story, row: Mapping[str, Any], user: User, *, first: bool) -> None:
    word, tone = outbox.STATES[row["state"]]
    if row["partly"]:
        word, tone = N("out in part"), "due"
    with st.container(border=True, gap="xsmall", key=f"sent-{row['message_id'] or row['state'] + row['publish_at']}"):
        operation = {"correct": t("correction"), "withdraw": t("withdrawal")}.get(row["operation"], "")
        title = " · ".join(filter(None, (row["channel_name"], operation, _when(row))))
        st.markdown(f"{badges.inline(State(t(word), tone))} **{plain(title)}**")
        if row["error"] and (row["partly"] or row["state"] not in ("published", "cancelled")):
            st.text(row["error"])
        if row["held_back"]:
            st.caption(in_lines(t("Held back: {reason}", reason=t(row["held_back"]))))
        if row["recipients"] is not None and not row["partly"]:
            st.caption(tn("{n} recipient", "{n} recipients", row["recipients"]))
        _steps(story, row, user, first)
        if row["message_id"]:
            _attempts(row["message_id"], user)


def _when(row: Mapping[str, Any]) -> str:
    """Not torn over two lines: a year alone on the second one says nothing."""
    said = dates.moment(row["publish_at"])
    if row["state"] == "published" and row["settled_at"]:
        said = dates.moment(row["settled_at"])
    elif row["wall_time"]:
        said = dates.short_moment(row["wall_time"])
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def _steps(story: Story, row: Mapping[str, Any], user: User, first: bool) -> None:
    """What can be done with one message in its state; with the first one it is the main thing on the page."""
    message_steps.question(row["state"], row["stopped"])
    with st.container(horizontal=True, gap="small"):
        if row["remote_url"]:
            st.link_button(t("Open it there"), row["remote_url"], icon=":material/open_in_new:")
        if user.may("publishing.publish"):
            _buttons(story, row, user, first)
    if row["state"] == "handover" and user.may("publishing.publish"):
        story_handover.sheet(row, user, quiet=not first)


def _buttons(story: Story, row: Mapping[str, Any], user: User, first: bool) -> None:
    if row["message_id"]:
        message_steps.buttons(row["message_id"], row["state"], row["stopped"], user, first=first)
    elif row["state"] in ("queued", "failed"):
        act(t("Cancel the sending"), lambda db: feed.unplan_feed(db, story.id, by=user), key=f"sent.{story.id}.feed",
            said=lambda _: t("It will not come out by itself."))  # fmt: skip


def _attempts(message: int, user: User) -> None:
    if not user.may("channels.read"):
        return
    tried = cached.fresh(outbox.attempts, message, by=user)
    if tried.is_empty():
        return
    with st.expander(tn("{n} attempt", "{n} attempts", tried.height), key=f"attempts-{message}"):
        for row in tried.iter_rows(named=True):
            st.caption(plain(attempt_words(row)))
            if row["body"]:
                st.code(row["body"], language=None, wrap_lines=True)
