"""Settings of the office: values that hold from a day on."""

import streamlit as st

from lib import settings
from lib.i18n import t
from lib.ui import cached
from lib.ui import settings as look
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("settings.edit")
found = cached.read(settings.listing, by=user)
chosen = next((one for one in found if one.code == st.query_params.get("id", "")), None)

if chosen:
    head(
        look.label(chosen.code),
        t(
            "Now: {value}. Days before the change keep what held then.",
            value=look.written(chosen.code, chosen.now.value),
        ),
        others=(Link(t("Settings"), look.PAGE),),
    )
    look.change(chosen, by=user)
else:
    head(t("Settings"), t("What the office may change by itself; a row leads to its change."))
    look.show(found, by=user)
