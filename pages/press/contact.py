"""One contact: the card; without one in the address a new one, or many pasted from a spreadsheet."""

import streamlit as st

from lib.i18n import t
from lib.press.queries import contacts
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_contacts as parts
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
    parts.known(card)
else:
    parts.correct(contact.id, card, user)
