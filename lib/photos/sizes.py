"""Photographs in the size that somebody needs: made when first asked for, kept beside the store of files.

What is kept can be made again at any time, so no backup carries it and it may be thrown away.
"""

import io
import os
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from lib import config, files
from lib.access import User, needs
from lib.czech.slug import slug
from lib.errors import BadInput, Refused
from lib.photos.queries import by_ids
from lib.photos.records import Photo
from lib.store import Database

THUMBNAIL, WEB, FULL = 320, 1280, 2560
QUALITY = 85
MOST_IN_ZIP = 200
_FIXED = (2000, 1, 1, 0, 0, 0)
"""The time of files in a ZIP: the same photographs give the same bytes."""


def sized(photo: Photo, width: int) -> bytes:
    """The photograph as JPEG at most `width` pixels wide, never enlarged, its ratio kept. Without metadata."""
    return sized_file(photo.file, width)


def sized_file(file: str, width: int) -> bytes:
    """`sized` by the name in the store of files."""
    kept = config.current().data / "sized" / f"{Path(file).stem}-{width}.jpg"
    if kept.is_file():
        return kept.read_bytes()
    made = _made(files.read(file), width)
    _keep(kept, made)
    return made


def _made(content: bytes, width: int) -> bytes:
    image = Image.open(io.BytesIO(content))
    if image.width <= width:
        return content
    height = max(1, round(image.height * width / image.width))
    image.draft("RGB", (width, height))
    small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    stored = io.BytesIO()
    small.save(stored, "JPEG", quality=QUALITY, optimize=True)
    return stored.getvalue()


def _keep(place: Path, content: bytes) -> None:
    """Whole or not at all; a disk that is full or read-only only means that it is made again next time."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=place.parent, suffix=".part")
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        Path(draft).replace(place)
    except OSError:
        return


def forget(file: str) -> None:
    """Delete a photograph and everything made of it for good; within a unit of change only by `store.afterwards`."""
    for made in (config.current().data / "sized").glob(f"{Path(file).stem}-*.jpg"):
        made.unlink(missing_ok=True)
    files.forget(file)


@needs("photos.read")
def zip_of(db: Database, photo_ids: Iterable[int], width: int, *, by: User) -> bytes:
    """A ZIP of photographs of this width with `autori.txt`: file, author, what it shows, what it may be used for.

    Withdrawn ones are left out; Refused when none is left, BadInput for more than 200.
    """
    chosen = by_ids(db, photo_ids)
    if len(chosen) > MOST_IN_ZIP:
        raise BadInput("At most {most} photographs fit into one ZIP. Choose fewer.", most=MOST_IN_ZIP)
    usable = [one for one in chosen if not one.obstacle(promotion=False)]
    if not usable:
        raise Refused("None of these photographs may be used.")
    names = {one.id: _name(one) for one in usable}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for one in usable:
            archive.writestr(zipfile.ZipInfo(names[one.id], _FIXED), sized(one, width))
        lines = "\r\n".join(_line(one, names[one.id]) for one in usable)
        archive.writestr(zipfile.ZipInfo("autori.txt", _FIXED), f"\ufeff{lines}\r\n".encode())
    return packed.getvalue()


def _name(one: Photo) -> str:
    return f"{one.id}-{slug(Path(one.original_name).stem)[:60] or 'foto'}.jpg"


def _line(one: Photo, name: str) -> str:
    """Czech, for whoever gets the ZIP: an editor's office, a printer."""
    use = {
        "news": "jen pro zpravodajství",
        "consent": "se souhlasem",
        "no_promotion": "jen pro zpravodajství, ne na propagaci",
    }[one.licence]
    return " | ".join(filter(None, (name, one.credit_line or "Foto: autor neuveden", one.alt, use, one.licence_note)))
