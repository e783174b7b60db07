"""Picture cards: an event in one look, as a PNG for Facebook and the web (1200 × 630) and Instagram (1080 × 1080).

Nothing is read but the fonts: the same card gives the same bytes. The town's colour is the ground, the title takes
the room it needs and shrinks when it has to, the day and the hour can be read on a phone.
"""

import datetime as dt
import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from lib.czech import dates, typography
from lib.events import Event
from lib.publishing.documents.colours import INK, PAPER, USUAL, WARM, Palette, palette
from lib.publishing.documents.lettering import (
    BOLD,
    REGULAR,
    fitting,
    largest,
    line_height,
    printable,
    typeface,
    wrapped,
)
from lib.publishing.rules import FORMATS

QUIET = "#4A5562"


@dataclass(frozen=True)
class Picture:
    """What a card says. `day` and `time` may be empty (a post without an event, an event without an hour)."""

    title: str
    label: str
    weekday: str
    day: str
    time: str
    place: str
    town: str
    web: str


@dataclass(frozen=True)
class Row:
    """One line of the panel; `gap` is the pixels to the next one."""

    text: str
    font: ImageFont.FreeTypeFont
    colour: str
    gap: int


def picture_of(title: str, event: Event | None, label: str, town: str, web: str) -> Picture:
    """The card of a post: days and place from its event, in Czech typography."""
    if event is None:
        return Picture(typography.mend(title), label, "", "", "", "", town, web)
    weekday, day = _days(event.day, event.last_day)
    time = dates.span(event.starts_at, event.ends_at) if event.starts_at and event.last_day == event.day else ""
    return Picture(typography.mend(title), label, weekday, day, time, typography.mend(event.venue or ""), town, web)


@lru_cache(maxsize=64)
def picture_card(picture: Picture, form: str, colour: str = USUAL) -> bytes:
    """The card as PNG bytes; `form` is one of `rules.FORMATS`, `colour` the town's (`#0B5C6B`). Kept, for a screen
    draws it at every click."""
    width, height = FORMATS[form]
    colours = palette(colour)
    image = Image.new("RGB", (width, height), colours.ground)
    drawing = ImageDraw.Draw(image)
    square = width == height
    (_square if square else _wide)(drawing, picture, width, height, colours)
    stored = io.BytesIO()
    image.save(stored, "PNG", optimize=True)
    return stored.getvalue()


def _days(first: dt.date, last: dt.date) -> tuple[str, str]:
    """The small line and the big one: `sobota` · `28. listopadu 2026`, `pátek – neděle` · `1.–3. 5. 2026`."""
    if first == last:
        weekday, _, day = dates.long_date(first).partition(" ")
        return weekday, day
    return f"{dates.weekday(first)} – {dates.weekday(last)}", dates.span(first, last)


def _square(drawing: ImageDraw.ImageDraw, picture: Picture, width: int, height: int, colours: Palette) -> None:
    foot, margin = height - 96, 76
    rows = _when(picture, width - 2 * margin, 72, colours)
    panel = foot - sum(row.gap for row in rows) - 82 if rows else foot
    _ground(drawing, (width, panel), width * 0.56, colours)
    top = _label(drawing, picture.label, margin, 76, colours)
    _title(drawing, picture.title, (margin, top, width - margin, panel - 40), 124)
    if rows:
        drawing.rectangle((0, panel, width, foot), PAPER)
        drawing.rectangle((0, panel, width, panel + 10), WARM)
        _write(drawing, rows, margin, panel + 40)
    _foot(drawing, picture, (margin, foot, width - margin, height), 34, colours)


