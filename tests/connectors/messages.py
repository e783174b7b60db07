"""Messages and pictures for the tests of channels."""

import dataclasses
import io
from typing import Any

from PIL import Image

from lib import clock, files
from lib.outbox.records import Message, Parcel, Picture

LINK = "https://www.brazdov.example/pruvod?k=m7f3"


def parcel(**more: Any) -> Parcel:
    fields = {
        "title": "Lampionový průvod",
        "text": "V pátek v 17:00 vyjde od radnice průvod.\nVezměte si lampion.\n\nTěšíme se.",
        "perex": "Průvod vyjde od radnice.",
        "link": LINK,
        "mark": "m7f3",
        "slug": "lampionovy-pruvod",
    }
    return Parcel(**(fields | more))


def message(content: Parcel | None = None, **more: Any) -> Message:
    """A message that is due, as the outbox gives it; fields of Message may be given."""
    now = clock.stamp()
    known: dict[str, Any] = {
        "id": 1, "channel": "x", "operation": "publish", "key": "post:1:1", "state": "sending", "publish_at": now,
        "grace_minutes": 120, "tries": 1, "failures": 0, "created_at": now,
        "payload": (content or parcel()).to_json(),
    }  # fmt: skip
    empty = dict.fromkeys(field.name for field in dataclasses.fields(Message))
    return Message(**(empty | known | more))


def picture(
    alt: str = "Děti s lampiony", colour: tuple[int, int, int] = (200, 90, 20), side: int = 64, credit: str = ""
) -> Picture:
    """A small JPEG in the store of files."""
    written = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(written, "JPEG")
    return Picture(files.keep(written.getvalue(), "jpg"), alt, credit=credit)
