"""What a post's one word does not say: it was held back before it went, or what is out says an older text."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.flows import publishing_held, publishing_mending
from lib.i18n import N, t
from lib.publishing import Story, moments
from lib.ui import cached
from lib.ui.forms import act
from lib.ui.head import Link
from lib.ui.plain import plain

AHEAD = N("Held back, it does not go out: {what}. Why is said under Sending. Mend it, have it approved, then queue it"
          " again there.")  # fmt: skip
READY = N("Held back, it does not go out: {what}. Nothing stands in the way any more; queue it again under Sending.")
PAST = N("Held back and its time is past: {what}. Once it is approved, a new time is chosen under Sending.")


def remarks(story: Story, user: User) -> None:
    """What is to be done, under the state of the post on each of its parts."""
    if story.state == "withdrawn":
        return
    held = cached.fresh(publishing_held.held_back, story.id, by=user).rows(named=True)
    past = [row for row in held if moments.of(dt.datetime.fromisoformat(row["wall_time"])).at < clock.now()]
    ahead = [row for row in held if row not in past]
    ready = [row for row in ahead if not row["problem"]]
    for sentence, rows in ((AHEAD, [row for row in ahead if row["problem"]]), (READY, ready), (PAST, past)):
        if rows:
            st.warning(plain(t(sentence, what=_where(rows))), icon=":material/pause_circle:")
    if held:
        _ways(story, user)
    if cached.fresh(publishing_mending.differs, story.id, by=user):
        said = t("What is out still says the older text. Have this one approved, then let the correction go under"
                 " Sending.")  # fmt: skip
        st.warning(said, icon=":material/edit_note:")


def _where(rows: Sequence[dict[str, Any]]) -> str:
    return ", ".join(f"{row['name']} {dates.short_moment(row['wall_time'])}" for row in rows)


def _ways(story: Story, user: User) -> None:
    """To where it is sent again, or an end of it."""
    with st.container(horizontal=True, gap="small"):
        if st.query_params.get("cast") != "odeslani":
            Link(t("Go to sending"), "pages/publishing/post.py", ":material/schedule_send:",
                 {"id": str(story.id), "cast": "odeslani"}).draw("tertiary", "story.held")  # fmt: skip
        if user.may("publishing.write"):
            act(
                t("Do not send it then"),
                lambda db: publishing_held.let_be(db, story.id, by=user),
                key="story.held.let_be",
                type="tertiary",
                said=lambda _: t("Nobody is asked about what was held back any more."),
            )
