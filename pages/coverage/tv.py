"""Television reports: how many the contract still holds, every request; `?cast=smlouva` enters a new contract."""

import streamlit as st

from lib import clock, settings
from lib.coverage.queries import television as queries
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import coverage_tv as look
from lib.ui import coverage_tv_steps as steps
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Empty, Filter, show_list

user = guard("coverage.read")
agreed = cached.read(queries.contracts, by=user)
now = [one for one in agreed if one.first <= clock.today() <= one.last] or agreed[:1]
holding = [(one, cached.read(queries.counter, one.id, by=user)) for one in now]
edits = user.may("coverage.edit")
if edits and st.query_params.get("cast") == "smlouva":
    reports = Link(t("Television reports"), look.LIST, ":material/videocam:")
    head(t("New contract"), look.left_sentence(holding), others=(reports,))
    steps.enter_contract(int(cached.fresh(settings.value, "coverage.tv_days_ahead")), user)
    st.stop()

order = Link(t("Order a report"), look.PAGE, ":material/videocam:")
contract = Link(t("New contract"), look.LIST, ":material/contract:", {"cast": "smlouva"})
new = (order if agreed else contract) if edits else None
month = Link(t("Programme for television"), "pages/press/television.py", ":material/calendar_month:")
head(
    t("Television reports"),
    look.left_sentence(holding),
    primary=new,
    others=(*((contract,) if edits and agreed else ()), *((month,) if user.may("press.read") else ())),
)
look.contracts(holding)
show_list(
    "coverage.tv",
    look.for_list(cached.read(queries.requests, by=user)),
    look.columns(),
    search=("topic", "number", "event", "place"),
    filters=(Filter("shown_state", t("State")), Filter("shoot_on", t("Month"), by="month")),
    sort="-shoot_on",
    row_page=look.PAGE,
    empty=Empty(
        t("No report was ordered yet. A request made on the page of an event is filled in from it.")
        if agreed
        else t("Enter the contract with television first; then reports can be ordered."),
        new,
    ),
    by=user,
    count=lambda n: tn("{n} request", "{n} requests", n),
    title=t("Television reports"),
)
