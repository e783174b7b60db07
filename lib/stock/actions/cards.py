"""Cards of items, their photos, and the places where items lie."""

import dataclasses
import datetime as dt
import io
from typing import Any

from PIL import Image, ImageOps

from lib import audit, clock, files, store
from lib.access import User, needs
from lib.errors import BadInput, Refused
from lib.stock import rules
from lib.stock.queries.items import card
from lib.stock.rules import Card
from lib.store import Database

LONGEST_SIDE = 1200
MOST_BYTES = 20 << 20
MOST_PIXELS = 60_000_000


@needs("stock.edit")
def add_item(db: Database, new: Card, *, by: User) -> int:
    """Start a card and give the item's id. BadInput when the code is taken."""
    values = _values(db, new, None)
    store.insert_many(db, "item", (*values, "created_at"), [(*values.values(), clock.stamp())])
    item_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "stock.add_item", f"item:{item_id}", values)
    return item_id


@needs("stock.edit")
def correct_item(db: Database, item_id: int, new: Card, *, by: User) -> None:
    """Correct a card. Movements and papers that were written down keep what they said."""
    before = card(db, item_id)
    values = _values(db, new, item_id)
    _update(db, item_id, values)
    changed = {name: [getattr(before, name), value] for name, value in values.items() if getattr(before, name) != value}
    audit.record(db, by, "stock.correct_item", f"item:{item_id}", changed)


@needs("stock.edit")
def change_item(db: Database, item_id: int, changes: dict[str, Any], *, by: User) -> None:
    """Correct only some fields of a card (editing in a list); `changes` are fields of `Card`."""
    now = card(db, item_id)
    kept = {field.name: getattr(now, field.name) for field in dataclasses.fields(Card)}
    expires_on = dt.date.fromisoformat(now.expires_on) if now.expires_on else None
    correct_item(db, item_id, Card(**{**kept, "expires_on": expires_on, **changes}), by=by)


@needs("stock.edit")
def save_item(db: Database, item_id: int | None, new: Card, photo: tuple[bytes, str] | None = None, *, by: User) -> int:
    """Start a card (no `item_id`) or correct one, with its photo (content, file name) if there is a new one."""
    if item_id is None:
        item_id = add_item(db, new, by=by)
    else:
        correct_item(db, item_id, new, by=by)
    if photo:
        set_photo(db, item_id, *photo, by=by)
    return item_id


@needs("stock.edit")
def retire_item(db: Database, item_id: int, *, by: User) -> None:
    """Stop offering an item; its history stays. Refused while there are pieces of it."""
    item = card(db, item_id)
    left = _left(db, item_id)
    if left:
        raise Refused(
            "{left} pieces of {item} are still here. Hand them out or write them off first.", left=left, item=item.name
        )
    _update(db, item_id, {"retired": 1})
    audit.record(db, by, "stock.retire_item", f"item:{item_id}")


@needs("stock.edit")
def put_back(db: Database, item_id: int, *, by: User) -> None:
    """Offer a retired item again."""
    card(db, item_id)
    _update(db, item_id, {"retired": 0})
    audit.record(db, by, "stock.put_back", f"item:{item_id}")


@needs("stock.edit")
def set_photo(db: Database, item_id: int, content: bytes, file_name: str, *, by: User) -> str:
    """Give an item a photo (JPEG, PNG, WebP, GIF) and give the name under which the store of files keeps it.

    It is drawn anew: at most 1200 px, upright, without what a camera writes into it (place, time, device).
    """
    card(db, item_id)
    name = files.keep(redrawn(content, file_name), "jpg")
    _update(db, item_id, {"photo": name, "photo_name": file_name})
    audit.record(db, by, "stock.set_photo", f"item:{item_id}", {"photo": name})
    return name


@needs("stock.edit")
def add_place(db: Database, name: str, *, by: User) -> int:
    """A place where items may lie; the known one when it is there already (capitals do not matter)."""
    name = " ".join(name.split())
    if not name:
        raise BadInput("Write the name of the place.", field="place")
    known = store.scalar(db, "select id from place where name = ?", (name,))
    if known is not None:
        return int(known)
    store.insert_many(db, "place", ("name",), [(name,)])
    place_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "stock.add_place", f"place:{place_id}", {"name": name})
    return place_id


def redrawn(content: bytes, file_name: str) -> bytes:
    """The picture as a JPEG of its own making; BadInput when it is not one, or is too large."""
    if len(content) > MOST_BYTES:
        raise BadInput("The photo {name} is larger than 20 MB. Make it smaller.", name=file_name, field="photo")
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadInput("The photo {name} has too many pixels. Make it smaller.", name=file_name, field="photo")
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError, SyntaxError) as error:
        raise BadInput(
            "{name} is not a photo that can be read. Use JPEG or PNG.", name=file_name, field="photo"
        ) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    drawn = io.BytesIO()
    paper.save(drawn, "JPEG", quality=85, optimize=True)
    return drawn.getvalue()


def _values(db: Database, new: Card, item_id: int | None) -> dict[str, Any]:
    """The columns of a tidy card whose code nobody else has."""
    tidy = rules.tidy(new)
    other = store.scalar(db, "select name from item where code = ? and id is not ?", (tidy.code, item_id))
    if other:
        raise BadInput("The code {code} already belongs to {name}.", code=tidy.code, name=other, field="code")
    return {name: _stored(value) for name, value in vars(tidy).items()}


def _stored(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _update(db: Database, item_id: int, values: dict[str, Any]) -> None:
    columns = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(f"update item set {columns} where id = ?", (*values.values(), item_id))


def _left(db: Database, item_id: int) -> int:
    return int(
        store.scalar(
            db,
            "select coalesce(sum(quantity * ((to_place_id is not null) - (from_place_id is not null))), 0)"
            " from movement where item_id = ?",
            (item_id,),
        )
    )
