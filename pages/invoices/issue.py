"""Invoices of a whole issue at once, or of one order (`?objednavka=12`); what must be mended stands first."""

import streamlit as st

from lib.flows import issue_invoices
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import invoice_batch as batch
from lib.ui import invoices as look
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("invoices.issue")
back = (Link(t("Invoices"), look.LIST),)
order = st.query_params.get("objednavka", "")
if order.isdecimal():
    head(t("Issue invoices"), t("One order"), others=back)
    batch.of_order(int(order), by=user)
    st.stop()

issues = cached.read(issue_invoices.issues, by=user)
waiting = tn("{n} issue has something to be invoiced", "{n} issues have something to be invoiced", issues.height)
head(t("Issue invoices"), waiting, others=back)
chosen = batch.choose_issue(issues)
if chosen is None:
    st.caption(t("Nothing waits for an invoice. Ads come here when their order is placed in an issue."))
    st.stop()
if not batch.progress(chosen, by=user):
    found = cached.fresh(issue_invoices.waiting, chosen, by=user)
    batch.remarks(found)
    batch.listing(found)
    batch.issue_all(chosen, found, by=user)
