"""What a new post is begun with: an event, a press release, an article that its author sent, or nothing."""

from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.errors import BadInput, OfficeError
from lib.flows import release_to_post
from lib.i18n import t
from lib.manuscripts import MOST_BYTES, read_manuscript
from lib.press.queries import releases
from lib.publishing import actions
from lib.ui import cached, story_fields
from lib.ui.forms import Form
from lib.ui.in_address import one_of

WRITE = "pages/publishing/new.py"
KINDS = ["docx", "docm", "odt", "txt", "doc"]
"""The last one only to be told what to do with it."""


def choose(events: pl.DataFrame, user: User) -> int | None:
    """The event that the post is about. A press release and an article have a form of their own, which ends the page:
    what they begin is a stored post and is written on."""
    words = {"akce": t("From an event"), "zprava": t("From a press release"), "clanek": t("From an article"),
             "nic": t("From nothing")}  # fmt: skip
    if not user.may("press.read"):
        words.pop("zprava")
    kind = one_of("zacit", t("Begin the post"), words, "akce")
    event_id = story_fields.choose_event(events) if kind in ("akce", "clanek") else None
    if kind == "zprava":
        _release(user)
        st.stop()
    if kind == "clanek":
        _article(event_id, user)
        st.stop()
    return event_id


def _release(user: User) -> None:
    """The issued releases, the newest first."""
    found = cached.read(releases.releases, by=user).filter(
        (pl.col("state") == "issued") & (pl.col("kind") == "release")
    )
    names = {row["id"]: " · ".join(filter(None, (row["number"], row["title"]))) for row in found.iter_rows(named=True)}
    if not names:
        st.info(t("No press release is issued yet. A post can be begun from one that is."), icon=":material/info:")
        return
    form = Form("post.release")
    with form.body():
        chosen = form.ask("release", st.selectbox, t("Press release"), options=list(names), index=None,
                          format_func=names.__getitem__, placeholder=t("Choose"))  # fmt: skip
        if form.submit(t("Begin the post"), icon=":material/edit_note:"):
            form.save(lambda db: release_to_post.post_from(db, _chosen(chosen), by=user),
                      said=lambda _: t("The post has the words of the release; shorten them for the networks."),
                      go=WRITE, query=lambda new: {"id": str(new)})  # fmt: skip


def _chosen(release_id: int | None) -> int:
    if release_id is None:
        raise BadInput("Choose the press release.", field="release")
    return release_id


def _article(event_id: int | None, user: User) -> None:
    """The file of the author; read before the store is asked to write anything."""
    form = Form("post.article")
    with form.body():
        file = st.file_uploader(
            t("Article from its author (Word, LibreOffice, plain text)"), type=KINDS, key=form.key("file"),
            max_upload_size=MOST_BYTES >> 20,
            help=t("The text is taken with changes accepted, without comments. Pictures are not taken."),
        )  # fmt: skip
        if form.submit(t("Begin the post"), icon=":material/edit_note:"):
            _begin(form, file, event_id, user)


def _begin(form: Form, file: Any, event_id: int | None, user: User) -> None:
    try:
        if file is None:
            raise BadInput("Choose the file of the article.", field="file")
        article = read_manuscript(file.getvalue(), file.name)
    except OfficeError as error:
        form.refuse(error)
        return
    form.save(lambda db: actions.from_article(db, article, file.name, event_id=event_id, by=user),
              said=lambda _: t("The post has the text of the article {name}.", name=file.name), go=WRITE,
              query=lambda new: {"id": str(new)})  # fmt: skip
