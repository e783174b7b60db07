"""The calendar of events: month, week, agenda; filters that stand in the address; holidays and clashes visible."""

import streamlit as st

from lib.events import queries, rules
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import events as look
from lib.ui.calendar import calendar, shown
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.read")
now = shown("kalendar")
here = cached.read(queries.between, now.first, now.last, by=user)
clashes = cached.read(queries.clashes, now.first, now.last, by=user)

head(
    t("Event calendar"),
    t(
        "{events} on these days, {clashes}",
        events=tn("{n} event", "{n} events", here.height),
        clashes=tn("{n} clash", "{n} clashes", clashes.height),
    ),
    others=(
        Link(t("List"), "pages/events/events.py", ":material/list:"),
        Link(t("Subscribe"), "pages/publishing/posts.py", ":material/rss_feed:"),
    ),
)
with st.container(horizontal=True, key="calendar-filters"):
    common = {"bind": "query-params", "width": 260, "select_all": False}
    chosen = {
        "kind": st.multiselect(t("Kind"), list(rules.KINDS), format_func=look.kind_word, key="druh", **common),
        "venue": st.multiselect(t("Venue"), look.choices(here, "venue"), key="misto", **common),
        "organiser": st.multiselect(t("Organiser"), look.choices(here, "organiser"), key="poradatel", **common),
    }
wanted = look.chosen(here, chosen)
calendar(
    wanted,
    key="kalendar",
    page="pages/events/event.py",
    states=look.states(),
    off=rules.NOT_HELD,
    clashes={*clashes["first"], *clashes["second"]},
)
