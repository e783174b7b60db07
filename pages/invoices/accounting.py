"""A month for the town's accounting: its tax documents, rows of the control statement, files to hand over."""

import streamlit as st

from lib import clock
from lib.flows import accounting
from lib.i18n import t
from lib.ui import accounting as parts
from lib.ui import cached
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("invoices.read")
months = cached.read(accounting.months, by=user) or [clock.today().replace(day=1)]
names = {f"{first:%Y-%m}": first for first in months}
asked = st.query_params.get("mesic", "")
chosen = names.get(asked, months[0])
found = cached.read(accounting.month, chosen, by=user)
head(
    t("For the accounting: {month}", month=parts.month_name(chosen)),
    parts.sentence(found),
    others=(Link(t("Invoices"), "pages/invoices/invoices.py", ":material/receipt_long:"),),
)
st.selectbox(
    t("Month"), list(names), index=list(names).index(f"{chosen:%Y-%m}"), key="mesic", bind="query-params",
    format_func=lambda name: parts.month_name(names[name]),
)  # fmt: skip
parts.files(found, user)
listed, stated = st.tabs([t("Documents"), t("Control statement")], key="pohled", on_change="rerun", bind="query-params")
if listed.open:
    with listed:
        parts.documents(found, user)
if stated.open:
    with stated:
        parts.control_statement(accounting.statement(found.rows))
