"""The shape of a picture for Instagram: JPEG between 4:5 and 1.91:1, and a version that fits, to be put on the web."""

import io

from PIL import Image, ImageFilter, ImageOps

from lib import files
from lib.errors import OfficeError
from lib.i18n import N
from lib.outbox.records import Picture, WrongContent

NARROWEST, WIDEST = 4 / 5, 1.91
SIDE = 1440
_UNREADABLE = N("This file is not a picture that can be read.")


def fits(width: int, height: int) -> bool:
    """Whether Instagram takes a picture of this size; a hair is forgiven, because pixels are whole."""
    return NARROWEST - 0.005 <= width / height <= WIDEST + 0.005


def shape_problem(picture: Picture) -> str:
    """Why Instagram would not take the picture as it lies in the store of files, "" when it would (or it is only on
    the web, and Meta itself will say)."""
    try:
        with Image.open(files.path(picture.file)) as opened:
            kind, (width, height) = opened.format, opened.size
    except (OfficeError, OSError, ValueError, Image.DecompressionBombError):
        return ""
    if kind != "JPEG":
        return N("Instagram takes JPEG pictures only. Put the version for Instagram on the web.")
    if not fits(width, height):
        return N("Instagram does not take a picture of this shape. It must be between 4:5 and 1.91:1.")
    return ""


def fitted(content: bytes) -> bytes:
    """The picture as JPEG in a shape that Instagram takes: nothing is cut off, what is missing is its own blurred
    picture. WrongContent when the bytes are no picture."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise WrongContent(_UNREADABLE) from error
    picture.thumbnail((SIDE, SIDE))
    width, height = picture.size
    if not fits(width, height):
        size = (round(height * NARROWEST), height) if width < height else (width, round(width / WIDEST))
        behind = ImageOps.fit(picture, size).filter(ImageFilter.GaussianBlur(40))
        behind.paste(picture, ((size[0] - width) // 2, (size[1] - height) // 2))
        picture = behind
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()
