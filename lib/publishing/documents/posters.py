"""Posters of events: A4 and A3 for print, 4 : 5 and a story for Instagram, with what else is written on them as text.

No text ever stands on a photograph: it has a ground of its own, so it can be read on any. Every title fits: it takes
the largest type in which it has room.
"""

from dataclasses import dataclass, replace

from lib.czech import dates, typography
from lib.events import Event, wording
from lib.paper.coloured import Code, Disc, Fill, Photo, Shape, Sheet, Words
from lib.publishing.documents.colours import INK, PAPER, WARM, Palette
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

KIND_LABELS = {
    "town": "akce města",
    "culture_house": "dům kultury",
    "club": "akce spolku",
    "school": "akce školy",
    "memorial": "pietní akt",
    "ceremony": "obřad",
    "council": "jednání města",
}
"""What a picture card and a poster say over the title; Czech, they are the town's."""
WIDE = 1080
MARGIN = 72
FOOT = 96
CODE = 232
CREDIT = 24
FROM_AFAR = 84
"""The type of a title that is read from across the street, in pixels; longer titles take a smaller one."""


@dataclass(frozen=True)
class Layout:
    """A format: its height at 1 080 pixels of width, and what must stay free above and below."""

    high: int
    above: int = 0
    below: int = 0


FORMATS = {
    "a4": Layout(1527),
    "a3": Layout(1527),
    "1080x1350": Layout(1350),
    "1080x1920": Layout(1920, above=250, below=340),
}
"""Of a story Instagram covers the top with the name of the account and the bottom with the field for an answer."""


