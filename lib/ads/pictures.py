"""Pictures of ads: taken in, measured against the size in which they are printed (at least 300 dpi)."""

import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from lib import files
from lib.errors import BadInput

LEAST_DPI = 300
LARGEST = 40_000_000
"""Bytes of one picture."""
_MM_PER_INCH = 25.4
_SUFFIX = {"JPEG": "jpg", "PNG": "png"}


@dataclass(frozen=True)
class Picture:
    """A picture with its size in points. `dpi(width, height)` says how sharp it is when printed so many mm big."""

    suffix: str
    wide: int
    high: int

    def dpi(self, width_mm: int, height_mm: int) -> int:
        """Points to an inch on the worse side."""
        return int(min(self.wide * _MM_PER_INCH / width_mm, self.high * _MM_PER_INCH / height_mm))

    def fits(self, width_mm: int, height_mm: int) -> bool:
        """Whether it has the shape of the space for it, to five per cent."""
        return abs(self.wide * height_mm / (self.high * width_mm) - 1) <= 0.05


def measure(content: bytes) -> Picture:
    """The picture, or BadInput beside `picture` for what is none or is too large."""
    if len(content) > LARGEST:
        raise BadInput("The picture is larger than {mb} MB.", mb=LARGEST // 1_000_000, field="picture")
    try:
        with Image.open(io.BytesIO(content)) as opened:
            opened.verify()
            kind, (wide, high) = opened.format or "", opened.size
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadInput("The file is not a picture that can be read. Send JPG or PNG.", field="picture") from error
    if kind not in _SUFFIX:
        raise BadInput("The file is not a picture that can be read. Send JPG or PNG.", field="picture")
    return Picture(_SUFFIX[kind], wide, high)


def keep(content: bytes) -> str:
    """Keep a picture and give its name for `OrderEntry.picture`."""
    return files.keep(content, measure(content).suffix)


def kept(name: str) -> Picture:
    """The size of a picture that was kept."""
    return measure(files.read(name))
