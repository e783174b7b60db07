"""Memorial acts of all years and how they stand."""

from lib.i18n import t, tn
from lib.memorial import queries
from lib.ui import cached
from lib.ui import memorial as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("memorial.read")
acts = cached.read(queries.acts, by=user)
near = cached.read(queries.unsigned, 14, by=user).height
new = Link(t("New memorial act"), "pages/events/edit.py", ":material/add:", {"druh": "memorial"})
head(
    t("Memorial acts"),
    tn("{n} act within two weeks is not signed off", "{n} acts within two weeks are not signed off", near)
    if near
    else t("No act of the next two weeks waits for a signature."),
    primary=new if user.may("events.edit") else None,
)
show_list(
    "memorial.acts",
    acts,
    [
        Column("title", t("Title")),
        Column("starts_on", t("Date"), "date"),
        Column("starts_at", t("Time"), "time"),
        Column("venue", t("Venue")),
        Column("standing", t("State"), "state", look.standings()),
    ],
    search=("title", "venue"),
    filters=(Filter("standing", t("State"), "pills"), Filter("starts_on", t("Year"), by="year")),
    sort="-starts_on",
    row_page="pages/memorial/act.py",
    empty=Empty(t("There is no memorial act yet. Enter an event of the kind “memorial act”."), new),
    by=user,
    count=lambda n: tn("{n} memorial act", "{n} memorial acts", n),
    title=t("Memorial acts"),
)
