"""Everything that is promised to events, and what was and ended."""

import polars as pl

from lib.i18n import t, tn
from lib.stock import queries
from lib.ui import cached, event_gifts
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("stock.read")
found = cached.read(queries.reservations, by=user)
held = found.filter(pl.col("state") == "held")

head(
    t("Reservations"),
    tn("{n} piece reserved", "{n} pieces reserved", int(held["quantity"].sum()))
    + " · "
    + tn("for {n} event", "for {n} events", held["event_id"].n_unique()),
    others=(Link(t("Stock of items"), "pages/stock/items.py", ":material/inventory_2:"),),
)
show_list(
    "stock.reservations",
    found,
    [
        Column("item", t("Item")),
        Column("quantity", t("Pieces"), "whole"),
        Column("event", t("Event")),
        Column("starts_on", t("Date"), "date"),
        Column("state", t("State"), "state", event_gifts.states()),
        Column("until", t("Reserved until"), "date"),
        Column("created_by", t("Reserved by"), on_phone=False),
        Column("note", t("Note"), on_phone=False),
        Column("code", t("Code"), shown=False),
        Column("asked", t("Asked for at first"), "whole", shown=False),
    ],
    search=("item", "code", "event", "note", "created_by"),
    filters=(Filter("state", t("State"), "pills"), Filter("event", t("Event")), Filter("item", t("Item"))),
    sort="starts_on",
    id_column="event_id",
    row_page="pages/events/event.py",
    empty=Empty(
        t("Nothing is reserved. Items are reserved on the page of an event, in its part Gifts."),
        Link(t("Events"), "pages/events/events.py", ":material/event_note:"),
    ),
    by=user,
    count=lambda n: tn("{n} reservation", "{n} reservations", n),
    title=t("Reservations"),
)
