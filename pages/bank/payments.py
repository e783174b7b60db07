"""Payments to match: what is suggested and why, all that is certain in one press, what nothing is suggested for."""

import streamlit as st

from lib.bank import actions, queries
from lib.czech import numbers
from lib.i18n import t, tn
from lib.ui import bank as look
from lib.ui import bank_payment, cached
from lib.ui.forms import act
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("bank.match")
found = cached.read(queries.suggestions, by=user)
unmatched = cached.read(queries.unmatched, by=user)
returns = cached.read(queries.returns, by=user)
certain = found.filter("certain")
head(
    t("Payments to match"),
    t("{suggested} with a suggestion, {unmatched} without one.",
      suggested=look.count(found["id"].n_unique()), unmatched=unmatched.height),
    others=(Link(t("Bank statements"), look.STATEMENTS, ":material/receipt_long:"),),
)  # fmt: skip
suggested, without, back = st.tabs(
    [t("Suggested"), t("Without a suggestion"), t("Went back")], key="pohled", on_change="rerun", bind="query-params"
)
if suggested.open:
    with suggested:
        if certain.height:
            n = certain["id"].n_unique()
            st.caption(t("Certain together: {sum}. The others are confirmed one by one on their pages.",
                         sum=numbers.money(int(certain["share"].sum()))))  # fmt: skip
            act(
                tn("Confirm {n} certain payment", "Confirm {n} certain payments", n),
                lambda db: actions.confirm_all(db, look.shares_of(certain), by=user),
                said=bank_payment.confirmed,
                key="bank.confirm_all", type="primary", icon=":material/done_all:",
            )  # fmt: skip
        show_list(
            "bank.suggested", look.one_a_line(found),
            [*look.payment_columns()[:2], Column("invoices", t("Invoice")), Column("customer", t("Advertiser")),
             Column("kind", t("What"), "state", look.kinds()), Column("points", t("Points"), "whole"),
             Column("reason", t("Agrees")), Column("sure", t("Certainty"), "state", look.certainty()),
             Column("booked_on", t("Day"), "date", shown=False), Column("shares", t("Pays"), "money", shown=False),
             Column("vs", t("Variable symbol"), shown=False), Column("message", t("Message"), shown=False)],
            search=("counter_name", "invoices", "customer", "vs"), sort="-points", row_page=look.PAYMENT,
            filters=(Filter("sure", t("Certainty"), "pills"), Filter("kind", t("What"), "pills")), by=user,
            count=look.count, title=t("Suggested"), empty=Empty(t("Nothing is suggested. New suggestions come with "
            "the next statement."), Link(t("Bank statements"), look.STATEMENTS)),
        )  # fmt: skip
if without.open:
    with without:
        show_list(
            "bank.unmatched", unmatched,
            [*look.payment_columns(), Column("state", t("State"), "state", look.states(), on_phone=False),
             Column("free", t("Left"), "money", on_phone=False), Column("named", t("Paid invoice of that symbol")),
             Column("counter_account", t("Counter-account"), shown=False)],
            search=("counter_name", "vs", "message", "counter_account"), sort="booked_on", row_page=look.PAYMENT,
            by=user, count=look.count, title=t("Without a suggestion"),
            empty=Empty(t("Every payment has its suggestion or its invoice.")),
        )  # fmt: skip
if back.open:
    with back:
        if returns.is_empty():
            st.caption(t("No money went back."))
        for row in returns.iter_rows(named=True):
            bank_payment.returned(row, user)
