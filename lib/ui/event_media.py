"""What of an event went to the public and to the media: posts with their channels, press releases, what came out, the
photographs, the reach of posts side by side."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib import outbox
from lib.access import User
from lib.czech import dates
from lib.events import Event
from lib.flows.came_of_it import Outcome
from lib.i18n import t, tn
from lib.press.rules import releases as rules
from lib.ui import badges, event_reach
from lib.ui import photos as look_of_photos
from lib.ui import posts as look_of_posts
from lib.ui import press as look
from lib.ui.badges import State
from lib.ui.head import Link
from lib.ui.plain import plain
from lib.ui.press_outputs import tones

SHOWN = 6
"""Photographs beside each other; the rest is in the register."""


def draw(event: Event, found: Outcome, user: User) -> None:
    """All of it; what there is none of says so in a sentence or is left out."""
    _posts(event, found, user)
    event_reach.table(found.reach)
    _releases(event, found.releases, user)
    _outputs(event, found.media, user)
    _photographs(event, found.register)


def _posts(event: Event, found: Outcome, user: User) -> None:
    st.subheader(t("Posts"), anchor=False)
    if found.posts.is_empty():
        st.caption(t("There is no post about this event."))
    for row in found.posts.iter_rows(named=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            badges.show(look_of_posts.states()[row["stage"]])
            query = {"id": str(row["id"])}
            Link(row["title"], "pages/publishing/post.py", query=query).draw("tertiary", f"post{row['id']}")
        for place, where in enumerate(found.channels.filter(story_id=row["id"]).iter_rows(named=True)):
            _channel(where, f"where{row['id']}.{place}")
    if user.may("publishing.write"):
        new = Link(t("New post"), "pages/publishing/new.py", ":material/edit_note:", {"akce": str(event.id)})
        new.draw("secondary", "outcome")


def _channel(row: Mapping[str, Any], key: str) -> None:
    """One channel of a post with its state and, where it has one, the way to it."""
    word, tone = outbox.STATES[row["state"]]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        badges.show(State(t(word), tone))
        st.caption(plain(f"{row['channel']} · {look.written(row['at'])}"))
        if row["link"]:
            st.link_button(
                t("Open it there"), row["link"], icon=":material/open_in_new:", type="tertiary", key=f"{key}.open"
            )


def _releases(event: Event, found: pl.DataFrame, user: User) -> None:
    writes = user.may("press.edit") and event.state != "cancelled"
    if found.is_empty() and not writes:
        return
    st.subheader(t("Press releases"), anchor=False)
    for row in found.iter_rows(named=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            badges.show(look.states(rules.STATES)[row["state"]])
            title = f"{row['number']}: {row['title']}" if row["number"] else row["title"]
            Link(title, look.RELEASE, query={"id": str(row["id"])}).draw("tertiary", f"release{row['id']}")
            if row["sent"]:
                st.caption(tn("{n} contact has it", "{n} contacts have it", row["sent"]))
    if writes:
        with st.container(horizontal=True, gap="small"):
            for kind, label in (("release", t("New press release")), ("invitation", t("Invite journalists"))):
                query = {"akce": str(event.id), "druh": kind}
                Link(label, look.RELEASE, ":material/newsmode:", query).draw("secondary", f"new.{kind}")


def _outputs(event: Event, found: pl.DataFrame, user: User) -> None:
    if found.is_empty() and not user.may("press.edit"):
        return
    st.subheader(t("What came out"), anchor=False)
    for row in found.iter_rows(named=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            badges.show(tones()[row["tone"]])
            st.text(f"{row['title']} ({row['medium']}, {dates.short_date(row['on_day'])})", width="stretch")
            if row["url"]:
                st.link_button(
                    t("Open"), row["url"], icon=":material/open_in_new:", type="tertiary", key=f"out{row['id']}"
                )
    if user.may("press.edit"):
        query = {"akce": str(event.id)}
        Link(t("Add an output"), look.OUTPUTS, ":material/add:", query).draw("secondary", "new.output")


def _photographs(event: Event, found: pl.DataFrame) -> None:
    usable = found.filter(pl.col("withdrawn_at").is_null())
    if usable.is_empty():
        return
    st.subheader(t("Photographs"), anchor=False)
    with st.grid(min_column_width=150, gap="small", key="event-photos"):
        for row in usable.head(SHOWN).iter_rows(named=True):
            look_of_photos.thumbnail(row["file"], row["alt"])
    query = {"akce": str(event.id)}
    every = Link(look_of_photos.count(usable.height), look_of_photos.PAGE, ":material/photo_library:", query)
    every.draw("tertiary", "event.photos")
