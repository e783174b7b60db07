"""A choice that stands in the address by its code (`?cast=ukoly`), whatever language its words are in."""

from collections.abc import Mapping

import streamlit as st


def one_of(name: str, label: str, words: Mapping[str, str], first: str) -> str:
    """One of the codes: what the address says, else `first`, which is left out of it. `label` is for readers' ears.

    Streamlit's own binding would write the words into the address, which other pages could not know.
    """
    asked = st.query_params.get(name, first)
    now = asked if asked in words else first
    # What was chosen here before would come back otherwise, and a link into the same page would not be obeyed.
    st.session_state[name] = now
    st.segmented_control(
        label, list(words), required=True, format_func=words.__getitem__, key=name, label_visibility="collapsed",
        on_change=_put, args=(name, first),
    )  # fmt: skip
    return now


def _put(name: str, first: str) -> None:
    chosen = st.session_state[name]
    if chosen == first:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
