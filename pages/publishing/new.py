"""Write a post: from an event (`?akce=12`), a press release, an article or nothing; or go on with a stored one."""

from lib.events import queries as events
from lib.flows import wordings as known
from lib.i18n import t
from lib.photos import queries as photos
from lib.publishing import actions, queries
from lib.ui import (
    cached,
    story_checks,
    story_fields,
    story_origin,
    story_pictures,
    story_saving,
    story_start,
    story_versions,
)
from lib.ui import story_editor as write
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("publishing.write")
story_id = chosen_id()
story = cached.fresh(queries.story, story_id, by=user) if story_id else None
here = (Link(t("Post"), "pages/publishing/post.py", ":material/article:", {"id": str(story_id)}),) if story else ()

head(
    t("Edit the post") if story else t("New post"),
    t("One text, a wording for each channel, pictures; checked while you write."),
    others=(*here, Link(t("Publishing plan"), "pages/publishing/board.py", ":material/view_kanban:")),
)
story_origin.said(story, user)
event_id = story.event_id if story else story_start.choose(cached.read(events.events, by=user), user)
event = cached.read(queries.event_of, event_id, by=user)
wordings = cached.read(known.wordings, by=user)
names = known.names(wordings)
form, start = write.begin(story, event_id, cached.fresh(actions.draft, event, by=user))
with form.body():
    content = write.common(form, start)
    drawn = cached.fresh(actions.cards, content.title or t("Title"), event, by=user)
    offered = cached.read(photos.photos, by=user)
    before = write.typed(form, start, wordings, story_pictures.chosen(form, start, content))
    found = story_checks.found(before, event, story_id, user)
    seen = write.Seen(
        story_pictures.shown(before, drawn, offered),
        cached.read(queries.town_of, by=user),
        cached.read(queries.sms_prices, by=user),
    )
    content = write.variants(form, start, content, wordings, found, seen)
    content = story_pictures.photos(form, start, story_pictures.first(offered, event_id, start), content)
    content = story_pictures.cards(form, start, drawn, content)
    content = story_fields.more(form, start, content)
    story_checks.common(found, content, user)
    story_versions.someone_else(form, start, story, content, names, user)
    story_saving.buttons(form, start, story, event_id, content, user, to_mend=story_checks.to_mend(found))
