"""What a PDF shows, read back by pypdf: a reader that knows nothing of how we write."""

import io
from typing import NamedTuple

from PIL import Image, ImageDraw
from pypdf import PdfReader
from pypdf.generic import ContentStream

from lib.paper.text import POINTS, Style, width


class Words(NamedTuple):
    """A printed line of text and its edges in mm from the top left corner of the page; `bottom` is the baseline."""

    text: str
    left: float
    right: float
    bottom: float


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def pages(pdf: bytes) -> list[str]:
    """The text of each page with ordinary spaces."""
    return [page.extract_text().replace("\u00a0", " ") for page in reader(pdf).pages]


def words(pdf: bytes) -> list[list[Words]]:
    """Every printed line of each page with its place."""
    return [_on_page(page) for page in reader(pdf).pages]


def overruns(pdf: bytes, side: float, top: float, low: float) -> list[Words]:
    """Lines that reach over the side margins (mm), above `top` or under `low` (the footer's baseline)."""
    wide, high = (float(length) / POINTS for length in reader(pdf).pages[0].mediabox[2:])
    shown = [line for page in words(pdf) for line in page]
    return [
        line
        for line in shown
        if line.left < side - 0.05 or line.right > wide - side + 0.05 or not top <= line.bottom <= min(low, high)
    ]


def _on_page(page) -> list[Words]:
    high = float(page.mediabox.height)
    found: list[Words] = []

    def see(text: str, _cm: object, place: list[float], font: dict | None, size: float) -> None:
        text = text.strip(" \n")  # pypdf puts a space between neighbours
        if text and font:
            left = place[4] / POINTS
            right = left + width(text, Style(size, bold="Bold" in font["/BaseFont"]))
            found.append(Words(text, left, right, (high - place[5]) / POINTS))

    page.extract_text(visitor_text=see)
    return found


def picture(pdf: bytes, page: int = 0, dots: float = 8) -> Image.Image:
    """The filled rectangles of a page (rules, frames, payment codes) as a picture with `dots` in a millimetre."""
    sheet = reader(pdf).pages[page]
    scale = dots / POINTS
    image = Image.new("L", (int(float(sheet.mediabox.width) * scale), int(float(sheet.mediabox.height) * scale)), 255)
    draw, high = ImageDraw.Draw(image), float(sheet.mediabox.height)
    grey, frame, boxes = 0.0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), []
    for operands, operator in ContentStream(sheet.get_contents(), None).operations:
        if operator == b"g":
            grey = float(operands[0])
        elif operator == b"cm":
            frame = tuple(map(float, operands))
        elif operator == b"Q":
            frame = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        elif operator == b"re":
            boxes.append(tuple(map(float, operands)))
        elif operator == b"f":
            for x, y, wide, tall in boxes:
                across = sorted(frame[0] * at + frame[4] for at in (x, x + wide))
                down = sorted(high - frame[3] * at - frame[5] for at in (y, y + tall))
                corners = [round(at * scale) for at in (across[0], down[0], across[1], down[1])]
                draw.rectangle((corners[0], corners[1], corners[2] - 1, corners[3] - 1), fill=int(grey * 255))
            boxes = []
    return image
