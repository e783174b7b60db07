"""Invitations that came in, and how each stands."""

from lib.diary import queries
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import diary_invitation as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("diary.read")
found = cached.read(queries.invitations, by=user)
waiting = cached.read(queries.waiting, by=user)
add = Link(t("Write an invitation down"), look.PAGE, ":material/add:") if user.may("diary.edit") else None

head(
    t("Invitations"),
    tn("{n} answer is urgent", "{n} answers are urgent", waiting.height),
    primary=add,
    others=(Link(t("Leadership's diary"), "pages/diary/diary.py", ":material/calendar_view_day:"),),
)
show_list(
    "invitations",
    look.for_list(found),
    [
        Column("title", t("To what")),
        Column("sender", t("From whom")),
        Column("starts_on", t("Date"), "date"),
        Column("starts_at", t("Time"), "time", shown=False),
        Column("place", t("Place"), shown=False),
        Column("office", t("Offered to")),
        Column("deputy", t("Stands in"), shown=False),
        Column("answer_by", t("Answer until"), "date"),
        Column("state", t("State"), "state", look.states()),
        Column("urgency", t("Answer"), "state", look.urgencies()),
        Column("sent_on", t("Answer sent"), "date", shown=False),
        Column("received_on", t("Came on"), "date", shown=False),
        Column("reference", t("Reference number"), shown=False),
        Column("gift", t("Gift wanted"), shown=False),
    ],
    search=("title", "sender", "place", "reference"),
    filters=(
        Filter("state", t("State"), "pills"),
        Filter("urgency", t("Answer")),
        Filter("office", t("Offered to")),
        Filter("starts_on", t("Year"), by="year"),
    ),
    sort="-starts_on",
    row_page=look.PAGE,
    empty=Empty(t("No invitation has been written down yet."), add),
    by=user,
    count=lambda n: tn("{n} invitation", "{n} invitations", n),
    title=t("Invitations"),
)
