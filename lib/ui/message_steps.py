"""What a person decides about one message of the outbox: whether it is out, sending it now, cancelling it."""

from functools import partial

import streamlit as st

from lib import outbox
from lib.access import User
from lib.flows import channel_desk
from lib.i18n import t
from lib.ui.forms import act

DECIDED = ("unknown", "failed", "missed", "handover")
"""States that wait for a person, shown first."""


def question(state: str, stopped: bool) -> None:
    """What is asked of a message of which nobody knows."""
    if state == "unknown":
        st.markdown(t("The channel gave no answer. Look there: is it out?"))
        if stopped:
            st.caption(t("It was stopped, so it is not sent again."))


def buttons(message_id: int, state: str, stopped: bool, user: User, *, first: bool = True) -> None:
    """The steps that its state allows; those of the `first` message are the main ones of a page."""
    key = f"message.{message_id}"
    if state == "unknown":
        yes = t("Yes, it is out"), t("It is written down that it is out.")
        for out, (label, told) in ((True, yes), (False, not_out(stopped))):
            act(label, partial(outbox.resolve, message_id=message_id, was_published=out, by=user),
                key=f"{key}.{out}", said=partial(_told, told))  # fmt: skip
    if state in ("queued", "missed", "failed"):
        act(t("Send it again") if state == "failed" else t("Send it now"),
            lambda db: outbox.send_now(db, message_id, by=user), key=f"{key}.now",
            type="primary" if first and state != "queued" else "secondary",
            said=lambda _: t("It is being sent."))  # fmt: skip
    if state in ("queued", "missed", "failed", "handover"):
        act(t("Cancel the sending"), lambda db: channel_desk.cancel(db, message_id, by=user), type="tertiary",
            key=f"{key}.cancel", said=lambda _: t("The sending is cancelled."))  # fmt: skip


def not_out(stopped: bool) -> tuple[str, str]:
    """What a person presses when a message is not out, and what he is told: one that was stopped is not sent again."""
    if stopped:
        return t("No, it is not out"), t("It is cancelled and is not sent again.")
    return t("No, send it again"), t("It is sent again.")


def _told(words: str, _: None) -> str:
    return words
