"""The closing of an issue: what is in it, how full it is, and what its orders still wait for."""

from functools import partial

import streamlit as st

from lib.ads import queries
from lib.i18n import t
from lib.ui import cached
from lib.ui import issues as look
from lib.ui import orders as order_look
from lib.ui.columns import Edit, Empty, Filter
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.lists import show_list

user = guard("ads.read")
coming = cached.read(queries.to_order, by=user)
chosen = chosen_id() or (coming[0].id if coming else 0)
others = (
    Link(t("Orders of ads"), order_look.LIST, ":material/list:"),
    Link(t("Issues of the paper"), order_look.ISSUES, ":material/calendar_month:"),
)
if not chosen:
    head(t("Closing of an issue"), others=others)
    st.info(t("No issue of the paper is planned. Plan the year first."), icon=":material/calendar_month:")
    st.stop()

found = cached.read(queries.closing, chosen, by=user)
new = Link(t("New order of an ad"), order_look.NEW, ":material/add:") if user.may("ads.edit") else None
head(t("Closing of issue {issue}", issue=found.issue.name), look.sentence(found), primary=new, others=others)
with st.container(horizontal=True):
    for one in coming[:6]:
        way = Link(one.name, order_look.CLOSING, None, {"id": str(one.id)})
        way.draw("secondary" if one.id == chosen else "tertiary", key=f"closing.{one.id}")
look.room(found)
show_list(
    "closing",
    found.orders.with_columns(area_cm2=(found.orders["area_mm2"] / look.MM2_PER_CM2).round().cast(int)),
    look.closing_columns(),
    search=("advertiser", "number", "placement"),
    filters=(Filter("missing", t("Waits for"), "pills"), Filter("state", t("State"))),
    row_page=order_look.ORDER,
    id_column="order_id",
    edit=Edit(("page",), partial(look.put_on_page, found)) if user.may("ads.edit") else None,
    empty=Empty(t("Nothing is ordered for this issue yet."), new),
    by=user,
    count=order_look.count,
    title=t("Closing of issue {issue}", issue=found.issue.name),
)
