"""Today: what is on, what is due, what is late, and where each is mended."""

import streamlit as st

from lib import clock
from lib.czech import dates
from lib.flows import (
    today,
    today_coverage,
    today_events,
    today_invoices,
    today_leadership,
    today_press,
    today_publishing,
    today_tasks,
)
from lib.i18n import t, tn
from lib.ui import cached, menu, rows
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.read")
week = cached.read(today.week, by=user)
late_first = sorted(
    [
        *cached.fresh(today.worker_matters, by=user),
        *cached.fresh(today_events.matters, by=user),
        *cached.read(today_tasks.matters, None if "head" in user.roles else user.login, by=user),
        *cached.read(today_coverage.matters, user.login, by=user),
        *(cached.read(today_leadership.matters, by=user) if user.may("diary.edit") else ()),
        *(cached.fresh(today_publishing.matters, by=user) if user.may("publishing.read") else ()),
        *(cached.fresh(today_press.matters, by=user) if user.may("press.edit") else ()),
        *cached.read(today.clashes, by=user),
        *cached.read(today.ads_matters, by=user),
        *(cached.read(today_invoices.matters, by=user) if user.may("invoices.issue") else ()),
        *cached.read(today.stock_matters, by=user),
        *cached.fresh(today.sheet_matters, by=user),
    ],
    key=lambda matter: matter.tone != "late",
)
usual = (
    Link(t("Quick entry"), "pages/events/quick.py", ":material/bolt:"),
    Link(t("New post"), "pages/publishing/new.py", ":material/edit_note:"),
    Link(t("To be approved"), "pages/publishing/approvals.py", ":material/rule:")
    if "head" in user.roles
    else Link(t("Hand out items"), "pages/stock/hand_out.py", ":material/outbound:"),
)
mine = [link for link in usual if user.may(menu.of(link.page).permission)]
late = sum(matter.tone == "late" for matter in late_first)
head(
    dates.long_date(clock.today()).capitalize(),
    t(
        "{events}, {late}, {due}",
        events=tn("{n} event today", "{n} events today", week.today.height),
        late=tn("{n} thing late", "{n} things late", late),
        due=tn("{n} thing waits", "{n} things wait", len(late_first) - late),
    ),
    primary=mine[-1] if mine else None,
    others=tuple(mine[:-1]),
)
waits, on = st.columns([3, 2], gap="large")
with waits:
    st.subheader(t("Waits for somebody"), anchor=False)
    rows.matters("matters", late_first, empty=t("Everything is in order."))
with on:
    st.subheader(t("On today"), anchor=False)
    rows.events("today", week.today, {}, empty=t("Nothing is on today."))
    st.subheader(t("In the next days"), anchor=False)
    rows.events("week", week.ahead.head(today.SHOWN_EVENTS), week.holidays, empty=t("Nothing more this week."))
    further = week.ahead.height - today.SHOWN_EVENTS
    if further > 0:
        said = tn("{n} more event", "{n} more events", further)
        Link(said, "pages/events/calendar.py", ":material/calendar_month:").draw("tertiary")
