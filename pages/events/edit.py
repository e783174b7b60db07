"""Enter an event, or edit one (`?id=12`); a new one may start from a day, a template or another event."""

import streamlit as st

from lib.i18n import t
from lib.ui import event_clashes, event_saving
from lib.ui import event_form as ask
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.edit")
event = ask.edited(user)
back = Link(t("Event"), "pages/events/event.py", query={"id": str(event.id)}) if event else None

head(event.title if event else t("New event"), others=(back or Link(t("Quick entry"), "pages/events/quick.py"),))
form, begun = ask.begin(event, user)
offered = ask.choices(begun, user)
with form.body():
    typed, entry = ask.fields(form, begun, offered)
    with st.container():  # always there: what comes and goes right in the form would shut the parts below it
        if entry:
            event_clashes.panel(entry, event.id if event else None, user)
        ask.someone_else(form, begun, event, typed, offered, user)
    extras = event_saving.ask(form, event, typed, user)
    if form.submit(t("Save the event"), icon=":material/save:"):
        form.save(
            lambda db: event_saving.save(db, form, event, begun, ask.entry(form, typed, offered, begun), extras, user),
            said=event_saving.said,
            go="pages/events/event.py",
            query=lambda saved: {"id": str(saved.id)},
        )
    ask.give_up(form, begun, typed)
