"""All channels: how each does, what waits in it, when its token ends; adding one."""

from lib import outbox
from lib.flows import channel_desk, own_outputs
from lib.i18n import t, tn
from lib.ui import cached, channels_own
from lib.ui import channels as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.heartbeat import heartbeat

user = guard("channels.read")
known = cached.fresh(outbox.channels, by=user)
on = sum(one.switched_on for one in known)

head(
    t("Channels"),
    tn("{n} channel is on", "{n} channels are on", on),
    primary=Link(t("Add a channel"), look.ONE, ":material/add:") if user.may("channels.edit") else None,
    others=(Link(t("Outbox"), look.OUTBOX, ":material/outbox:"),),
)
heartbeat()
look.to_mend(known)
look.show(known, cached.fresh(channel_desk.counts, by=user), user)
channels_own.show(cached.fresh(own_outputs.own_outputs, by=user))
