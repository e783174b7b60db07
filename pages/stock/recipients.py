"""Who got what in a year, and for how much."""

import streamlit as st

from lib.czech import numbers
from lib.i18n import t, tn
from lib.stock import queries
from lib.ui import cached
from lib.ui import stock_charts as charts
from lib.ui import stock_forms as ask
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, show_list
from lib.ui.plain import plain

user = guard("stock.read")
top = st.container()
year = ask.year()
views = {
    "receivers": (t("By receiver"), queries.recipients, Column("party", t("To whom")), "party_id", None),
    "items": (t("By item"), queries.items_given, Column("item", t("Item")), "item_id", "pages/stock/item.py"),
    "purposes": (t("By purpose"), queries.purposes, Column("purpose", t("Purpose")), "purpose", None),
}
shown = st.segmented_control(
    t("Show"), list(views), default="receivers", required=True, format_func=lambda code: views[code][0], key="podle",
    bind="query-params", label_visibility="collapsed",
)  # fmt: skip
_, query, name, id_column, row_page = views[shown]
given = cached.read(query, year, by=user)

with top:
    head(
        t("Who got what"),
        t("{value} in {year}", value=numbers.money(given["value"].sum()), year=year)
        + " · "
        + tn("{n} piece", "{n} pieces", given["quantity"].sum()),
    )
if not given.is_empty():
    st.subheader(plain(charts.share_title(given, name.name)), anchor=False)
    st.plotly_chart(charts.share_chart(given, name.name), config={"displayModeBar": False}, key="share")
show_list(
    f"stock.given.{shown}",
    given,
    [
        name,
        Column("times", t("Times"), "whole"),
        Column("quantity", t("Pieces"), "whole"),
        Column("value", t("Value"), "money"),
        Column("last", t("Last time"), "date"),
    ],
    search=(name.name,),
    sort="-value",
    id_column=id_column,
    row_page=row_page,
    empty=Empty(
        t("Nothing was handed out in {year}.", year=year),
        Link(t("Hand out the items"), "pages/stock/hand_out.py") if user.may("stock.move") else None,
    ),
    by=user,
    title=t("Who got what"),
)
