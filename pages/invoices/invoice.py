"""One document: what it says and how it stands, its papers, and what can be done with it."""

import streamlit as st

from lib.invoices import queries
from lib.ui import cached
from lib.ui import invoice_card as card
from lib.ui import invoices as look
from lib.ui.facts import history
from lib.ui.guard import guard
from lib.ui.head import chosen_id, head
from lib.ui.invoice_steps import steps

user = guard("invoices.read")
invoice = cached.read(queries.invoice, chosen_id() or 0, by=user)
lines = cached.read(queries.lines, invoice.id, by=user)
payments = cached.read(queries.payments, invoice.id, by=user)

head(look.title(invoice), invoice.customer.name, others=card.ways(invoice, user))
left, right = st.columns([3, 2], gap="large")
with left:
    card.about(invoice)
    card.lines(lines)
    card.money(payments)
    card.related(cached.read(queries.related, invoice.id, by=user))
with right:
    card.files(invoice, by=user)
    steps(invoice, lines, payments, by=user)
card.preview(invoice, by=user)
history(cached.fresh(queries.history, invoice.id, by=user))
