"""Pictures made for tests: good ones, and every kind of bad one."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

PRAGUE = ((50.0, 5.0, 15.0), (14.0, 25.0, 13.0))


def scene(width: int = 640, height: int = 480, seed: int = 1) -> Image.Image:
    """Something that a likeness can tell from another `seed`."""
    image = Image.new("RGB", (width, height), (40, 90, 110))
    drawing = ImageDraw.Draw(image)
    for one in range(24):
        x, y = (one * 97 * seed) % width, (one * 61 * (seed + 2)) % height
        grey = (one * 53 * (seed + 1)) % 255
        drawing.rectangle((x, y, x + width // 5, y + height // 6), (grey, 255 - grey, (grey * 3) % 255))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file."""
    stored = io.BytesIO()
    image.save(stored, kind, **options)
    return stored.getvalue()


def telling(orientation: int = 1) -> Image.Exif:
    """What a phone writes: place, time, orientation, who held it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telefon Jany Tiché"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 17:05:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", PRAGUE[0], "E", PRAGUE[1]
    return exif


def bomb(width: int = 20_000, height: int = 10_000) -> bytes:
    """A PNG of some bytes that claims two hundred megapixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )
