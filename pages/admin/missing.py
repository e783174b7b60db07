"""An address that does not exist (any more)."""

import streamlit as st

from lib.i18n import t
from lib.ui import menu
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.read")
head(t("Page not found"), t("The address leads nowhere. It may be an old link."), primary=Link(t("Today"), menu.TODAY))
asked = st.query_params.get("adresa", "")
if asked:
    st.text(asked)
