"""A sheet in colours from a few shapes, drawn as a PNG for screens and as a PDF for print: what is in one is in both.

Units are pixels of the PNG; the PDF is the same picture stretched to the paper. Texts of the PDF stay texts: they can
be searched and copied, and are sharp in any size.
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont, ImageOps

from lib import config
from lib.paper.page import Format
from lib.paper.qr import runs
from lib.paper.qr_matrix import matrix
from lib.paper.text import POINTS

A3 = Format(297, 420, side=20, top=14, bottom=16)
FONTS = {False: "NotoSans-Regular.ttf", True: "NotoSans-Bold.ttf"}
QUIET_ZONE = 4
"""Squares of white around a QR code, ISO/IEC 18004."""


@dataclass(frozen=True)
class Fill:
    """A full rectangle."""

    x: float
    y: float
    wide: float
    high: float
    colour: str


@dataclass(frozen=True)
class Disc:
    """A full circle around its middle."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is its baseline, `x` its left end."""

    x: float
    y: float
    text: str
    size: int
    colour: str
    bold: bool = False


@dataclass(frozen=True)
class Photo:
    """A photograph that covers a rectangle: its middle is kept, what is over is cut off."""

    x: float
    y: float
    wide: float
    high: float
    content: bytes
    alt: str


@dataclass(frozen=True)
class Code:
    """A QR code on white with its quiet zone; `size` with the zone."""

    x: float
    y: float
    size: float
    text: str


Shape = Fill | Disc | Words | Photo | Code


@dataclass(frozen=True)
class Sheet:
    """Shapes over each other, the first one the lowest; what is over the edge is cut off."""

    wide: int
    high: int
    shapes: Sequence[Shape]
    title: str


def png(sheet: Sheet) -> bytes:
    """The sheet as a PNG of its own size."""
    image = Image.new("RGB", (sheet.wide, sheet.high), "white")
    drawing = ImageDraw.Draw(image)
    for shape in sheet.shapes:
        _paint(image, drawing, shape)
    stored = io.BytesIO()
    image.save(stored, "PNG", optimize=True)
    return stored.getvalue()


def _paint(image: Image.Image, drawing: ImageDraw.ImageDraw, shape: Shape) -> None:
    if isinstance(shape, Fill):
        drawing.rectangle((shape.x, shape.y, shape.x + shape.wide - 1, shape.y + shape.high - 1), shape.colour)
    elif isinstance(shape, Disc):
        r = shape.radius
        drawing.ellipse((shape.x - r, shape.y - r, shape.x + r, shape.y + r), shape.colour)
    elif isinstance(shape, Words):
        drawing.text((shape.x, shape.y), shape.text, shape.colour, _typeface(shape.bold, shape.size), anchor="ls")
    elif isinstance(shape, Photo):
        size = (round(shape.wide), round(shape.high))
        image.paste(_covering(shape.content, size), (round(shape.x), round(shape.y)))
    else:
        _paint_code(drawing, shape)


def _paint_code(drawing: ImageDraw.ImageDraw, code: Code) -> None:
    drawing.rectangle((code.x, code.y, code.x + code.size - 1, code.y + code.size - 1), "#FFFFFF")
    for x, y, wide, unit in _squares(code):
        drawing.rectangle((x, y, x + wide - 1, y + unit - 1), "#000000")


def _squares(code: Code) -> list[tuple[float, float, float, float]]:
    """The dark squares of a code joined to runs: left, top, width, height. Whole pixels, so that edges are sharp."""
    squares = matrix(code.text)
    unit = int(code.size) // (len(squares) + 2 * QUIET_ZONE)
    edge = (code.size - unit * len(squares)) // 2
    return [
        (code.x + edge + column * unit, code.y + edge + row * unit, length * unit, unit)
        for column, row, length in runs(squares)
    ]


def _covering(content: bytes, size: tuple[int, int]) -> Image.Image:
    with Image.open(io.BytesIO(content)) as image:
        image.draft("RGB", (2 * size[0], 2 * size[1]))
        return ImageOps.fit(image.convert("RGB"), size, Image.Resampling.LANCZOS)


@cache
def _typeface(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    path = config.ROOT / "data" / "fonts" / FONTS[bold]
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def pdf(sheet: Sheet, paper: Format, *, author: str, day: dt.date) -> bytes:
    """The sheet on a paper of the same ratio. The clock leaves no trace in the bytes; `day` is the paper's date."""
    scale = paper.wide * POINTS / sheet.wide
    book = FPDF(unit="pt", format=(paper.wide * POINTS, paper.high * POINTS))
    book.set_auto_page_break(False)
    book.set_lang("cs-CZ")
    book.set_title(sheet.title)
    book.set_author(author)
    book.set_creation_date(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC))
    for bold, name in FONTS.items():
        book.add_font("Noto", "B" if bold else "", config.ROOT / "data" / "fonts" / name)
    book.add_page()
    for shape in sheet.shapes:
        _print(book, shape, scale)
    return bytes(book.output())


def _print(book: FPDF, shape: Shape, k: float) -> None:
    if isinstance(shape, Fill):
        book.set_fill_color(shape.colour)
        book.rect(shape.x * k, shape.y * k, shape.wide * k, shape.high * k, style="F")
    elif isinstance(shape, Disc):
        book.set_fill_color(shape.colour)
        book.circle(shape.x * k, shape.y * k, shape.radius * k, style="F")
    elif isinstance(shape, Words):
        book.set_font("Noto", "B" if shape.bold else "", shape.size * k)
        book.set_text_color(shape.colour)
        book.text(shape.x * k, shape.y * k, shape.text)
    elif isinstance(shape, Photo):
        _print_photo(book, shape, k)
    else:
        book.set_fill_color("#FFFFFF")
        book.rect(shape.x * k, shape.y * k, shape.size * k, shape.size * k, style="F")
        book.set_fill_color("#000000")
        for x, y, wide, unit in _squares(shape):
            book.rect(x * k, y * k, wide * k, unit * k, style="F")


def _print_photo(book: FPDF, photo: Photo, k: float) -> None:
    """Cut to its rectangle in the photograph's own pixels, at most 2 560 wide: print wants them all."""
    with Image.open(io.BytesIO(photo.content)) as image:
        ratio = photo.wide / photo.high
        wide = min(image.width, round(image.height * ratio))
    cut = io.BytesIO()
    _covering(photo.content, (wide, max(1, round(wide / ratio)))).save(cut, "JPEG", quality=90)
    book.image(cut, photo.x * k, photo.y * k, photo.wide * k, photo.high * k, alt_text=photo.alt)
