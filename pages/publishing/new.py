"""Write a post: from an event (`?akce=12`), without one, or go on with a stored one (`?id=3`)."""

import streamlit as st

from lib.events import queries as events
from lib.i18n import t
from lib.publishing import actions, queries
from lib.ui import cached
from lib.ui import post_form as write
from lib.ui import posts as look
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("publishing.write")
story_id = chosen_id()
story = cached.fresh(queries.story, story_id, by=user) if story_id else None
out = story is not None and story.state == "published"

head(
    t("Edit the post") if story else t("New post"),
    t("Texts for the web, Facebook, Instagram and SMS, picture cards and the town's feeds from one screen."),
    others=(Link(t("Posts"), "pages/publishing/posts.py"),),
)
event_id = story.event_id if story else write.choose_event(cached.read(events.events, by=user))
event = cached.read(queries.event_of, event_id, by=user)
venues = cached.read(queries.venues, by=user)
form, start = write.begin(story, event_id, cached.fresh(actions.draft, event, by=user))
with form.body():
    left, right = st.columns([3, 2], gap="large")
    with left:
        prices = cached.read(queries.sms_prices, by=user)
        content = write.texts(form, start, event, venues, prices)
    with right:
        drawn = cached.fresh(actions.cards, content.title or t("Title"), event, by=user)
        content = write.with_alts(content, write.cards(form, start, drawn, content.title))
        look.findings(write.common_checks(content, event))
    write.someone_else(form, start, story, content)

    def save(db):
        return actions.save(db, story_id, content, event_id=event_id, started_from=start.version, by=user)

    def publish(db):
        saved = save(db)
        return (actions.correct if out else actions.publish)(db, saved, by=user).id

    detail = {"go": "pages/publishing/post.py", "query": lambda saved: {"id": str(saved)}}
    to_publish = t("Publish the correction") if out else t("Publish")
    to_save = t("Save without publishing") if out else t("Save the draft")
    pressed = write.buttons(form, to_publish if user.may("publishing.publish") else None, to_save)
    if pressed == to_publish:
        form.save(publish, said=lambda _: t("The post is out in the town's feeds."), **detail)
    elif pressed == to_save:
        form.save(save, said=lambda _: t("The post is saved, it is not out yet."), **detail)
