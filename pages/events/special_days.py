"""School holidays, elections and significant days, which the calendar shows and the check of clashes knows."""

import streamlit as st

from lib import clock
from lib.events import queries
from lib.i18n import t, tn
from lib.ui import cached, event_special_days
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.read")
year = clock.today().year
days = cached.read(queries.special_days, *event_special_days.span(year), by=user)

head(
    t("School holidays and elections"),
    tn("{n} entry from {year} on", "{n} entries from {year} on", days.height, year=year),
    others=(Link(t("Calendar"), "pages/events/calendar.py"),),
)
known, add = st.columns([3, 2], gap="large")
with known:
    event_special_days.show(days, user)
if user.may("events.edit"):
    with add:
        event_special_days.add(user)
