"""A field for the text of an ad with the number of characters beneath it, which changes while one is writing."""

import streamlit as st

from lib.i18n import t
from lib.ui.forms import Form
from lib.ui.script import component

_count = component("kancelar_count", "count.js")


def counted_text(form: Form, field: str, label: str, *, per: int, spaces: bool = True, value: str = "") -> str:
    """Ask for a text whose started `per` characters are charged; `spaces` as the price list counts them."""
    around = "counted-text"
    with st.container(key=around, gap=None):
        text = form.ask(field, st.text_area, label, value=value, height=120)
        words = t("Characters: {count}, charged {started} × {per}")
        _count(key=form.key(f"{field}.count"), data={"around": around, "per": per, "spaces": spaces, "words": words})
    return text or ""
