"""What is on its way out and what a person has to decide: the list across channels, one message, unsure recipients."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib import outbox
from lib.access import User
from lib.czech import dates
from lib.flows import channel_desk
from lib.i18n import N, t, tn
from lib.newsletter import queries as newsletter
from lib.outbox import Message, parts
from lib.ui import badges, cached, message_steps, unsure
from lib.ui import channels as look
from lib.ui.attempts import attempt_words
from lib.ui.badges import State
from lib.ui.facts import facts
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, Filter, show_list
from lib.ui.message_steps import DECIDED
from lib.ui.plain import plain

POST = "pages/publishing/post.py"
OPERATIONS = {"publish": N("publication"), "correct": N("correction"), "withdraw": N("withdrawal")}


def states() -> dict[str, State]:
    """State of a message → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in outbox.STATES.items()}


def said(waiting: pl.DataFrame) -> str:
    """The head's sentence: how many wait for a person and how many for their time."""
    decided = waiting.filter(pl.col("state").is_in(DECIDED)).height
    rest = waiting.height - decided
    people = tn("{n} waits for a person", "{n} wait for a person", decided)
    return f"{people} · {tn('{n} waits', '{n} wait', rest)}"


def first(waiting: pl.DataFrame, user: User) -> Link | None:
    """The way to the first message that this person is to decide."""
    rank = pl.col("state").replace_strict(DECIDED, list(range(len(DECIDED))), return_dtype=pl.Int64)
    decided = waiting.filter(pl.col("state").is_in(DECIDED)).sort(rank, maintain_order=True)
    if decided.is_empty() or not user.may("publishing.publish"):
        return None
    return Link(t("Settle the first one"), look.OUTBOX, ":material/rule:", {"id": str(decided["id"][0])})


def _why() -> pl.Expr:
    """Why a message waits; where nothing went wrong, what it waits for."""
    asked = {
        "missed": t("Its time has passed. Decide whether it still goes."),
        "handover": t("It is sent by hand. Open it, send it and write it down."),
    }
    told = pl.when(pl.col("state") == "unknown").then(pl.coalesce("error", "why")).otherwise("why")
    wanted = pl.col("state").replace_strict(asked, default="", return_dtype=pl.String)
    return pl.when(told.fill_null("") == "").then(wanted).otherwise(told)


def show(waiting: pl.DataFrame, user: User) -> None:
    """Everything that is not settled, what a person has to decide first."""
    order = [*DECIDED, "sending", "queued"]
    rank = pl.col("state").replace_strict(order, list(range(len(order))), return_dtype=pl.Int64, default=0)
    words = {code: t(word) for code, word in OPERATIONS.items()}
    frame = waiting.sort(rank, maintain_order=True).with_columns(
        pl.col("operation").replace_strict(words, return_dtype=pl.String),
        pl.when(pl.col("title").fill_null("") == "").then("key").otherwise("title").alias("title"),
        _why().alias("why"),
    )
    show_list(
        "outbox",
        frame,
        [
            Column("title", t("Title")),
            Column("channel_name", t("Channel")),
            Column("operation", t("Operation"), shown=False),
            Column("state", t("State"), "state", states()),
            Column("publish_at", t("Planned for"), "moment"),
            Column("why", t("Why it waits")),
        ],
        search=("title", "channel_name"),
        filters=(Filter("state", t("State")), Filter("channel_name", t("Channel"))),
        row_page=look.OUTBOX,
        empty=Empty(t("Nothing waits: everything is out."), Link(t("Posts"), "pages/publishing/posts.py")),
        by=user,
        count=lambda n: tn("{n} message", "{n} messages", n),
        title=t("Outbox"),
    )


def recipients(user: User) -> None:
    """Recipients of SMS messages and letters without an answer. Numbers and addresses are for those who decide."""
    waiting = cached.fresh(parts.unsure, by=user)
    if waiting.is_empty():
        return
    st.subheader(t("Recipients without an answer"), anchor=False)
    if not user.may("publishing.publish"):
        st.caption(tn("{n} recipient not known", "{n} recipients not known", waiting.height))
        return
    names = {part: part for part in waiting["part"] if not part.startswith("reader:")}
    if user.may("newsletter.read"):
        names |= {f"reader:{row['id']}": row["email"] for row in cached.read(newsletter.readers, by=user).to_dicts()}
    unsure.ask(user, names)


def one(message_id: int, waiting: pl.DataFrame, user: User) -> None:
    """One message: where it stands, what can be decided, what the channel said at each try."""
    now, story = cached.fresh(channel_desk.message, message_id, by=user)
    rows = waiting.filter(pl.col("id") == message_id).to_dicts()
    row: Mapping[str, Any] = rows[0] if rows else {}
    what, steps = st.columns([3, 2], gap="large")
    with what:
        badges.show(states()[now.state])
        for sentence in dict.fromkeys(filter(None, (now.error, row.get("why")))):
            st.text(sentence)
        _known(now, row, user)
        with st.expander(t("What is sent")):
            st.text(now.parcel.text or now.parcel.title)
        _attempts(message_id, user)
    with steps:
        _decide(now, story, bool(row.get("stopped")), user)
        with st.container(horizontal=True, gap="small"):
            if now.remote_url:
                st.link_button(t("Open it there"), now.remote_url, icon=":material/open_in_new:")
            if story:
                Link(t("Open the post"), POST, ":material/article:", {"id": str(story), "cast": "odeslani"}).draw(
                    "primary" if now.state == "handover" and user.may("publishing.publish") else "secondary"
                )
            Link(t("Settings of the channel"), look.ONE, ":material/hub:", {"kod": now.channel}).draw()


def _known(now: Message, row: Mapping[str, Any], user: User) -> None:
    again = row.get("next_try_at") if now.tries and now.state in ("queued", "unknown") else None
    facts({
        t("Channel"): cached.fresh(outbox.channel, now.channel, by=user).name,
        t("Operation"): t(OPERATIONS[now.operation]),
        t("Planned for"): dates.short_moment(now.publish_at),
        t("Next try"): dates.short_moment(again) if again else None,
        t("Tries"): str(now.tries) if now.tries else None,
    })  # fmt: skip


def _decide(now: Message, story: int | None, stopped: bool, user: User) -> None:
    """The decisions that the state allows."""
    if not user.may("publishing.publish"):
        if now.state in DECIDED:
            st.caption(t("Whoever publishes posts decides about it."))
        return
    message_steps.question(now.state, stopped)
    if now.state == "handover":
        st.markdown(t("Send it by hand and confirm it with the post.") if story else t("Send it by hand."))
    with st.container(horizontal=True, gap="small"):
        message_steps.buttons(now.id, now.state, stopped, user)


def _attempts(message_id: int, user: User) -> None:
    tried = cached.fresh(outbox.attempts, message_id, by=user)
    if tried.is_empty():
        return
    st.subheader(tn("{n} attempt", "{n} attempts", tried.height), anchor=False)
    for row in tried.reverse().iter_rows(named=True):
        st.caption(plain(attempt_words(row)))
        if row["headers"] or row["body"]:
            with st.expander(t("What the channel answered"), key=f"attempt-{row['id']}"):
                st.code("\n\n".join(filter(None, (row["headers"], row["body"]))), language=None, wrap_lines=True)
