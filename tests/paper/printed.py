"""What a PDF shows, read back by pypdf: a reader that knows nothing of how we write."""

import io
from typing import NamedTuple

from pypdf import PdfReader

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
