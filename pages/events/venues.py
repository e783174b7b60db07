"""Venues: where they are, how many people they take, whether everybody gets in."""

from lib.events import queries
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("events.read")
venues = cached.read(queries.venues, by=user)

head(t("Venues"), tn("{n} venue", "{n} venues", venues.height))
show_list(
    "venues",
    venues,
    [
        Column("name", t("Venue")),
        Column("town_part", t("Part of the town")),
        Column("address", t("Address"), on_phone=False),
        Column("capacity", t("Capacity"), "whole"),
        Column("accessible", t("Step-free"), "yes_no"),
        Column("events", t("Events"), "whole"),
        Column("note", t("Note"), shown=False),
    ],
    search=("name", "address", "town_part", "note"),
    filters=(Filter("town_part", t("Part of the town")), Filter("accessible", t("Step-free"))),
    sort="name",
    row_page="pages/events/venue.py",
    empty=Empty(
        t("No venues yet. Each one is added with the first event that is held there."),
        Link(t("New event"), "pages/events/edit.py") if user.may("events.edit") else None,
    ),
    by=user,
    count=lambda n: tn("{n} venue", "{n} venues", n),
    title=t("Venues"),
)
