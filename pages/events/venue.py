"""One venue: where it is, what is coming there, and a second spelling of it merged in."""

import streamlit as st

from lib.events import queries
from lib.i18n import t, tn
from lib.ui import cached, event_places
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("events.read")
venue = cached.read(queries.venue, chosen_id() or 0, by=user)
coming = event_places.coming(venue, user)

head(
    venue.name,
    tn("{n} event ahead", "{n} events ahead", coming.height),
    others=(Link(t("Venues"), "pages/events/venues.py"),),
)
what, edit = st.columns([3, 2], gap="large")
with what:
    event_places.facts_of(venue)
    event_places.show_coming(venue, coming, user)
if user.may("events.edit"):
    with edit:
        event_places.edit(venue, user)
        event_places.merge(venue, user)
