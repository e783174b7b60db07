"""What is to be sent to foreign channels: queued with the deed, sent exactly once, unknown when unsure."""

from lib.outbox.queue import claim, expire, failed, get, published, put, resolve, unknown
from lib.outbox.records import Channel, Kind, Message, Parcel, Picture, Sent, Trouble
from lib.outbox.schema import migrations

__all__ = [
    "Channel", "Kind", "Message", "Parcel", "Picture", "Sent", "Trouble", "claim", "expire", "failed", "get",
    "migrations", "published", "put", "resolve", "unknown",
]  # fmt: skip
