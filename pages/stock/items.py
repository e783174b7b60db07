"""The stock: every item with its photo, what there is of it and where, and until when it lasts."""

import streamlit as st

from lib import clock
from lib.czech import numbers
from lib.i18n import t, tn
from lib.stock import actions, queries
from lib.ui import cached
from lib.ui import stock as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Edit, Empty, Filter, show_list

user = guard("stock.read")
EDITABLE = ("name", "category", "minimum", "purchase_price", "supplier", "note")
top = st.container()
on = st.date_input(
    t("Balance on"), None, key="ke-dni", bind="query-params", format="DD.MM.YYYY", max_value=clock.today(), width=180
)
items = cached.read(queries.items, on, by=user)
places = cached.read(queries.place_names, by=user)
sums = cached.made("stock.sums", lambda: look.sums(items), on)

hand_out = Link(t("Hand out the items"), "pages/stock/hand_out.py", ":material/outbound:")
with top:
    head(
        t("Stock of items"),
        " · ".join(
            [
                tn("{n} item", "{n} items", sums.items),
                t("worth {value}", value=numbers.money(sums.value)),
                tn("{n} to be ordered", "{n} to be ordered", sums.low),
            ]
        ),
        primary=hand_out if user.may("stock.move") else None,
        others=(
            Link(t("Receive, move, write off"), "pages/stock/receive.py", ":material/move_down:"),
            Link(t("New item"), "pages/stock/edit_item.py", ":material/add:"),
        )
        if user.may("stock.edit")
        else (),
    )
show_list(
    "stock.items",
    cached.made("stock.items", lambda: look.items_for_list(items), on),
    [
        Column("thumbnail", t("Photo"), "photo"),
        Column("name", t("Item")),
        Column("code", t("Code"), on_phone=False),
        Column("category", t("Category"), shown=False),
        Column("quantity", t("In stock"), "whole"),
        Column("reserved", t("Reserved"), "whole", on_phone=False),
        Column("available", t("Free"), "whole", shown=False),
        *[Column(queries.place_column(place), name, "whole", on_phone=False) for place, name in places.items()],
        Column("minimum", t("Minimum"), "whole", shown=False),
        Column("state", t("State"), "state", look.states()),
        Column("runs_out", t("Runs out"), "date"),
        Column("value", t("Value"), "money", on_phone=False),
        Column("purchase_price", t("Purchase price"), "money", shown=False),
        Column("supplier", t("Supplier"), shown=False),
        Column("for_children", t("Suitable for children"), "yes_no", shown=False),
        Column("sold_at_info_centre", t("Sold in the info centre"), "yes_no", shown=False),
        Column("note", t("Note"), shown=False),
    ],
    search=("name", "code", "supplier", "note"),
    filters=(Filter("state", t("State"), "pills"), Filter("category", t("Category"))),
    sort="name",
    row_page="pages/stock/item.py",
    empty=Empty(
        t("The stock has no items yet. Import the shared spreadsheet, or start a card."),
        Link(t("Shared spreadsheets"), "pages/sheets/sources.py"),
    ),
    by=user,
    count=lambda n: tn("{n} item", "{n} items", n),
    title=t("Stock of items"),
    edit=Edit(EDITABLE, lambda db, item, changes, by: actions.change_item(db, item, changes, by=by))
    if user.may("stock.edit") and on is None
    else None,
)
