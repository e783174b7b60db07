"""The poster and the pictures of one event: choose the format, look, download, copy what stands on it."""

import streamlit as st

from lib import events
from lib.flows import posters
from lib.i18n import t
from lib.ui import cached
from lib.ui import posters as look
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("events.read")
event = cached.read(events.event, chosen_id() or 0, by=user)
back = Link(t("Event"), "pages/events/event.py", ":material/event:", {"id": str(event.id)})
head(t("Poster and pictures"), f"{event.title} · {look.when(event)}", others=(back,))

form = look.form()
picture, choice = st.columns([3, 2], gap="large")
with choice:
    photo_id = look.background(event, form, user)
    drawn = cached.fresh(posters.drawn, event.id, photo_id, by=user)
    look.downloads(drawn, event, form)
    look.words(drawn)
with picture:
    look.preview(drawn, form)
