"""One post: what it says in each channel, approval, where it goes and is, its versions."""

from lib.flows import wordings
from lib.i18n import t
from lib.publishing import queries
from lib.ui import (
    cached,
    story_approval,
    story_card,
    story_checks,
    story_media,
    story_origin,
    story_reach,
    story_sending,
    story_versions,
)
from lib.ui import posts as look
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.heartbeat import heartbeat

user = guard("publishing.read")
story = cached.fresh(queries.story, chosen_id() or 0, by=user)
event = cached.read(queries.event_of, story.event_id, by=user)
names = wordings.names(cached.read(wordings.wordings, by=user))
writes = user.may("publishing.write") and story.state != "withdrawn"
first, then = story_card.edit(story, {"id": str(story.id)}) if writes else (None, ())

head(
    story.title,
    look.figures(story),
    primary=first,
    others=(Link(t("Publishing plan"), "pages/publishing/board.py", ":material/view_kanban:"), *then),
)
story_card.state(story, event, user)
story_origin.said(story, user)
part = story_card.part()
if part == "text":
    story_card.text(story, event, user)
elif part == "schvaleni":
    story_checks.before_approval(story, event, user)
    story_approval.panel(story, names, user)
elif part == "odeslani":
    heartbeat()
    story_sending.panel(story, event, user)
    story_reach.panel(story, user)
    story_media.draw(story, user)
elif part == "verze":
    story_versions.panel(story, names, user)
else:
    story_card.more(story, user)
