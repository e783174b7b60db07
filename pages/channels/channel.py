"""One channel: its settings, the test, switching it on and off; without a code in the address, adding one."""

import streamlit as st

from lib import outbox
from lib.i18n import t
from lib.ui import cached, channels_one
from lib.ui import channels as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.heartbeat import heartbeat

user = guard("channels.read")
everything = (Link(t("All channels"), look.LIST, ":material/arrow_back:"),)
code = channels_one.code()
if code is None:
    head(t("New channel"), t("Choose what it is, then say how to get there."), others=everything)
    if user.may("channels.edit"):
        channels_one.add(user)
    else:
        st.info(t("Only those who set channels up may change this."))
    st.stop()

now = cached.fresh(outbox.channel, code, by=user)
kind = look.kind_name(now.kind)
head(now.name, kind if kind != now.name else "", others=everything)
heartbeat()
channels_one.panel(now, user)
