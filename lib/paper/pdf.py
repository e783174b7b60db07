"""Finished pages into the bytes of one PDF: Czech, titled, copyable, and the same bytes for the same pages."""

import datetime as dt
import io
from typing import Any

from fpdf import FPDF
from fpdf.output import OutputProducer

from lib.paper.fonts import fonts
from lib.paper.page import Page
from lib.paper.text import POINTS


class _Producer(OutputProducer):
    """Writes a PDF whose first objects are the fonts prepared in advance."""

    def __init__(self, book: FPDF) -> None:
        super().__init__(book)
        self.obj_id = len(fonts().objects)

    def _add_fonts(self, *_resources: Any) -> dict[int, Any]:
        self.pdf_objs.extend(fonts().objects)
        return dict(fonts().references)


def bind(pages: list[Page], *, title: str, author: str, day: dt.date) -> bytes:
    """The pages as one PDF. `day` is the paper's own date: the clock and chance leave no trace in the bytes."""
    first = pages[0]
    book = FPDF(unit="pt", format=(first.wide * POINTS, first.high * POINTS))
    book.set_lang("cs-CZ")
    book.set_title(title)
    book.set_author(author)
    book.set_creation_date(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC))
    book.allow_images_transparency = False
    book.single_resources_object = True
    book.set_display_mode("fullwidth")
    for number, page in enumerate(pages, start=1):
        book.add_page()
        book.pages[number].contents = bytearray(page.content())
        for content, x, y, wide, high in page.pictures:
            book.image(io.BytesIO(content), x=x * POINTS, y=y * POINTS, w=wide * POINTS, h=high * POINTS)
    return bytes(book.output(output_producer_class=_Producer))
