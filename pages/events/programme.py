"""The house of culture and us: what we both have, what only the house has, what has to be settled between us."""

import streamlit as st

from lib.flows import programme
from lib.i18n import t
from lib.ui import cached, in_address
from lib.ui import event_programme as look
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.read")
sources = cached.fresh(programme.sources, by=user)
top = st.container(gap=None)
if not sources:
    with top:
        head(t("House of culture and us"))
    look.nothing_yet(user)
    st.stop()

weeks = in_address.one_of("obdobi", t("Period"), look.periods(), "4")
which = in_address.one_of("co", t("Which events"), look.which(), "all")
shows = cached.read(programme.shows, *look.days(weeks), by=user)
with top:
    head(
        t("House of culture and us"),
        look.sentence(shows),
        others=(Link(t("Calendar"), "pages/events/calendar.py", ":material/calendar_month:"),),
    )
    look.sources(sources)
look.cards(look.chosen(shows, which), user)
