"""Leaving for another page with whatever goes into its address."""

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.ui import menu


def leave(page: str, query: Mapping[str, str | list[str]] | None = None) -> None:
    """Go to a page (its file) with these names in its address.

    Streamlit refuses to write a name that a widget of this page keeps in the address, as a filter does whose link goes
    along to the print. The widget is left behind, so its hold on the name is let go first.
    """
    names = dict(query or {})
    context = get_script_run_ctx()
    if context:
        with context.session_state.query_params() as address:
            for name in names:
                if held := address.get_binding_for_param(name):
                    address.unbind_widget(held.widget_id)
    st.switch_page(menu.file(page), query_params=names)
