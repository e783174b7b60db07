"""Issues of the paper: when ads close, when they come out, how full they are; a year is planned by the settings."""

import streamlit as st

from lib.ads import queries
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import issues as look
from lib.ui import orders as order_look
from lib.ui.columns import Empty, Filter
from lib.ui.facts import history
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.lists import show_list

user = guard("ads.read")
found = cached.read(queries.paper_issues, by=user)
issue = cached.fresh(queries.paper_issue, chosen_id() or 0, by=user) if chosen_id() else None

head(
    t("Issue {issue}", issue=issue.name) if issue else t("Issues of the paper"),
    tn("{n} issue is planned", "{n} issues are planned", found.height) if issue is None else "",
    others=(Link(t("Closing of an issue"), order_look.CLOSING, ":material/newspaper:"),)
    + ((Link(t("Issues of the paper"), order_look.ISSUES, ":material/calendar_month:"),) if issue else ()),
)
if issue:
    if user.may("ads.edit"):
        look.edit(issue, user)
    history(cached.fresh(queries.issue_history, issue.id, by=user))
    st.stop()
if user.may("ads.edit"):
    look.fill(found, user)
    with st.expander(t("Add an issue"), icon=":material/add:"):
        look.edit(None, user)
show_list(
    "issues",
    look.for_list(found),
    look.columns(),
    search=("name", "note"),
    filters=(Filter("out_on", t("Year"), by="year"),),
    sort="-out_on",
    row_page=order_look.ISSUES,
    empty=Empty(t("No issue is planned yet. A year is planned by the settings in one press.")),
    by=user,
    count=lambda n: tn("{n} issue", "{n} issues", n),
    title=t("Issues of the paper"),
)
