"""Coverage: what waits for me, the plan of the coming weeks, what nobody decided, what did not come."""

import datetime as dt

import streamlit as st

from lib import clock
from lib.coverage.queries import plan
from lib.coverage.rules import plan as rules
from lib.events import queries as events
from lib.i18n import t, tn
from lib.ui import cached, coverage_mine
from lib.ui import coverage as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("coverage.read")
today = clock.today()
mine = cached.read(plan.mine, user.login, by=user)
late = cached.read(plan.undelivered, by=user)
top = st.container()
scope = look.scope("ja" if user.may("coverage.edit") else "vsichni")
with top:
    head(
        t("Coverage"),
        t(
            "{mine}, {late}",
            mine=look.waiting(mine.height),
            late=tn("{n} thing not delivered", "{n} things not delivered", late.height),
        ),
        others=(
            Link(t("Who is away"), "pages/coverage/away.py", ":material/event_busy:"),
            Link(t("Television reports"), "pages/coverage/tv.py", ":material/videocam:"),
        ),
    )
if scope == "ja":
    coverage_mine.mine(mine, user)
elif scope == "nedodano":
    show_list(
        "coverage.late", look.in_words(late), look.late_columns(), search=("title", "assignees"), sort="due_at",
        filters=(Filter("kind_word", t("What"), "pills"),), row_page=look.EVENT, id_column="event_id", by=user,
        empty=Empty(t("Everything that was wanted has come.")), title=t("Not delivered"),
        count=lambda n: tn("{n} thing not delivered", "{n} things not delivered", n),
    )  # fmt: skip
elif scope == "nerozhodnuto":
    first, last = today - look.BACK, today + look.AHEAD
    show_list(
        "coverage.undecided", cached.read(plan.without_decision, first, last, by=user), look.event_columns(),
        search=("title",), sort="starts_on", row_page=look.EVENT, by=user, title=t("Not decided"),
        empty=Empty(t("Every event of these weeks has its decision.")),
        count=lambda n: tn("{n} event without a decision", "{n} events without a decision", n),
    )  # fmt: skip
else:
    weeks = look.weeks()
    last = today + dt.timedelta(weeks=weeks)
    found = cached.read(plan.between, today, last, by=user)
    kinds = [Column(kind, t(word).capitalize(), "state", look.states()) for kind, word in rules.KINDS.items()]
    show_list(
        "coverage.plan", look.matrix(cached.read(events.between, today, last, by=user), found),
        [*look.event_columns(), *kinds, Column("who", t("Who")), Column("due_at", t("Due"), "moment", shown=False),
         Column("state", t("State"), "state", look.states(), shown=False)],
        search=("title", "venue", "who"), filters=(Filter("state", t("State")), Filter("who", t("Who"))),
        sort="starts_on", row_page=look.EVENT, by=user, title=t("Coverage"),
        empty=Empty(t("Nothing is planned for these days.")), count=lambda n: tn("{n} event", "{n} events", n),
    )  # fmt: skip
