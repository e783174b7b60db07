"""Messages as the outbox hands them to a connector."""

from dataclasses import fields
from typing import Any

from lib.outbox.records import Message, Parcel


def message(parcel: Parcel, **changed: Any) -> Message:
    """A message that is being sent for the first time; `operation`, `remote_id`… as given."""
    nothing = dict.fromkeys((field.name for field in fields(Message)), None)
    said = {
        "id": 1, "channel": "c", "operation": "publish", "key": "story-1-c-1", "payload": parcel.to_json(),
        "state": "sending", "publish_at": "2026-11-23T07:00:00Z", "grace_minutes": 120, "tries": 1, "failures": 0,
        "created_at": "2026-11-22T07:00:00Z",
    }  # fmt: skip
    return Message(**nothing | said | changed)
