"""What the checks of a post found: what stands in the way first, each with its reason and what to do."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lib.i18n import t
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
    """All findings of a post, what stands in the way first, each once with the channels where it is; one sentence
    when there are none."""
    where: dict[str, list[str]] = {}
    checks: dict[str, Check] = {}
    for code, here in found.items():
        for check in here:
            if check.code != "typography":
                where.setdefault(str(check), []).append(names.get(code, code))
                checks[str(check)] = check
    if not checks:
        badges.show(State(t("checks in order"), "done"))
    for said in sorted(checks, key=lambda said: not checks[said].blocking):
        with st.container(gap=None):
            show([checks[said]])
            st.caption(plain(", ".join(where[said])))
