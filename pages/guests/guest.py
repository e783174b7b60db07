"""One guest: the card, the salutation, the answer."""

import streamlit as st

from lib.events import queries as events
from lib.guests import actions, queries, rules
from lib.i18n import t
from lib.ui import badges, cached
from lib.ui import guests as look
from lib.ui import guests_asking as asking
from lib.ui.facts import facts, history
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("guests.read")
guest = cached.read(queries.guest, chosen_id() or 0, by=user)
event = cached.read(events.event, guest.event_id, by=user)
home = {"id": str(event.id)}
head(
    rules.full_name(guest.title_before, guest.name, guest.title_after),
    event.title,
    others=(Link(t("List of guests"), "pages/guests/guests.py", ":material/diversity_3:", home),),
)
what, answer = st.columns([3, 2], gap="large")
with what:
    badges.show(look.states()[guest.state])
    facts(look.known(guest))
    if user.may("guests.edit"):
        form = Form(f"guests.change.{guest.id}")
        with st.expander(t("Correct the card"), icon=":material/edit:"), form.body():
            card = look.ask_card(form, actions.card_of(guest))
            if form.submit(t("Save the guest")):
                form.save(
                    lambda db: actions.change(db, guest.id, card, by=user), said=lambda _: t("The guest is saved.")
                )
with answer:
    if user.may("guests.edit") and guest.forgotten_on is None:
        asking.next_step(guest, user)
    history(cached.fresh(queries.history, guest.id, by=user))
