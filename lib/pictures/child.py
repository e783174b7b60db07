"""Runs in a short-lived process: bytes of a picture in, a clean JPEG out, within limits of memory and time.

A file of a few kilobytes can claim thousands of megapixels, and decoders of pictures are a favourite target; here an
evil one takes nobody along. What goes wrong is told by a word (`FAULTS`), which `reading` turns into a sentence.
"""

import datetime as dt
import io
import sys
import warnings
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from lib.guarded_child import confine, say

MEMORY = 2 << 30  # bytes of address space
CPU_SECONDS = 30
MOST_PIXELS = 120_000_000
LONGEST_SIDE = 2560
QUALITY = 90
FAULTS = ("empty", "type", "truncated", "pixels", "large", "unreadable")
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
EXIF, TAKEN, ALSO_TAKEN = 0x8769, 0x9003, 0x0132
"""Tags of Exif 2.32: the folder of the camera, DateTimeOriginal, DateTime."""
WHITE = (255, 255, 255)


class Fault(Exception):
    """The file cannot be taken; the first argument is one of `FAULTS`, the second the megapixels of `pixels`."""


def main() -> None:
    """A picture from standard input as a line of JSON and the bytes of a JPEG."""
    warnings.simplefilter("ignore")
    confine(MEMORY, CPU_SECONDS)
    try:
        head, content = read(sys.stdin.buffer.read())
    except Fault as fault:
        return say({"fault": fault.args[0], "megapixels": fault.args[1] if len(fault.args) > 1 else 0})
    except MemoryError:
        return say({"fault": "large"})
    except BaseException:  # a decoder may raise anything
        return say({"fault": "unreadable"})
    say(head)
    sys.stdout.buffer.write(content)
    return None


def read(data: bytes) -> tuple[dict[str, Any], bytes]:
    """What the picture says of itself and the picture as a JPEG in sRGB, upright, without metadata."""
    image = _opened(data)
    megapixels = image.width * image.height
    if megapixels > MOST_PIXELS:
        raise Fault("pixels", round(megapixels / 1_000_000))
    head: dict[str, Any] = {"taken_at": _taken_at(image), "notes": _notes(image)}
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    try:
        image.load()
    except (OSError, SyntaxError, EOFError):
        raise Fault("truncated") from None
    clean = _clean(ImageOps.exif_transpose(image))
    clean.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    stored = io.BytesIO()
    clean.save(stored, "JPEG", quality=QUALITY, optimize=True)
    return head | {"width": clean.width, "height": clean.height, "likeness": likeness(clean)}, stored.getvalue()


def _opened(data: bytes) -> Image.Image:
    """The picture with its header read and nothing decoded."""
    if not data:
        raise Fault("empty")
    formats = ["JPEG", "PNG", "WEBP"]
    heic = data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS
    if heic:
        import pillow_heif  # heavy, and needed for iPhones only

        pillow_heif.register_heif_opener()
        formats = ["HEIF"]
    Image.MAX_IMAGE_PIXELS = None  # counted by ourselves, so that the sentence can say how many
    try:
        return Image.open(io.BytesIO(data), formats=formats)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        known = heic or data.startswith(BEGINNINGS) or data[8:12] == b"WEBP"
        raise Fault("truncated" if known else "type") from None


def _taken_at(image: Image.Image) -> str | None:
    """When it was taken by the camera's clock, `2026-11-20 17:05:00`."""
    try:
        exif = image.getexif()
        said = exif.get_ifd(EXIF).get(TAKEN) or exif.get(ALSO_TAKEN) or ""
        return dt.datetime.strptime(str(said).strip("\0 "), "%Y:%m:%d %H:%M:%S").isoformat(" ")
    except Exception:  # damaged metadata are no reason to refuse a picture
        return None


def _notes(image: Image.Image) -> list[str]:
    moving = image.format in ("PNG", "WEBP", "HEIF") and getattr(image, "n_frames", 1) > 1
    return [word for word, holds in (("animated", moving), ("cmyk", image.mode == "CMYK")) if holds]


def _clean(image: Image.Image) -> Image.Image:
    """The picture in sRGB on white, as a new one: what hung on the old one (Exif, GPS, XMP, comments) stays there."""
    if image.mode.startswith("I") or image.mode == "F":
        image = image.point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    if image.mode in ("P", "PA", "LA", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    seen = _in_srgb(image, profile) if profile else None
    upright = seen or image
    fresh = Image.new("RGB", image.size, WHITE)
    if image.mode == "RGBA":
        fresh.paste(upright.convert("RGB"), mask=image.getchannel("A"))
    else:
        fresh.paste(upright.convert("RGB"))
    return fresh


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The colours as the profile means them; None when the profile is damaged or belongs to another kind of picture."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        colours = image.convert("RGB") if image.mode == "RGBA" else image
        return ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except Exception:  # the library raises many kinds, and none is a reason to refuse the picture
        return None


def likeness(image: Image.Image) -> str:
    """64 bits as 16 hexadecimal digits: whether each place is darker than the one to its right, nine by eight places.

    Two files of one picture differ in a few bits, two pictures in about 32 (difference hash, N. Krawetz 2013).
    """
    small = image.convert("L").resize((9, 8), Image.Resampling.BOX)
    grey = small.tobytes()
    bits = "".join(
        "1" if grey[row * 9 + column] < grey[row * 9 + column + 1] else "0" for row in range(8) for column in range(8)
    )
    return f"{int(bits, 2):016x}"


if __name__ == "__main__":
    main()
