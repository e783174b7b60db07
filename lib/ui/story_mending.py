"""After a post is out: correcting it wherever it is, or taking it back everywhere."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.flows import publishing_mending as mending
from lib.flows import wordings
from lib.flows.publishing_mending import Everywhere
from lib.i18n import t
from lib.publishing import Story
from lib.ui import cached
from lib.ui.forms import Form
from lib.ui.plain import plain

OUT = ("published", "sending", "unknown")


def draw(story: Story, posts: pl.DataFrame, user: User) -> None:
    """Both steps, with the channels where it is; nothing for a post that is nowhere."""
    where = places(posts, cached.read(wordings.channel_names, by=user))
    if not where:
        return
    with st.expander(t("Correct it everywhere"), icon=":material/edit_note:"):
        st.caption(plain(t("It is out in: {places}.", places=", ".join(where))))
        _correct(story, user)
    with st.expander(t("Withdraw the post"), icon=":material/unpublished:"):
        st.caption(plain(t("It disappears from: {places}. What others took over has to be removed there.",
                           places=", ".join(where))))  # fmt: skip
        _withdraw(story, user)


def places(posts: pl.DataFrame, names: dict[str, str]) -> list[str]:
    """The channels where the post is, or may be."""
    out = posts.filter(pl.col("state").is_in(OUT) & (pl.col("operation") != "withdraw"))
    return [names.get(code, code) for code in dict.fromkeys(out["channel"])]


def _withdraw(story: Story, user: User) -> None:
    form = Form(f"post.withdraw.{story.id}")
    with form.body():
        reason = form.ask("reason", st.text_input, t("Why is it withdrawn"))
        if form.submit(t("Withdraw"), quiet=True):
            form.save(lambda db: mending.withdraw_everywhere(db, story.id, reason, by=user),
                      said=lambda done: f"{t('The post is withdrawn.')} {_told(done)}".strip())  # fmt: skip


def _correct(story: Story, user: User) -> None:
    form = Form(f"post.correct.{story.id}")
    with form.body():
        st.caption(t("Change the text, have it approved, then let the correction go."))
        reason = form.ask("reason", st.text_input, t("What was wrong"))
        if form.submit(t("Let the correction go"), quiet=True):
            form.save(lambda db: mending.correct_everywhere(db, story.id, reason, by=user),
                      said=lambda done: f"{t('The correction is on its way.')} {_told(done)}".strip())  # fmt: skip


def _told(done: Everywhere) -> str:
    """Where a person has something to do."""
    hand = t("By hand: {names}.", names=", ".join(done.by_person)) if done.by_person else ""
    unsure = t("Look there, it may be out: {names}.", names=", ".join(done.unknown)) if done.unknown else ""
    return " ".join(filter(None, (hand, unsure)))
