"""The calendar on paper: chosen days as the week sheet, the monthly programme or the poster; the same as text."""

import streamlit as st

from lib.events.queries import told
from lib.i18n import t
from lib.ui import cached, calendar_filters, prints
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.read")
head(
    t("Print the calendar"),
    t("What is printed is what the filters let through."),
    others=(Link(t("Calendar"), "pages/events/calendar.py", ":material/calendar_month:", calendar_filters.carried()),),
)
first, last = prints.days()
chosen = calendar_filters.filters(cached.read(told.told, first, last, by=user), user)
with st.container(horizontal=True, vertical_alignment="center"):
    kind = prints.paper()
    internal = user.may("events.edit") and st.toggle(
        t("For colleagues"),
        key="vnitrni",
        bind="query-params",
        help=t("All events, also those not public or not agreed, with the leadership and coverage."),
    )
prints.show(kind, lambda: prints.programme(first, last, chosen, user, internal=internal))
