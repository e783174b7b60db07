"""What the checks of a post found: what stands in the way first, each with its reason and what to do."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lib.i18n import t, tn
from lib.publishing.checks import Check
from lib.ui import badges
from lib.ui.badges import State
from lib.ui.plain import plain


def show(found: Sequence[Check]) -> None:
    """One finding a row; typography has its own place, the difference under the text."""
    for check in sorted(found, key=lambda one: not one.blocking):
        if check.code != "typography":
            word = t("to mend first") if check.blocking else t("to look at")
            st.markdown(f"{badges.inline(State(word, 'late' if check.blocking else 'due'))} {plain(str(check))}")


def summary(found: Mapping[str, Sequence[Check]], names: Mapping[str, str]) -> None:
    """All findings of a post, by channel; one sentence when there are none."""
    shown = {code: [one for one in checks if one.code != "typography"] for code, checks in found.items()}
    if not any(shown.values()):
        badges.show(State(t("checks in order"), "done"))
        return
    for code, checks in shown.items():
        if checks:
            st.caption(names.get(code, t("Title, pictures, event")))
            show(checks)


def blocking(found: Mapping[str, Sequence[Check]]) -> str:
    """`2 věci stojí v cestě`, or "" when nothing does."""
    count = sum(one.blocking for checks in found.values() for one in checks)
    return tn("{n} thing stands in the way", "{n} things stand in the way", count) if count else ""
