"""One message to citizens: its texts and price, approval, the hand-over to MUNIPOLIS and its confirmation."""

import streamlit as st

from lib import settings
from lib.i18n import t
from lib.press.actions import messages as actions
from lib.press.queries import messages
from lib.press.rules.messages import Message, listed
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_message_form as written
from lib.ui import press_messages as parts
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("press.read")
everything = (Link(t("Messages to citizens"), look.MESSAGES, ":material/sms:"),)
groups, streets = (
    listed(str(cached.fresh(settings.value, code))) for code in ("munipolis.groups", "munipolis.streets")
)
halere, usual = (int(cached.fresh(settings.value, f"sms.{code}")) for code in ("price_per_part", "recipients"))
number = chosen_id()
if number is None:
    head(t("New message"), t("Prepared here, sent in MUNIPOLIS by hand."), others=everything)
    form = Form("press.message.new", live=True)
    with form.body():
        said = written.ask_message(form, Message("emergency", "", expected=usual), groups, streets, halere, user)
        if form.submit(t("Save the message")):
            form.save(
                lambda db: actions.draft(db, said, by=user),
                said=lambda _: t("Saved. Have it approved, then copy it into MUNIPOLIS."),
                go=look.MESSAGE,
                query=lambda new: {"id": str(new)},
            )
    st.stop()

kept = cached.read(messages.message, number, by=user)
head(kept.message.title, kept.number or t("not sent yet"), others=everything)
what, steps = st.columns([3, 2], gap="large")
with what:
    parts.texts(kept, user)
    editing = not kept.sent_at and user.may("press.edit") and st.toggle(t("Edit the message"), key="edit")
    if editing:
        written.correct(kept, groups, streets, halere, user)
with steps:
    parts.known(kept)
    if not editing:
        parts.steps(kept, halere, user)
