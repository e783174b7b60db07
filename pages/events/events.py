"""All events as a list, those ahead first; the past is one click away."""

from lib.events import queries
from lib.i18n import t, tn
from lib.ui import cached, in_address
from lib.ui import events as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("events.read")
events = cached.read(queries.events, by=user)
ahead = cached.made("events.ahead", lambda: look.ahead(events))
new = Link(t("New event"), "pages/events/edit.py", ":material/add:") if user.may("events.edit") else None
quick = (Link(t("Quick entry"), "pages/events/quick.py", ":material/bolt:"),) if new else ()

head(
    t("Events"),
    tn("{n} event ahead", "{n} events ahead", ahead.height),
    primary=new,
    others=(
        *quick,
        Link(t("House of culture and us"), "pages/events/programme.py", ":material/theater_comedy:"),
        Link(t("Calendar"), "pages/events/calendar.py", ":material/calendar_month:"),
    ),
)
which = in_address.one_of("obdobi", t("Which events"), {code: t(word) for code, word in look.SPANS.items()}, "ahead")
shown = look.in_span(events, ahead, which)
show_list(
    "events",
    cached.made("events.list", lambda: look.for_list(shown), which),
    [
        Column("title", t("Title")),
        Column("starts_on", t("Date"), "date"),
        Column("time", t("Time")),
        Column("venue", t("Venue")),
        Column("organiser", t("Organiser"), on_phone=False),
        Column("kind", t("Kind"), on_phone=False),
        Column("state", t("State"), "state", look.states()),
        Column("calendar", t("Calendar"), shown=False),
        Column("repeats", t("Repeats"), "yes_no", shown=False),
        Column("code", t("Number"), shown=False),
        Column("audience", t("For whom"), shown=False),
        Column("attended_by", t("Attended by"), shown=False),
    ],
    search=("title", "venue", "organiser", "code"),
    filters=(
        Filter("starts_on", t("Year"), by="year"),
        Filter("calendar", t("Calendar")),
        Filter("kind", t("Kind")),
        Filter("venue", t("Venue")),
        Filter("organiser", t("Organiser")),
        Filter("state", t("State")),
        Filter("repeats", t("Repeats")),
    ),
    sort="starts_on" if which == "ahead" else "-starts_on",
    row_page="pages/events/event.py",
    empty=Empty(
        t("No events here. Enter the first one, or let them come from a shared spreadsheet."),
        new or Link(t("Shared spreadsheets"), "pages/sheets/sources.py"),
    ),
    by=user,
    count=lambda n: tn("{n} event", "{n} events", n),
    title=t("Events"),
)
