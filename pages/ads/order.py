"""One order of an ad: what it is and costs, what happens next, its ads by issue, papers and history."""

import streamlit as st

from lib.ads import queries
from lib.i18n import t
from lib.ui import badges, cached, order_invoices, order_steps
from lib.ui import orders as look
from lib.ui.guard import guard
from lib.ui.head import chosen_id, head
from lib.ui.tariffs_calculator import explained

user = guard("ads.read")
order = cached.fresh(queries.order, chosen_id() or 0, by=user)
mine = order.source == "office"
edits = mine and user.may("ads.edit")
size = cached.fresh(queries.size, order, by=user)[0]

head(
    order.advertiser,
    t("Order {order}", order=order.number),
    others=look.ways(order, edits=edits),
)
what, next_steps = st.columns([3, 2], gap="large")
with what:
    marks = [badges.state(t("Paid advertising"), "due")] if order.marked else []
    badges.show(look.states()[order.state], *marks)
    look.known(order)
    look.picture(order, size)
    st.subheader(t("Ads by issue"), anchor=False)
    look.ads(order)
    if order.quote:
        with st.expander(t("How the price was counted")):
            explained(order.quote)
with next_steps:
    if not mine:
        st.info(t("This order is kept in the shared spreadsheet; it is changed there."), icon=":material/table_view:")
    if edits:
        order_steps.steps(order, user)
        order_steps.approvals(order, user)
        order_steps.early_end(order, user)
    if mine:
        st.subheader(t("Papers"), anchor=False)
        look.papers(order, user)
        order_invoices.ways(order, user)
    look.history(cached.fresh(queries.order_steps, order.id, by=user))
