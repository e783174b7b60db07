"""One contact: the card; without one in the address a new one, or many pasted from a spreadsheet."""

import streamlit as st

from lib.i18n import t
from lib.press.actions import contacts as actions
from lib.press.queries import contacts
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_contacts as parts
from lib.ui.facts import facts
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("press.read")
everything = (Link(t("Media contacts"), look.CONTACTS, ":material/contacts:"),)
number = chosen_id()
if number is None:
    guard("press.edit")
    pasting = st.query_params.get("cast") == "tabulka"
    said = t("One contact a line, its columns with semicolons or tabs between.") if pasting else ""
    head(t("Paste from a spreadsheet") if pasting else t("New contact"), said, others=everything)
    (parts.paste if pasting else parts.add)(user)
    st.stop()

contact = cached.read(contacts.contact, number, by=user)
card = contact.card
head(card.name or card.medium, card.medium if card.name else "", others=everything)
if not user.may("press.edit"):
    facts({t("E-mail"): card.email, t("Phone"): card.phone, t("Office"): card.role, t("Topics"): card.topics})
else:
    form = Form(f"press.contact.{contact.id}.{contact.version}")
    with form.body():
        changed = parts.ask_card(form, card, user)
        if form.submit(t("Save the contact")):
            form.save(
                lambda db: actions.correct(db, contact.id, changed, contact.version, by=user),
                said=lambda _: t("The contact is saved."),
                go=look.CONTACTS,
            )
