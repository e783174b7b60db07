"""Recipients of whom nobody knows whether they have the message (a broken line, a killed worker): a person decides."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.flows import channel_desk
from lib.i18n import t
from lib.outbox import parts
from lib.ui import cached
from lib.ui.forms import act
from lib.ui.plain import plain

SHOWN = 20


def ask(user: User, names: Mapping[str, str]) -> None:
    """Ask about the recipients in `names` (as the record knows them → as people do); nothing when all is known."""
    waiting = cached.read(parts.unsure, by=user).filter(pl.col("part").is_in(list(names)))
    for row in waiting.head(SHOWN).iter_rows(named=True):
        at = clock.prague(row["at"])
        with st.container(border=True):
            st.text(t("It is not known whether {who} has the message of {day}, {time}.", who=names[row["part"]],
                      day=dates.date(at.date()), time=dates.time(at)))  # fmt: skip
            st.caption(plain(which(row)))
            if user.may("publishing.publish"):
                _decide(row["key"], row["part"], row["stopped"], user)


def which(row: Mapping[str, Any]) -> str:
    """`Odstávka vody · SMS města`; that the message was stopped, if it was."""
    stopped = t("the message was stopped, nobody else gets it") if row["stopped"] else ""
    return " · ".join(filter(None, (row["title"], row["channel_name"], stopped)))


def _decide(key: str, part: str, stopped: bool, user: User) -> None:
    with st.container(horizontal=True):
        for arrived, label in (
            (True, t("It arrived")),
            (False, t("It did not arrive") if stopped else t("Send again")),
        ):
            decided = partial(channel_desk.decide, key=key, part=part, arrived=arrived, by=user)
            act(label, decided, key=f"unsure.{key}.{part}.{arrived}", said=lambda _: t("Noted."))
