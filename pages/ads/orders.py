"""Orders of ads: what waits before the closing, every order by its state and issue."""

import polars as pl

from lib.ads import queries
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import orders as look
from lib.ui.columns import Empty, Filter
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import show_list

user = guard("ads.read")
orders = cached.read(queries.orders, by=user)
waiting = orders.filter(pl.col("state").is_in(look.WAITING) & (pl.col("source") == "office")).height
late = orders.filter(state="complaint").height
new = Link(t("New order of an ad"), look.NEW, ":material/add:") if user.may("ads.edit") else None

head(
    t("Orders of ads"),
    t(
        "{waiting}, {late}",
        waiting=tn("{n} order on its way to an issue", "{n} orders on their way to an issue", waiting),
        late=tn("{n} complaint", "{n} complaints", late),
    ),
    primary=new,
    others=(
        Link(t("Closing of an issue"), look.CLOSING, ":material/newspaper:"),
        Link(t("Issues of the paper"), look.ISSUES, ":material/calendar_month:"),
    ),
)
show_list(
    "orders",
    cached.made("orders.list", lambda: look.for_list(orders), user.language),
    look.columns(),
    search=("number", "advertiser", "contact", "note", "item"),
    filters=(
        Filter("state", t("State")),
        Filter("first_issue", t("First issue"), by="month"),
        Filter("kind", t("Kind of ad")),
        Filter("source", t("Kept in")),
    ),
    sort="-first_issue",
    row_page=look.ORDER,
    empty=Empty(t("No order of an ad yet. Write the first one down; the old spreadsheet brings its own."), new),
    by=user,
    count=look.count,
    title=t("Orders of ads"),
)
