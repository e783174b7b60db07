"""The buttons under a post that is being written: save, hand over for approval, or put it out at once."""

import streamlit as st

from lib.access import User
from lib.flows import publishing_approval
from lib.i18n import t
from lib.publishing import Content, Story, actions, queries
from lib.store import Database
from lib.ui import cached
from lib.ui.forms import Form
from lib.ui.story_editor import Start

CARD = "pages/publishing/post.py"


def buttons(form: Form, start: Start, story: Story | None, event_id: int | None, content: Content, user: User, *,
            to_mend: str = "") -> None:  # fmt: skip
    """Draw them and do what was pressed; `to_mend` says what stands in the way of approval. Ctrl+Enter only saves:
    pressed in a text by habit, it must not publish."""

    def save(db: Database) -> int:
        number = story.id if story else None
        return actions.save(db, number, content, event_id=event_id, started_from=start.version, by=user)

    def review(db: Database) -> int:
        saved = save(db)
        if queries.story(db, saved, by=user).stage in ("idea", "planned", "writing"):
            publishing_approval.to_review(db, saved, by=user)
        return saved

    out = story is not None and story.state == "published"

    def publish(db: Database) -> int:
        return (actions.correct if out else actions.publish)(db, save(db), by=user).id

    to_publish = t("Publish the correction") if out else t("Publish in the feeds")
    pressed = _pressed(form, to_publish if _at_once(user) else None)
    where = {"go": CARD, "query": lambda saved: {"id": str(saved)}}
    if pressed == "publish":
        form.save(publish, said=lambda _: t("The post is out in the town's feeds."), **where)  # type: ignore[arg-type]
    elif pressed == "review":
        form.save(review, said=lambda _: f"{t('The post is saved and waits for approval.')} {to_mend}".strip(), **where)  # type: ignore[arg-type]
    elif pressed == "save":
        form.save(save, said=lambda _: t("The post is saved, it is not out yet."), **where)  # type: ignore[arg-type]


def _at_once(user: User) -> bool:
    """Whether one person may approve and publish in one step."""
    one = cached.fresh(queries.approvals_needed, by=user) == 1
    return one and user.may("publishing.publish") and user.may("publishing.approve")


def _pressed(form: Form, publish: str | None) -> str:
    with st.container(horizontal=True):
        if st.button(t("Hand over for approval"), type="primary", icon=":material/rule:", key=form.key("review")):
            return "review"
        if st.button(t("Save"), icon=":material/save:", key=form.key("save"), shortcut="Ctrl+Enter"):
            return "save"
        if publish and st.button(publish, icon=":material/send:", key=form.key("publish")):
            return "publish"
    return ""
