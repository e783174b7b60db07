"""A picture of a message as a channel takes it: JPEG or PNG, small enough, never the original's hidden notes."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image

from lib import files
from lib.errors import OfficeError
from lib.i18n import N
from lib.outbox.records import Picture, WrongContent

TYPES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}
SIDES = (2560, 2048, 1600, 1200, 900, 600, 400)
QUALITY = 85
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Ready:
    """Bytes to be uploaded. `sha` is SHA-256 of the stored original, so it is the same at every repetition."""

    content: bytes
    mime: str
    suffix: str
    width: int
    height: int
    alt: str
    sha: str
    credit: str = ""

    @property
    def name(self) -> str:
        return f"{self.sha[:16]}.{self.suffix}"


def ready(picture: Picture, most_bytes: int, longest_side: int = SIDES[0]) -> Ready:
    """The stored picture within `most_bytes` and `longest_side` px; WrongContent when it is missing or no picture."""
    try:
        content = files.read(picture.file)
    except OfficeError as error:
        raise WrongContent(error.sentence, **error.values) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow finds odd about a picture it can read
            return _fitted(picture, content, most_bytes, longest_side)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise WrongContent(N("The picture {file} cannot be read. Choose another one."), file=picture.file) from error


def _fitted(picture: Picture, content: bytes, most_bytes: int, longest_side: int) -> Ready:
    sha = picture.file.partition(".")[0]
    with Image.open(io.BytesIO(content)) as image:
        known = TYPES.get(image.format or "")
        if known and len(content) <= most_bytes and max(image.size) <= longest_side and _plain(image):
            return Ready(content, *known, *image.size, picture.alt, sha, picture.credit)
        flat = _flat(image)
    for side in (longest_side, *(one for one in SIDES if one < longest_side)):
        smaller = flat.copy()
        smaller.thumbnail((side, side))
        written = io.BytesIO()
        smaller.save(written, "JPEG", quality=QUALITY, optimize=True)
        if written.tell() <= most_bytes:
            return Ready(written.getvalue(), "image/jpeg", "jpg", *smaller.size, picture.alt, sha, picture.credit)
    raise WrongContent(N("The picture {file} cannot be made small enough. Choose another one."), file=picture.file)


def _plain(image: Image.Image) -> bool:
    """Whether it can go as it is: colours of screens, one frame, no notes of the camera."""
    return image.mode in ("RGB", "L", "P", "RGBA") and getattr(image, "n_frames", 1) == 1 and not image.getexif()


def _flat(image: Image.Image) -> Image.Image:
    """The first frame on white in RGB."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        whole = image.convert("RGBA")
        ground = Image.new("RGB", whole.size, WHITE)
        ground.paste(whole, mask=whole.getchannel("A"))
        return ground
    return image.convert("RGB")
