"""The user guide as people read it in the app; it exists in Czech."""

import streamlit as st

from lib.i18n import LOCALE


def show() -> None:
    """Draw the guide."""
    st.markdown((LOCALE / "cs" / "guide.md").read_text(encoding="utf-8"))
