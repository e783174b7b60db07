"""Clashes of a year: venues, people, audiences and special days; the errors first, each row leads to its event."""

import streamlit as st

from lib.flows import clashes
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import event_clashes as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("events.read")
periods = look.periods()
chosen = st.query_params.get("obdobi", look.COMING)
first, last = periods.get(chosen, periods[look.COMING])
found = cached.read(clashes.report, first, last, by=user)
counts = dict(found.group_by("level").len().iter_rows())

head(
    t("Clashes of events"),
    t(
        "{errors}, {warnings}, {infos}",
        errors=tn("{n} clash", "{n} clashes", counts.get("error", 0)),
        warnings=tn("{n} to consider", "{n} to consider", counts.get("warning", 0)),
        infos=tn("{n} piece of information", "{n} pieces of information", counts.get("info", 0)),
    ),
    others=(Link(t("Calendar"), "pages/events/calendar.py", ":material/calendar_month:"),),
)
st.segmented_control(
    t("Period"), list(periods), default=look.COMING, required=True, key="obdobi", bind="query-params",
    format_func=look.period_word, label_visibility="collapsed",
)  # fmt: skip
show_list(
    "clashes",
    cached.made("clashes.list", lambda: look.for_list(found), first, last),
    [
        Column("what", t("What collides")),
        Column("day", t("Day"), "date"),
        Column("level", t("Weight"), "state", look.levels()),
        Column("one", t("Event")),
        Column("other", t("Other event")),
        Column("rule", t("Reason"), on_phone=False),
        Column("said", t("In a sentence"), shown=False),
    ],
    search=("what", "one", "other"),
    filters=(
        Filter("level", t("Weight"), "pills"),
        Filter("rule", t("Reason")),
        Filter("day", t("Month"), by="month"),
    ),
    row_page="pages/events/event.py",
    empty=Empty(t("Nothing collides in this period.")),
    by=user,
    count=lambda n: tn("{n} row", "{n} rows", n),
    title=t("Clashes of events"),
)
