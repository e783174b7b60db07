"""Reads a picture that somebody brings, in a guarded process; a bad file costs a sentence and nothing else."""

import hashlib
from dataclasses import dataclass

from lib import guarded
from lib.errors import BadInput
from lib.i18n import N

MOST_BYTES = 60 << 20
WALL_SECONDS = 60
NOT_READ = N("{name} cannot be read. Open it on your computer, save it again as JPEG and try once more.")
TOO_DEMANDING = N("{name} needs too much memory or time to be read. Save it smaller as JPEG.")
SENTENCES = {
    "empty": N("{name} is empty (0 bytes). Copy it from the camera again."),
    "type": N("{name} is not a picture that can be read. Pictures JPEG, PNG, WebP and HEIC can."),
    "truncated": N("{name} is damaged: it ends too early. Copy it from the camera again."),
    "pixels": N("{name} has {megapixels} megapixels; at most 120 can be read. Save it smaller."),
    "large": TOO_DEMANDING,
    "unreadable": NOT_READ,
}
NOTES = {
    "animated": N("It was moving; its first picture is kept."),
    "cmyk": N("It was in colours for print (CMYK) and was converted for screens."),
}


@dataclass(frozen=True)
class Picture:
    """A picture ready to be kept: a JPEG in sRGB, upright, at most 2 560 px long, without any metadata.

    `original_hash` is SHA-256 of what was brought, `likeness` 64 bits in hexadecimal, `taken_at` the camera's clock
    (`2026-11-20 17:05:00`) where it said so, `notes` keys of `NOTES`.
    """

    jpeg: bytes
    width: int
    height: int
    original_hash: str
    likeness: str
    taken_at: str | None
    notes: tuple[str, ...]


def read_picture(data: bytes, name: str) -> Picture:
    """The picture of a file JPEG, PNG, WebP or HEIC; what it is, its first bytes say and not its name.

    BadInput, in one sentence, for what is no picture, is damaged, has over 120 megapixels (by its header, before
    anything is decoded) or needs too much memory or time.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(
            "{name} has {size} MB; at most {limit} MB can be read.",
            name=name,
            size=len(data) >> 20,
            limit=MOST_BYTES >> 20,
        )
    try:
        head, jpeg = guarded.ask("lib.pictures.child", data=data, seconds=WALL_SECONDS)
    except guarded.Fell as fell:
        raise BadInput(TOO_DEMANDING if fell.how == "slow" else NOT_READ, name=name) from None
    if "fault" in head:
        raise BadInput(SENTENCES[head["fault"]], name=name, megapixels=head["megapixels"])
    whose = hashlib.sha256(data).hexdigest()
    notes = tuple(head["notes"])
    return Picture(jpeg, head["width"], head["height"], whose, head["likeness"], head["taken_at"], notes)
