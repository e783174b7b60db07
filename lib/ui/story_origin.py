"""What a post was begun with, said above it: the way back to a press release or to another post, the file."""

import streamlit as st

from lib.access import User
from lib.i18n import t, tn
from lib.press.queries import releases
from lib.publishing import Story, queries
from lib.publishing.queries.origins import article_of
from lib.ui import cached
from lib.ui.head import Link
from lib.ui.plain import plain


def said(story: Story | None, user: User) -> None:
    """Nothing for a post begun with nothing; the event of a post has its own link."""
    if story is None:
        return
    if story.origin == "press_release" and story.origin_id:
        _release(story.origin_id, user)
    elif story.origin == "story" and story.origin_id:
        first = cached.fresh(queries.story, story.origin_id, by=user)
        Link(t("Copy of the post {title}", title=first.title), "pages/publishing/post.py", ":material/content_copy:",
             {"id": str(first.id)}).draw("tertiary", "origin")  # fmt: skip
    elif story.origin == "article" and (article := cached.fresh(article_of, story.id, by=user)):
        parts = [t("From the article {name}.", name=article.file_name), *_left(article.pictures, article.footnotes)]
        st.caption(plain(" ".join(parts)))


def _release(release_id: int, user: User) -> None:
    if not user.may("press.read"):
        st.caption(t("From a press release"))
        return
    kept = cached.fresh(releases.release, release_id, by=user)
    named = " · ".join(filter(None, (kept.number, kept.release.title)))
    Link(t("From the press release {name}", name=named), "pages/press/release.py", ":material/newspaper:",
         {"id": str(release_id)}).draw("tertiary", "origin")  # fmt: skip


def _left(pictures: int, footnotes: int) -> list[str]:
    """What was left behind in the file, sentence by sentence."""
    sentences = []
    if pictures:
        sentences.append(tn(
            "{n} picture in the file was not taken. Put it among the photographs, with its author and description.",
            "{n} pictures in the file were not taken. Put them among the photographs, with their author and"
            " description.", pictures))  # fmt: skip
    if footnotes:
        sentences.append(tn("{n} footnote was not taken.", "{n} footnotes were not taken.", footnotes))
    return sentences