def _wide(drawing: ImageDraw.ImageDraw, picture: Picture, width: int, height: int, colours: Palette) -> None:
    foot, margin = height - 76, 60
    right = 700 if picture.day else width
    rows = _when(picture, width - right - 96, 50, colours)
    _ground(drawing, (right, foot), width * 0.36, colours)
    top = _label(drawing, picture.label, margin, 62, colours)
    _title(drawing, picture.title, (margin, top, right - margin, foot - 30), 84)
    if rows:
        drawing.rectangle((right, 0, width, foot), PAPER)
        drawing.rectangle((right, 0, right + 10, foot), WARM)
        _write(drawing, rows, right + 56, (foot - sum(row.gap for row in rows)) // 2)
    _foot(drawing, picture, (margin, foot, width - margin, height), 28, colours)


def _ground(drawing: ImageDraw.ImageDraw, corner: tuple[int, int], radius: float, colours: Palette) -> None:
    """Calm circles around the lower right corner, so that the ground is not a bare colour."""
    x, y = corner
    for share, colour in ((1.0, colours.deep), (0.66, colours.bright), (0.60, colours.deep)):
        reach = radius * share
        drawing.ellipse((x - reach, y - reach, x + reach, y + reach), colour)


def _label(drawing: ImageDraw.ImageDraw, label: str, x: int, y: int, colours: Palette) -> int:
    """The kind of the event in small capitals over the title; gives where the title may begin."""
    font = typeface(BOLD, 30)
    text = printable(label.upper(), BOLD)
    if not text:
        return y
    drawing.rectangle((x, y, x + 56, y + 8), colours.mark)
    drawing.text((x, y + 26), text, colours.mark, font)
    return y + 92


def _title(drawing: ImageDraw.ImageDraw, title: str, box: tuple[int, int, int, int], largest_size: int) -> None:
    """The title in the largest type in which it fits the box; at the smallest one its end is left out."""
    left, top, right, bottom = box
    lines, size = largest(title, right - left, bottom - top, largest_size)
    for row, text in enumerate(lines):
        drawing.text((left, top + row * line_height(size)), text, PAPER, typeface(BOLD, size))


def _when(picture: Picture, width: int, size: int, colours: Palette) -> list[Row]:
    """Weekday, day, hour and place under each other, each in the type in which it fits the width."""
    small = round(size * 0.68)
    asked = (
        (picture.weekday, REGULAR, small, QUIET),
        (picture.day, BOLD, size, colours.ground),
        (picture.time, BOLD, size, INK),
        (picture.place, REGULAR, small, INK),
    )
    return [row for one in asked if picture.day for row in _rows(*one, width)]


def _rows(text: str, cut: str, size: int, colour: str, width: int) -> list[Row]:
    """One row, or two when it does not fit at three quarters of its size."""
    said = printable(text, cut)
    if not said:
        return []
    for smaller in range(size, round(size * 0.75), -2):
        font = typeface(cut, smaller)
        if font.getlength(said) <= width:
            return [Row(said, font, colour, round(smaller * 1.4))]
    lines = fitting(wrapped(said, font, width, tear=True) or [], font, width, 2)
    return [Row(line, font, colour, round(smaller * 1.3)) for line in lines]


def _write(drawing: ImageDraw.ImageDraw, rows: list[Row], x: int, y: int) -> None:
    for row in rows:
        drawing.text((x, y), row.text, row.colour, row.font)
        y += row.gap


def _foot(
    drawing: ImageDraw.ImageDraw, picture: Picture, box: tuple[int, int, int, int], size: int, colours: Palette
) -> None:
    """The town at the left, its web at the right, on the deep ground."""
    left, top, right, bottom = box
    drawing.rectangle((0, top, right + left, bottom), colours.deep)
    middle = (top + bottom) // 2
    bold, regular = typeface(BOLD, size), typeface(REGULAR, size)
    town, web = printable(picture.town, BOLD), printable(picture.web, REGULAR)
    shown = fitting([town], bold, round((right - left) * 0.55), 1)
    drawing.text((left, middle), shown[0] if shown else "", PAPER, bold, anchor="lm")
    shown = fitting([web], regular, round((right - left) * 0.42), 1)
    drawing.text((right, middle), shown[0] if shown else "", PAPER, regular, anchor="rm")
