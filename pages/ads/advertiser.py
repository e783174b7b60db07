"""One advertiser: the card, what he owes, everything he ordered, was sent and paid; without `?id=` a new one."""

import streamlit as st

from lib.contacts import queries as contacts
from lib.flows import advertisers
from lib.i18n import t
from lib.ui import advertiser_form as form
from lib.ui import advertiser_history as parts
from lib.ui import advertisers as look
from lib.ui import cached
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("ads.read")
may_edit = user.may("contacts.edit")
known = cached.read(contacts.card, chosen_id() or 0, by=user) if chosen_id() or not may_edit else None
back = Link(t("Advertisers"), look.LIST)

if known is None:
    head(t("New advertiser"), t("Write the IČO first; the rest comes from ARES."), others=(back,))
    form.draw(None, user)
    st.stop()
history = cached.read(advertisers.history, known.id, by=user)
head(known.card.name, look.owing(history.owed, history.overdue), others=(back,))
what, next_steps = st.columns([3, 2], gap="large")
with what:
    look.about(known, user)
if may_edit:
    with next_steps:
        with st.expander(t("Correct the card"), icon=":material/edit:", key=f"advertiser.correct.{known.id}"):
            form.draw(known, user)
        parts.merge(known, user)
parts.draw(known, history, user)
