"""The list of posts to be approved: one is open, with everything that would go out; the others under their titles."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.i18n import t
from lib.publishing import queries
from lib.ui import cached, story_approval, story_checks, story_findings, story_read
from lib.ui.head import Link
from lib.ui.plain import plain

CARD = "pages/publishing/post.py"


def nothing() -> None:
    """Why the page is empty."""
    st.info(t("Nothing waits for your approval."), icon=":material/check_circle:")
    Link(t("Publishing plan"), "pages/publishing/board.py", ":material/view_kanban:").draw()


def show(waiting: pl.DataFrame, chosen: int | None, user: User) -> None:
    """The posts under each other; the first one, or that of the address, is open."""
    first = chosen if chosen in waiting["id"].to_list() else waiting["id"][0]
    for row in waiting.iter_rows(named=True):
        with st.expander(
            plain(_title(row)), expanded=row["id"] == first, key=f"approval-{row['id']}", on_change="rerun"
        ) as one:
            if one.open:
                _one(row["id"], user)


def _title(row: dict[str, object]) -> str:
    day = row["plan_on"] or row["event_on"]
    when = dates.short_date(day) if day else ""  # type: ignore[arg-type]
    return " · ".join(str(part) for part in (row["title"], row["owner_name"], when) if part)


def _one(story_id: int, user: User) -> None:
    story = cached.fresh(queries.story, story_id, by=user)
    event = cached.read(queries.event_of, story.event_id, by=user)
    read, act = st.columns([3, 2], gap="large")
    with read:
        story_read.texts(story, user)
    with act:
        story_checks.say_day(story, user)
        story_findings.summary(story_checks.of_story(story, event, user), story_checks.names(user))
        if user.may("publishing.approve"):
            story_approval.decide(story, user)
        else:
            st.caption(t("Posts are approved by those who have the permission for it."))
        Link(t("Open the post"), CARD, ":material/article:", {"id": str(story_id)}).draw(
            "tertiary", f"approval.{story_id}"
        )
