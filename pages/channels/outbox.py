"""Sending across channels: what waits, what a person has to decide, one message with everything that was tried."""

import streamlit as st

from lib import outbox
from lib.flows import channel_desk
from lib.i18n import t
from lib.ui import cached
from lib.ui import channels as look
from lib.ui import channels_outbox as parts
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.heartbeat import heartbeat

user = guard("channels.read")
waiting = cached.fresh(outbox.waiting, by=user)
chosen = chosen_id()
if chosen:
    message, _ = cached.fresh(channel_desk.message, chosen, by=user)
    everything = (Link(t("Everything that waits"), look.OUTBOX, ":material/arrow_back:"),)
    head(message.parcel.title or message.key, t("Outbox"), others=everything)
    heartbeat()
    parts.one(chosen, waiting, user)
    st.stop()

channels = (Link(t("Channels"), look.LIST, ":material/hub:"),)
head(t("Outbox"), parts.said(waiting), primary=parts.first(waiting, user), others=channels)
heartbeat()
parts.recipients(user)
parts.show(waiting, user)