@dataclass(frozen=True)
class Poster:
    """What a poster says. `address` is the public page of the event for the QR code, "" for none."""

    title: str
    label: str
    day: str
    time: str
    place: str
    admission: str
    lead: str
    organiser: str
    town: str
    web: str
    address: str = ""
    photo: bytes | None = None
    photo_alt: str = ""
    credit: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that is written on it, in the order in which it is read."""
        parts = (
            self.label, self.title, self.lead, self.day, self.time, self.place, self.admission, self.organiser,
            self.credit, self.town, self.address or self.web,
        )  # fmt: skip
        return tuple(part for part in parts if part)


def poster_of(event: Event, label: str, town: str, web: str, address: str = "") -> Poster:
    """The poster of an event in Czech typography, without a photograph."""
    single = event.day == event.last_day
    day = dates.long_date(event.day) if single else dates.span(event.day, event.last_day)
    time = dates.span(event.starts_at, event.ends_at) if event.starts_at and single else ""
    admission = wording.admission(event.admission)
    return Poster(
        title=typography.mend(_one_line(event.title)),
        label=label,
        day=day,
        time=time,
        place=typography.mend(_one_line(event.venue or "")),
        admission=typography.mend(f"Vstupné: {admission}" if admission[:1].isdigit() else _one_line(admission)),
        lead=typography.mend(_one_line(event.summary)),
        organiser=typography.mend(f"Pořádá {_one_line(event.organiser)}") if event.organiser else "",
        town=town,
        web=web,
        address=address,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def twin(poster: Poster) -> str:
    """What is written on a poster as plain text: its alt text, and what goes beside it wherever it is put up."""
    return "\n".join(poster.lines)


def poster_sheet(poster: Poster, form: str, colours: Palette) -> Sheet:
    """The poster in one of `FORMATS`."""
    layout = FORMATS[form]
    foot = layout.high - layout.below - FOOT
    panel, rows = _panel(poster, foot, colours)
    heading = _heading(poster, layout.above, panel, colours)
    shapes: list[Shape] = [Fill(0, 0, WIDE, layout.high, colours.ground)]
    if poster.photo:
        high, heading = _beside_photo(poster, layout.above, panel, colours)
        shapes += _photo(poster, layout.above, high, colours)
    else:
        shapes += _circles(panel, colours)
    shapes += heading
    shapes += [Fill(0, panel, WIDE, foot - panel, PAPER), Fill(0, panel, WIDE, 10, WARM), *rows]
    return Sheet(WIDE, layout.high, (*shapes, *_foot(poster, foot, layout.high, colours)), poster.title)


def _beside_photo(poster: Poster, top: int, panel: int, colours: Palette) -> tuple[int, list[Shape]]:
    """How high the photograph is, and the heading under it: the photograph gives way to a title that can be read
    from afar, and the lead to both."""
    for share in (0.56, 0.48, 0.4, 0.32):
        for said in (poster, replace(poster, lead="")):
            high = round((panel - top) * share)
            heading = _heading(said, top + high, panel, colours)
            if max((one.size for one in heading if isinstance(one, Words) and one.bold), default=0) >= FROM_AFAR:
                return high, heading
    return high, heading


def _photo(poster: Poster, top: int, high: int, colours: Palette) -> list[Shape]:
    """The photograph across the sheet; its author in a strip of the ground at the lower right corner."""
    shapes: list[Shape] = [Photo(0, top, WIDE, high, poster.photo or b"", poster.photo_alt)]
    if credit := printable(poster.credit, REGULAR):
        font = typeface(REGULAR, CREDIT)
        said = fitting([credit], font, WIDE - 2 * MARGIN, 1)[0]
        wide = round(font.getlength(said)) + 28
        shapes.append(Fill(WIDE - wide, top + high - 40, wide, 40, colours.deep))
        shapes.append(Words(WIDE - wide + 14, top + high - 12, said, CREDIT, PAPER))
    return shapes


def _circles(bottom: int, colours: Palette) -> list[Shape]:
    """Calm circles around the lower right corner of the heading, so that the ground is not a bare colour."""
    radius = WIDE * 0.56
    steps = ((1.0, colours.deep), (0.66, colours.bright), (0.60, colours.deep))
    return [Disc(WIDE, bottom, radius * share, colour) for share, colour in steps]


def _heading(poster: Poster, top: int, bottom: int, colours: Palette) -> list[Shape]:
    """The label over the title, the lead under it where there is room."""
    shapes: list[Shape] = []
    y = top + (56 if poster.photo else MARGIN)
    if label := printable(poster.label.upper(), BOLD):
        shapes += [Fill(MARGIN, y, 56, 8, WARM), Words(MARGIN, y + 54, label, 32, colours.mark, bold=True)]
        y += 92
    room = WIDE - 2 * MARGIN
    lead, lead_size = largest(poster.lead, room, 156, 40, REGULAR) if poster.lead else ([], 0)
    for_lead = len(lead) * line_height(lead_size) + 24 if lead else 0
    lines, size = largest(poster.title, room, max(bottom - 40 - y - for_lead, 40), 168)
    shapes += _lines(lines, MARGIN, y, size, PAPER, bold=True)
    y += len(lines) * line_height(size) + 24
    return [*shapes, *_lines(lead, MARGIN, y, lead_size, PAPER)]


def _lines(lines: list[str], x: int, y: int, size: int, colour: str, *, bold: bool = False) -> list[Shape]:
    return [
        Words(x, y + row * line_height(size) + round(size * 0.95), text, size, colour, bold)
        for row, text in enumerate(lines)
    ]


def _panel(poster: Poster, foot: int, colours: Palette) -> tuple[int, list[Shape]]:
    """The facts above the foot, with the code at their right; gives the top edge of the panel too."""
    room = WIDE - 2 * MARGIN - (CODE + 40 if poster.address else 0)
    asked = (
        (poster.day, BOLD, 60, colours.ground),
        (poster.time, BOLD, 60, INK),
        (poster.place, REGULAR, 42, INK),
        (poster.admission, REGULAR, 34, INK),
        (poster.organiser, REGULAR, 34, INK),
    )
    set_lines = [(*one, cut, colour) for text, cut, size, colour in asked for one in _set(text, cut, size, room)]
    tall = sum(round(size * 1.36) for _, size, _, _ in set_lines)
    inner = max(tall, CODE + 40 if poster.address else 0)
    panel = foot - inner - 84
    shapes: list[Shape] = []
    y = panel + 44 + (inner - tall) / 2
    for line, size, cut, colour in set_lines:
        shapes.append(Words(MARGIN, y + size, line, size, colour, cut == BOLD))
        y += round(size * 1.36)
    if poster.address:
        shapes += _code(poster.address, WIDE - MARGIN - CODE, round(panel + 44 + (inner - CODE - 40) / 2))
    return panel, shapes


def _set(text: str, cut: str, size: int, room: int) -> list[tuple[str, int]]:
    """A fact and its size: one line, in smaller type if need be, else two; what is longer ends with an ellipsis."""
    said = printable(text, cut)
    if not said:
        return []
    for smaller in range(size, round(size * 0.72), -2):
        if typeface(cut, smaller).getlength(said) <= room:
            return [(said, smaller)]
    font = typeface(cut, smaller)
    return [(line, smaller) for line in fitting(wrapped(said, font, room, tear=True) or [], font, room, 2)]


def _code(address: str, x: int, y: int) -> list[Shape]:
    caption = "Více o akci"
    middle = x + (CODE - typeface(REGULAR, 30).getlength(caption)) / 2
    return [Code(x, y, CODE, address), Words(middle, y + CODE + 32, caption, 30, INK)]


def _foot(poster: Poster, top: int, bottom: int, colours: Palette) -> list[Shape]:
    """The town at the left, its web at the right; under the foot of a story the ground goes on."""
    baseline = top + FOOT // 2 + 12
    room = WIDE - 2 * MARGIN
    bold, regular = typeface(BOLD, 34), typeface(REGULAR, 34)
    town = fitting([printable(poster.town, BOLD)], bold, round(room * 0.55), 1)[0]
    web = fitting([printable(poster.web, REGULAR)], regular, round(room * 0.42), 1)[0]
    return [
        Fill(0, top, WIDE, bottom - top, colours.deep),
        Words(MARGIN, baseline, town, 34, PAPER, bold=True),
        Words(WIDE - MARGIN - regular.getlength(web), baseline, web, 34, PAPER),
    ]
