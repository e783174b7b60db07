"""What is owed for ads: by how late it is and by advertiser, claim by claim, and the money of the next weeks."""

import streamlit as st

from lib.flows import receivables
from lib.i18n import t
from lib.ui import cached
from lib.ui import receivables as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("invoices.read")
found = cached.read(receivables.aging, by=user)
head(
    t("What is owed"),
    parts.sentence(found),
    primary=Link(t("Reminders"), "pages/invoices/reminders.py", ":material/mark_email_unread:"),
)
parts.buckets(found)
if found.total["from_sheet"]:
    st.caption(t("Counted are our invoices and the unpaid ads that only the shared spreadsheet knows; nothing twice."))
by_debtor, by_claim, ahead = st.tabs(
    [t("Debtors"), t("Claims"), t("Next weeks")], key="pohled", on_change="rerun", bind="query-params"
)
if by_debtor.open:
    with by_debtor:
        parts.debtors(found, user)
if by_claim.open:
    with by_claim:
        parts.claims(cached.read(receivables.owed, by=user), user)
if ahead.open:
    with ahead:
        parts.weeks(cached.read(receivables.expected, by=user))
