"""What is to be sent to foreign channels: queued with the deed, sent exactly once, unknown when unsure."""

from lib.outbox.channels import SetUp, channel, channels, checked, save_channel, secrets_of, set_up, switch
from lib.outbox.decisions import cancel, hand_over_done, resolve, send_now, stop
from lib.outbox.delivery import deliver
from lib.outbox.outcome import Attempt, Outcome
from lib.outbox.pace import PACE, Pace
from lib.outbox.queue import claim, due, expire, get, hand_over, miss_late, put, settle
from lib.outbox.records import (
    Asked,
    Channel,
    Disconnected,
    Health,
    Kind,
    Limits,
    Message,
    NoAnswer,
    Parcel,
    Picture,
    RateLimited,
    Reauth,
    Sent,
    Transient,
    Trouble,
    WrongContent,
)  # fmt: skip
from lib.outbox.schema import migrations
from lib.outbox.waiting import STATES, attempts, waiting

__all__ = [
    "PACE", "STATES", "Asked", "Attempt", "Channel", "Disconnected", "Health", "Kind", "Limits", "Message", "NoAnswer",
    "Outcome", "Pace", "Parcel", "Picture", "RateLimited", "Reauth", "Sent", "SetUp", "Transient", "Trouble",
    "WrongContent", "attempts", "cancel", "channel", "channels", "checked", "claim", "deliver", "due", "expire", "get",
    "hand_over", "hand_over_done", "migrations", "miss_late", "put", "resolve", "save_channel", "secrets_of",
    "send_now", "set_up", "settle", "stop", "switch", "waiting",
]  # fmt: skip
