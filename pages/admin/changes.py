"""The record of changes: who did what and when, in a chain that cannot be rewritten unseen."""

import streamlit as st

from lib import changes, clock
from lib.czech import numbers
from lib.flows import record_of_changes
from lib.i18n import t, tn
from lib.ui import badges, cached
from lib.ui import changes as look
from lib.ui.guard import guard
from lib.ui.head import head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("audit.read")
verdict = cached.read(changes.verdict, by=user)
entries = tn("{n} record", "{n} records", verdict.entries)

head(t("Record of changes"), t("Nothing here can be changed or erased, not even by the head of the office."))
if verdict.fault is None:
    badges.show(badges.state(t("The chain is whole ({entries})", entries=entries), "done"))
else:
    broken = t("The chain is broken at record {number}. Tell whoever looks after Kancelář and keep the latest backup.",
               number=verdict.entries)  # fmt: skip
    st.error(broken, icon=":material/link_off:")
day = st.date_input(
    t("Day"), None, key="den", bind="query-params", format="DD.MM.YYYY", max_value=clock.today(), width=180
)
found = look.named(cached.read(record_of_changes.entries, day, by=user))
if day is None and found.height == changes.SHOWN:
    st.caption(t("The newest {count} are shown; choose a day for older ones.", count=numbers.number(changes.SHOWN)))
show_list(
    "changes",
    found,
    [
        Column("subject", t("What it concerns")),
        Column("at", t("When"), "moment"),
        Column("name", t("Who")),
        Column("what", t("What")),
        Column("detail", t("Detail")),
        Column("id", t("Number"), "whole", shown=False),
    ],
    search=("name", "what", "subject", "detail"),
    filters=(Filter("name", t("Who")), Filter("what", t("What"))),
    sort="-at",
    row_page=look.place,
    empty=Empty(t("Nobody did anything on this day.")),
    by=user,
    title=t("Record of changes"),
)
