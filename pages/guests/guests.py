"""Guests: the list of an event with everything that is done with it, or all lists when no event is chosen."""

import streamlit as st

from lib.events import queries as events
from lib.guests import queries
from lib.i18n import t, tn
from lib.ui import cached, event_guests, in_address
from lib.ui import events as look_of_events
from lib.ui import guests as look
from lib.ui import guests_asking as asking
from lib.ui import guests_lists as lists
from lib.ui import guests_papers as papers
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("guests.read")
chosen = chosen_id()
if chosen is None:
    known = cached.read(queries.lists, by=user)
    head(t("Guests"), tn("{n} list of guests", "{n} lists of guests", known.height))
    lists.of_events(known, user)
    st.stop()

event = cached.read(events.event, chosen, by=user)
guests = cached.read(queries.of, event.id, by=user)
counts = queries.counted(guests)
back = Link(t("Event"), "pages/events/event.py", ":material/event:", {"id": str(event.id), "cast": "hoste"})
head(
    t("Guests: {event}", event=event.title),
    f"{look_of_events.when(event)} · {look.sums(counts)}",
    others=(back,),
)
asking.to_be_told(event, guests, user)
if guests["forgotten_on"].is_not_null().any():
    st.info(t("The names were erased some time after the event; the answers and the numbers stay."))
parts = {
    "seznam": (t("List"), "guests.read", lambda: lists.of_guests(event, guests, user)),
    "osloveni": (t("Salutations"), "guests.edit", lambda: asking.salutations(event, guests, user)),
    "pozvanka": (t("Invitation"), "guests.edit", lambda: look.invitation(event, user)),
    "tisk": (t("Print"), "guests.read", lambda: papers.papers(event, user)),
    "pozvat": (t("Invite"), "guests.edit", lambda: asking.invite(event, guests, user)),
    "odpovedi": (t("Answers"), "guests.edit", lambda: asking.answers(event, guests, user)),
    "obcerstveni": (t("Catering"), "guests.read", lambda: papers.catering(event.id, counts, user)),
    "ucast": (t("Who came"), "guests.edit", lambda: lists.who_came(event, guests, user)),
}
offered = [code for code, (_, permission, _) in parts.items() if user.may(permission)]
words = {code: parts[code][0] for code in offered}
shown = in_address.one_of("cast", t("Part of the page"), words, "seznam")
if shown == "seznam" and user.may("guests.edit"):
    event_guests.add_some(event, user)
parts[shown][2]()
