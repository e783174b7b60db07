"""Who is away: entered in a moment, seen by everybody who plans; why, only by that person and the head."""

import datetime as dt

import streamlit as st

from lib import clock
from lib.coverage.queries import people as queries
from lib.i18n import t, tn
from lib.ui import cached, coverage_away
from lib.ui import coverage as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("coverage.read")
first = clock.today() - dt.timedelta(days=7)
found = look.absences(cached.fresh(queries.absences, first, first + dt.timedelta(days=365), by=user))

head(t("Who is away"), look.away_now(found), others=(Link(t("Coverage"), look.PAGE, ":material/photo_camera:"),))
if user.may("coverage.edit"):
    coverage_away.enter(user)
show_list(
    "coverage.away",
    found,
    [
        Column("name", t("Name")),
        Column("first_on", t("From"), "date"),
        Column("last_on", t("To"), "date"),
        Column("hours", t("Hours")),
        Column("why", t("Why")),
    ],
    search=("name",),
    filters=(Filter("name", t("Name")),),
    sort="first_on",
    empty=Empty(t("Nobody has an absence recorded from last week on.")),
    by=user,
    count=lambda n: tn("{n} absence", "{n} absences", n),
    title=t("Who is away"),
)
if user.may("coverage.edit") and not found.is_empty():
    st.subheader(t("Take an absence back"), anchor=False)
    coverage_away.back(found, user)
