"""All events as a list."""

from lib import clock
from lib.events import queries
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import events as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("events.read")
events = cached.read(queries.events, by=user)
ahead = cached.made("events.ahead", lambda: events.filter(events["ends_on"] >= clock.today()).height)

head(
    t("Events"),
    tn("{n} event ahead", "{n} events ahead", ahead),
    primary=Link(t("Calendar"), "pages/events/calendar.py", ":material/calendar_month:"),
)
show_list(
    "events",
    cached.made("events.list", lambda: look.for_list(events)),
    [
        Column("title", t("Title")),
        Column("starts_on", t("Date"), "date"),
        Column("time", t("Time")),
        Column("venue", t("Venue")),
        Column("organiser", t("Organiser"), on_phone=False),
        Column("kind", t("Kind"), on_phone=False),
        Column("state", t("State"), "state", look.states()),
        Column("code", t("Number"), shown=False),
        Column("audience", t("For whom"), shown=False),
        Column("attended_by", t("Attended by"), shown=False),
    ],
    search=("title", "venue", "organiser", "code"),
    filters=(
        Filter("starts_on", t("Year"), by="year"),
        Filter("kind", t("Kind")),
        Filter("venue", t("Venue")),
        Filter("organiser", t("Organiser")),
        Filter("state", t("State")),
    ),
    sort="-starts_on",
    row_page="pages/events/event.py",
    empty=Empty(
        t("No events yet. They come from the shared calendar of the office."),
        Link(t("Shared spreadsheets"), "pages/sheets/sources.py"),
    ),
    by=user,
    count=lambda n: tn("{n} event", "{n} events", n),
    title=t("Events"),
)
