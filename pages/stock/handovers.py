"""Handover protocols of a year."""

import streamlit as st

from lib.i18n import t, tn
from lib.stock import queries
from lib.ui import cached
from lib.ui import stock as look
from lib.ui import stock_forms as ask
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("stock.read")
top = st.container()
year = ask.year()
handovers = cached.read(queries.handovers, year, by=user)
late = handovers.filter(handovers["state"] == "late").height
hand_out = (
    Link(t("Hand out the items"), "pages/stock/hand_out.py", ":material/outbound:") if user.may("stock.move") else None
)

with top:
    head(
        t("Handover protocols"),
        tn("{n} protocol in {year}", "{n} protocols in {year}", handovers.height, year=year)
        + (" · " + tn("{n} not returned in time", "{n} not returned in time", late) if late else ""),
        primary=hand_out,
    )
show_list(
    "stock.handovers",
    handovers,
    [
        Column("number", t("Number")),
        Column("day", t("Date"), "date"),
        Column("receiver", t("To whom")),
        Column("purpose", t("Purpose")),
        Column("pieces", t("Pieces"), "whole"),
        Column("value", t("Value"), "money"),
        Column("state", t("State"), "state", look.handover_states()),
        Column("return_by", t("To be returned by"), "date"),
        Column("issued_by", t("Issued by"), shown=False),
        Column("event", t("Event"), shown=False),
    ],
    search=("number", "receiver", "purpose", "event"),
    filters=(Filter("state", t("State"), "pills"), Filter("receiver", t("To whom"))),
    sort="-number",
    row_page="pages/stock/handover.py",
    empty=Empty(t("No protocol was issued in {year}. One is made with every handing out.", year=year), hand_out),
    by=user,
    count=lambda n: tn("{n} protocol", "{n} protocols", n),
    title=t("Handover protocols"),
)
