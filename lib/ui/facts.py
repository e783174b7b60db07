"""Label and value pairs of a detail page, and the history of a record."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import streamlit as st

from lib.changes_deeds import WHAT
from lib.czech import dates
from lib.i18n import t
from lib.ui.plain import plain


def facts(pairs: Mapping[str, str | None]) -> None:
    """What is known of a record; what is not filled in is left out."""
    with st.grid(columns=2, min_column_width=140, gap="small"):
        for label, value in pairs.items():
            if value:
                with st.container(gap=None):
                    st.caption(label)
                    st.text(value)


def history(entries: Sequence[Mapping[str, Any]], names: Mapping[str, str] = MappingProxyType({})) -> None:
    """Who did what with a record and when, newest first; `names` are those of the logins."""
    if not entries:
        return
    with st.expander(t("History")):
        for entry in entries:
            what = t(WHAT.get(entry["what"], entry["what"]))
            who = names.get(entry["who"], entry["who"])
            st.caption(plain(f"{dates.moment(entry['at'])} · {who} · {what}"))
