"""The card of an item: what it is, how much there is of it and where, when it runs out, and every movement."""

import streamlit as st

from lib import clock
from lib.czech import dates, numbers
from lib.i18n import t, tn
from lib.stock import actions, queries
from lib.ui import badges, cached
from lib.ui import stock as look
from lib.ui import stock_charts as charts
from lib.ui import stock_forms as ask
from lib.ui.facts import facts, history
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.lists import show_list

user = guard("stock.read")
item = cached.read(queries.item, chosen_id() or 0, by=user)
items = cached.read(queries.items, by=user)
now = items.filter(items["id"] == item.id).row(0, named=True)
places = cached.read(queries.place_names, by=user)
movements = cached.read(queries.movements_of, item.id, by=user)

out = Link(t("Hand out the items"), "pages/stock/hand_out.py", ":material/outbound:", {"id": str(item.id)})
take = Link(t("Receive, move, write off"), "pages/stock/receive.py", ":material/move_down:", {"id": str(item.id)})
edit = Link(t("Edit item"), "pages/stock/edit_item.py", ":material/edit:", {"id": str(item.id)})
head(
    item.name,
    " · ".join([item.code, item.category, tn("{n} piece in stock", "{n} pieces in stock", now["quantity"])]),
    primary=out if user.may("stock.move") else None,
    others=tuple(link for link, may in ((take, "stock.move"), (edit, "stock.edit")) if user.may(may)),
)
what, when = st.columns(2, gap="large")
with what:
    badges.show(look.states()[now["state"]])
    look.photo(item)
    facts(
        {name: numbers.number(now[queries.place_column(place)]) for place, name in places.items()}
        | {
            t("Reserved for events"): numbers.number(now["reserved"]) if now["reserved"] else None,
            t("Minimum"): numbers.number(item.minimum),
            t("Purchase price"): numbers.money(item.purchase_price),
            t("Value"): numbers.money(now["value"]),
            t("Supplier"): item.supplier,
            t("Default place"): places.get(item.default_place_id or 0),
            t("Expires on"): dates.date(dates.parse_date(item.expires_on)) if item.expires_on else None,
            t("Suitable for children"): t("yes") if item.for_children else None,
            t("Sold in the info centre"): t("yes") if item.sold_at_info_centre else None,
            t("Note"): item.note,
        }
    )
with when:
    st.subheader(charts.forecast(now["quantity"], now["used"], now["runs_out"]), anchor=False)
    daily = cached.read(queries.daily_balance, item.id, by=user)
    figure = charts.balance_chart(daily, item.minimum, now["quantity"], clock.today(), now["runs_out"])
    st.plotly_chart(figure, config={"displayModeBar": False}, key="balance")
    history(cached.fresh(queries.history, item.id, by=user))

show_list(
    "stock.item.movements",
    look.movements_for_list(movements),
    look.movement_columns(item=False),
    search=("party", "purpose", "note"),
    id_column="handover_id",
    row_page="pages/stock/handover.py",
    empty=look.no_movements(item.id),
    by=user,
    page_size=20,
    title=item.name,
)
if user.may("stock.move"):
    ask.reversal(movements, lambda db, movement, reason: actions.reverse(db, movement, reason=reason, by=user))
