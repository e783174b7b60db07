"""The looks that the theme cannot say: one style sheet, no text of people ever inside it."""

from pathlib import Path

import streamlit as st

ASSETS = Path(__file__).parent / "assets"
FAVICON = ASSETS / "favicon.png"
SHEET = ASSETS / "kancelar.css"


def apply() -> None:
    """Put the style sheet into the page (a file given to `st.html` becomes a style element)."""
    st.html(SHEET)
