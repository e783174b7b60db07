"""Assignments of one person as cards: accept, decline, deliver in three touches on a phone."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.coverage.actions import people
from lib.i18n import t
from lib.ui import badges
from lib.ui import coverage as look
from lib.ui import coverage_forms as ask
from lib.ui.forms import act
from lib.ui.head import Link
from lib.ui.plain import plain

SHOWN = 20


def mine(found: pl.DataFrame, user: User) -> None:
    """What waits for me, by its term."""
    if found.is_empty():
        st.caption(t("Nothing waits for you. What is free to take stands in the plan."))
    for row in found.head(SHOWN).iter_rows(named=True):
        _card(row, user)
    if found.height > SHOWN:
        st.caption(t("{n} more follow when these are delivered.", n=found.height - SHOWN))


def _card(row: Mapping[str, Any], user: User) -> None:
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(look.kind_word(row['kind']).capitalize())}** · {plain(row['title'])}")
            badges.show(look.states()[row["state"] if row["answer"] == "accepted" else _offered(row)])
        st.caption(plain(f"{look.when(row)} · {look.due(row['due_at'])}"))
        if row["note"]:
            st.text(row["note"])
        _steps(row, user)


def _offered(row: Mapping[str, Any]) -> str:
    return "late" if row["state"] == "late" else "offered"


def _steps(row: Mapping[str, Any], user: User) -> None:
    number = row["assignment_id"]
    choices = {"deliver": t("Deliver…"), "decline": t("Decline…")}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if row["answer"] == "offered":
            act(
                t("Accept"), lambda db: people.accept(db, number, by=user), key=f"accept.{number}", type="primary",
                said=lambda _: t("Accepted: {event}.", event=row["title"]), icon=":material/check:",
            )  # fmt: skip
        chosen = st.pills(
            t("Step"), list(choices), format_func=choices.__getitem__, key=f"mine.{number}",
            label_visibility="collapsed", wrap=True,
        )  # fmt: skip
        query = {"id": str(row["event_id"]), "cast": look.PART}
        Link(t("Event"), look.EVENT, ":material/event:", query).draw("tertiary", f"mine.{number}")
    if chosen == "deliver":
        ask.deliver(row, user, number)
    elif chosen == "decline":
        ask.decline(row, number, user)
