"""Reminders: letters that are ready to go, how every late invoice stands, who was sent what."""

import streamlit as st

from lib.flows import reminders
from lib.i18n import t
from lib.ui import cached
from lib.ui import reminders as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("invoices.read")
claims = cached.read(reminders.claims, by=user)
letters = reminders.letters_of(claims)
head(
    t("Reminders"),
    parts.sentence(letters),
    others=(Link(t("What is owed"), "pages/invoices/aging.py", ":material/hourglass_bottom:"),),
)
names = [t("Ready letters"), t("Invoices after their term"), t("Sent letters")]
ready, late, sent = st.tabs(names, key="pohled", on_change="rerun", bind="query-params")
if ready.open:
    with ready:
        if user.may("invoices.remind"):
            parts.ready(letters, user)
        if letters.is_empty():
            st.caption(t("A letter is ready when the invoice is so many days after its term as the settings say."))
if late.open:
    with late:
        parts.late(claims, user)
        if user.may("invoices.remind"):
            parts.mistake(claims, user)
if sent.open:
    with sent:
        parts.sent(user)
