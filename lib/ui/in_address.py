"""What stands in the address: a number (`?id=12`), a choice by its code (`?cast=ukoly`) in whatever language."""

from collections.abc import Mapping

import streamlit as st


def number(name: str) -> int | None:
    """The number that stands there (`?id=12`), None for anything else. One with more digits than the store takes names
    no record either."""
    text = st.query_params.get(name, "")
    return int(text[:18]) if text.isdecimal() else None


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
