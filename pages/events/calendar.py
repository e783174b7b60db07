"""The calendar of events: year, month, week, day, agenda; filters that can be mailed; dragging moves an event."""

from lib.events import rules
from lib.events.queries import told
from lib.i18n import t, tn
from lib.ui import cached, calendar_filters, calendar_move
from lib.ui import events as look
from lib.ui.calendar import Around, Dropped, May, Wanted, calendar
from lib.ui.calendar_days import printed, shown
from lib.ui.calendar_feeds import Subscribe
from lib.ui.forms import go_to
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.read")
edits = user.may("events.edit")
now = shown("kalendar")
here = cached.read(told.days, now.first, now.last, by=user)

head(
    t("Event calendar"),
    t(
        "{events} on these days, {clashes}",
        events=tn("{n} event", "{n} events", here.events.height),
        clashes=tn("{n} clash", "{n} clashes", len(here.clashes)),
    ),
    primary=Link(t("Add an event"), "pages/events/edit.py", ":material/add:") if edits else None,
    others=(
        Link(t("List"), "pages/events/events.py", ":material/list:"),
        Link(t("Print"), "pages/events/prints.py", ":material/print:", calendar_filters.carried() | printed(now)),
        Subscribe(),
    ),
)
chosen = calendar_filters.filters(here.events, user)
done = calendar(
    chosen.of(here.events),
    key="kalendar",
    page="pages/events/event.py",
    states=look.states(),
    off=rules.NOT_HELD,
    clashes={event_id for pair in here.clashes for event_id in pair},
    around=Around(chosen.of(here.moved), here.special),
    may=May(drag=rules.AHEAD if edits else (), add=edits, share=True),
)
if isinstance(done, Dropped):
    calendar_move.ask(done, user)
if isinstance(done, Wanted):
    go_to("pages/events/edit.py", den=done.day.isoformat(), **({"cas": done.at} if done.at else {}))
