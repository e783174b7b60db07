"""The calculator: what an ad costs by the list that holds, or by another one (`?id=`), each step in a sentence."""

import polars as pl
import streamlit as st

from lib import clock
from lib.i18n import t
from lib.tariffs import queries
from lib.ui import cached, tariffs_calculator
from lib.ui import tariffs as look
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.lists import Empty, show_list

user = guard("tariffs.read")
holds = cached.read(queries.in_force, clock.today(), by=user)
asked = chosen_id()
price_list = cached.read(queries.price_list, asked, by=user) if asked else holds

head(
    t("Calculator of prices"),
    f"{price_list.name}, {look.days(price_list)}" if price_list else "",
    others=(Link(t("Price lists"), look.LIST),),
)
if price_list is None:
    lists = Link(t("Price lists"), look.LIST, ":material/request_quote:")
    none = Empty(t("Today no price list holds, so there is nothing to count by. Put one in force."), lists)
    show_list("calculator", pl.DataFrame(), [], empty=none, by=user)
    st.stop()
if price_list != holds:
    st.caption(t("This list does not hold today; the prices are only to try."))
tariffs_calculator.calculator(price_list, user)
