"""One post: its texts to copy, its cards, what happened to it in public, what can be done with it."""

import streamlit as st

from lib.i18n import t
from lib.publishing import actions, queries
from lib.ui import badges, cached
from lib.ui import posts as look
from lib.ui.facts import history
from lib.ui.forms import Form, act
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("publishing.read")
story = cached.fresh(queries.story, chosen_id() or 0, by=user)
event = cached.read(queries.event_of, story.event_id, by=user)
ledger = cached.fresh(queries.ledger, story.id, by=user)
waits = story.state == "published" and ledger["content_hash"][0] != story.content_hash
may_write = user.may("publishing.write") and story.state != "withdrawn"
this = {"id": str(story.id)}

head(
    story.title,
    look.figures(story),
    primary=Link(t("Edit"), "pages/publishing/new.py", ":material/edit:", this) if may_write else None,
    others=(Link(t("Posts"), "pages/publishing/posts.py"),),
)
what, next_steps = st.columns([3, 2], gap="large")
with what:
    badges.show(look.states()[story.state], *([badges.state(t("a correction waits"), "due")] if waits else []))
    look.copies(story, *cached.read(queries.sms_prices, by=user))
with next_steps:
    if event:
        Link(event.title, "pages/events/event.py", ":material/event:", {"id": str(event.id)}).draw("tertiary")
    if user.may("publishing.publish") and story.state == "draft":
        act(t("Publish"), lambda db: actions.publish(db, story.id, by=user), key="post.publish", type="primary",
            icon=":material/send:", said=lambda _: t("The post is out in the town's feeds."))  # fmt: skip
    if user.may("publishing.publish") and waits:
        act(t("Publish the correction"), lambda db: actions.correct(db, story.id, by=user), key="post.correct",
            type="primary", said=lambda _: t("The correction is out in the town's feeds."))  # fmt: skip
    if user.may("publishing.write"):
        with st.container(horizontal=True):
            act(t("Make a copy"), lambda db: actions.duplicate(db, story.id, by=user), key="post.copy",
                said=lambda _: t("The copy is a new draft."), go="pages/publishing/new.py",
                query=lambda copy: {"id": str(copy)})  # fmt: skip
            if may_write:
                act(t("Draw the cards anew"), lambda db: actions.make_cards(db, story.id, by=user), key="post.cards",
                    said=lambda _: t("The cards are drawn from the event as it is now."))  # fmt: skip
    look.stored_cards(story)
    look.steps(ledger)
    if user.may("publishing.publish") and story.state == "published":
        form = Form(f"post.withdraw.{story.id}")
        with st.expander(t("Withdraw the post"), icon=":material/unpublished:"), form.body():
            st.caption(
                t("It disappears from the feeds for good. What other channels took over has to be removed there.")
            )
            reason = form.ask("reason", st.text_input, t("Why is it withdrawn"))
            if form.submit(t("Withdraw")):
                form.save(
                    lambda db: actions.withdraw(db, story.id, reason, by=user),
                    said=lambda _: t("The post is withdrawn."),
                )
    if story.state == "published":
        look.feed_links()
    history(cached.fresh(queries.history, story.id, by=user))
