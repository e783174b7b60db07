"""Label and value pairs of a detail page, and the history of a record."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

import streamlit as st

from lib.changes_deeds import WHAT
from lib.changes_detail import said
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


def history(entries: Sequence[Mapping[str, Any]], detailed: Container[str] = ()) -> None:
    """Who did what with a record and when, newest first (`audit.history`); of `detailed` deeds also the detail."""
    if not entries:
        return
    with st.expander(t("History")):
        for entry in entries:
            st.caption(plain(" · ".join(told(entry, detailed))))


def told(entry: Mapping[str, Any], detailed: Container[str]) -> list[str]:
    """An entry in words: when, who, what, and the detail where it is told and was not erased."""
    detail = said(entry["what"], "", entry["detail"]) if entry["what"] in detailed and entry["detail"] else ""
    what = t(WHAT.get(entry["what"], entry["what"]))
    return list(filter(None, (dates.moment(entry["at"]), entry["name"], what, detail)))
