"""Small fields that somebody else may change meanwhile: nothing chosen is lost, nothing of theirs is written over."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib.errors import Conflict
from lib.ui.forms import Form

BEGAN = "began"


def began(form: Form, now: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the fields of a live form began with: what holds `now`, until something is chosen in them."""
    kept: Mapping[str, Any] = st.session_state.setdefault(form.key(BEGAN), now)
    if kept != now and all(st.session_state.get(form.key(field), value) == value for field, value in kept.items()):
        form.renew()
        st.session_state[form.key(BEGAN)] = kept = now
    return kept


def chosen(form: Form, now: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were changed here. Conflict, once, when somebody else has changed the same one to something else;
    whoever saves again has seen it."""
    before = st.session_state[form.key(BEGAN)]
    mine = {field: value for field, value in fields.items() if value != before[field]}
    theirs = {field: now[field] for field, value in mine.items() if now[field] not in (before[field], value)}
    if theirs:
        st.session_state[form.key(BEGAN)] = {**before, **theirs}
        raise Conflict("Somebody has changed this meanwhile; the page says what holds now. Your choice is still here,"
                       " save it again if it is to hold.")  # fmt: skip
    return mine
