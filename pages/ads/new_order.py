"""A new order of an ad, or the change of one (`?id=12`): advertiser, what, in which issues, and the price at once."""

import streamlit as st

from lib import clock
from lib.ads import queries
from lib.i18n import t
from lib.tariffs import in_force, price_list
from lib.ui import cached
from lib.ui import orders as look
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.order_form import order_form

user = guard("ads.edit")
order_id = chosen_id()
order = cached.fresh(queries.order, order_id, by=user) if order_id else None
issues = cached.read(queries.to_order, by=user)
frozen = order.price_list_id if order and order.state != "enquiry" else None
prices = cached.read(price_list, frozen, by=user) if frozen else cached.read(in_force, clock.today(), by=user)

head(
    t("Order {number}", number=order.number) if order else t("New order of an ad"),
    prices.name if prices else "",
    others=(Link(t("Orders of ads"), look.LIST, ":material/list:"),),
)
if prices is None:
    st.warning(t("No price list is in force today. Put one in force first."), icon=":material/request_quote:")
    Link(t("Price lists"), "pages/tariffs/price_lists.py").draw("primary")
elif not issues and order is None:
    st.warning(t("No issue of the paper is planned. Plan the year first."), icon=":material/calendar_month:")
    Link(t("Issues of the paper"), look.ISSUES).draw("primary")
else:
    order_form(prices, issues, user, order_id)
