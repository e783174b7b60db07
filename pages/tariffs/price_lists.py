"""Price lists of the paper: which holds, which is prepared, which has ended."""

import datetime as dt

from lib import clock
from lib.czech import dates
from lib.i18n import t
from lib.tariffs import queries
from lib.ui import cached
from lib.ui import tariffs as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("tariffs.read")
today = clock.today()
found = cached.read(queries.price_lists, by=user)
now = cached.read(queries.in_force, today, by=user)
new_year = dt.date(today.year + 1, 1, 1)
next_one = cached.read(queries.in_force, new_year, by=user)
new = Link(t("New price list"), look.NEW, ":material/add:") if user.may("tariffs.edit") else None

state = [
    t("Today {name} holds.", name=now.name) if now else t("Today no price list holds."),
    "" if next_one else t("From {day} there is none.", day=dates.date(new_year)),
]
head(
    t("Price lists"),
    " ".join(filter(None, state)) if found.height else "",
    primary=new,
    others=(Link(t("Calculator"), look.CALCULATOR, ":material/calculate:"),) if found.height else (),
)
show_list(
    "tariffs",
    found,
    [
        Column("name", t("Name of the price list")),
        Column("standing", t("State"), "state", states=look.standings()),
        Column("valid_from", t("Holds from"), "date"),
        Column("valid_to", t("Last day"), "date"),
        Column("resolution", t("Resolution of the council")),
        Column("items", t("Items"), "whole", on_phone=False),
    ],
    search=("name", "resolution"),
    filters=(Filter("standing", t("State"), "pills"),),
    sort="-valid_from",
    row_page=look.PAGE,
    empty=Empty(t("There is no price list yet. Begin with a public list of another town, or with an empty one."), new),
    by=user,
    count=look.count,
    title=t("Price lists"),
)
