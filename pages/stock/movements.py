"""The ledger of a year: every movement, newest first."""

import streamlit as st

from lib.i18n import t, tn
from lib.stock import actions, queries
from lib.ui import cached
from lib.ui import stock as look
from lib.ui import stock_forms as ask
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Filter, show_list

user = guard("stock.read")
top = st.container()
year = ask.year()
movements = cached.read(queries.movements, year, by=user)

record = Link(t("Record a movement"), "pages/stock/receive.py", ":material/move_down:")
with top:
    head(
        t("Movements"),
        tn("{n} movement in {year}", "{n} movements in {year}", movements.height, year=year),
        primary=record if user.may("stock.move") else None,
    )
show_list(
    "stock.movements",
    cached.made("stock.movements", lambda: look.movements_for_list(movements), year),
    look.movement_columns(item=True),
    search=("item", "code", "party", "purpose", "note", "handover"),
    filters=(Filter("kind", t("Kind")), Filter("from_place", t("From place")), Filter("to_place", t("To place"))),
    sort="-day",
    id_column="item_id",
    row_page="pages/stock/item.py",
    empty=look.no_movements(None),
    by=user,
    count=lambda n: tn("{n} movement", "{n} movements", n),
    title=t("Movements"),
)
if user.may("stock.move"):
    ask.reversal(movements, lambda db, movement, reason: actions.reverse(db, movement, reason=reason, by=user))
