"""One payment: what the bank said of it, the suggestion with its points, invoices by hand, undoing."""

import streamlit as st

from lib.bank import queries
from lib.i18n import t
from lib.ui import badges, bank_payment, cached
from lib.ui import bank as look
from lib.ui.facts import facts, history
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("bank.read")
line = cached.read(queries.line, chosen_id() or 0, by=user)
head(
    look.title(line),
    look.sentence(line),
    others=(
        Link(t("Payments to match"), look.PAYMENTS),
        Link(t("Statement"), look.STATEMENT, query={"id": str(line.statement_id)}),
    ),
)
what, steps = st.columns([2, 3], gap="large")
with what:
    badges.show(look.states()[line.state])
    facts(look.facts_of(line))
with steps:
    bank_payment.next_steps(line, user)
history(cached.fresh(queries.history, line.id, by=user))
