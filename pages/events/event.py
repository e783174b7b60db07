"""One event: what it is, what happens next, and everything that hangs on it, a part at a time (`?cast=ukoly`)."""

import streamlit as st

from lib.events import queries
from lib.i18n import t
from lib.ui import cached, event_clashes, event_history, event_more, event_page, event_repeat, event_steps
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("events.read")
event = cached.read(queries.event, chosen_id() or 0, by=user)
ledger = event_history.of(event, user)
this = {"id": str(event.id)}

edits = user.may("events.edit")
first = edits and event_page.is_overview() and not event_steps.has_usual(event, user)
edit = Link(t("Edit"), "pages/events/edit.py", ":material/edit:", this)
head(
    event.title,
    event_page.when(event),
    primary=edit if first else None,
    others=(
        *((edit,) if edits and not first else ()),
        Link(t("New post"), "pages/publishing/new.py", ":material/edit_note:", {"akce": str(event.id)}),
        *event_page.for_the_media(event, user),
        Link(t("Calendar"), "pages/events/calendar.py", query={"kalendar.day": event.starts_on}),
    ),
)
panel = event_page.part(event, user)
if panel:
    panel(event, user)
    st.stop()
what, next_steps = st.columns([3, 2], gap="large")
with what:
    event_page.what_it_is(event, ledger, user)
with next_steps:
    event_more.next_steps(event, user)
    event_clashes.panel(cached.read(queries.entry, event.id, by=user), event.id, user)
    event_repeat.around(event, user)
    event_more.around(event, user)
    event_history.draw(ledger)
