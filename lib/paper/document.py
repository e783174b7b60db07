"""A paper that flows from page to page: the letterhead, a title, blocks one under another, signatures, the footer."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from lib.czech import dates
from lib.i18n import t
from lib.paper.archive import Attachment, bind_archive
from lib.paper.letterhead import Letterhead, draw_letterhead
from lib.paper.page import A4, Format, Page
from lib.paper.pdf import bind
from lib.paper.tags import Tags
from lib.paper.text import BODY, FINE, INK, LABEL, NUMBER, SMALL, STRONG, TITLE, Line, Style, clean, width, wrap

GUTTER = 8.0
LABEL_WIDTH = 32.0
_SHORT_HEAD = 8.0
_SIGN_ROOM = 15.0  # from the label of a signature down to its line
_SIGN_LINES = 3  # of a signer's name; the full one stands in the text above


@dataclass(frozen=True)
class Footer:
    """The small print under each page: code of the form, its version, the day of printing."""

    form: str
    version: str
    printed: dt.date


@dataclass(frozen=True)
class Block:
    """A labelled paragraph in a column: a label, a strong first line and the lines below it (empty ones left out)."""

    label: str
    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    """A line to sign on: in whose name, and who is expected to sign (may be empty)."""

    label: str
    name: str = ""


class _Placed(NamedTuple):
    """A line of text in a row of lines, with the left edge of its column."""

    x: float
    line: Line
    style: Style


class Document:
    """One paper. Each method puts a block under the previous one and turns the page when the block does not fit.

    Pages after the first repeat a short head (town, title, number). All measures are in mm. One for the `archive` is
    a PDF/A-3a: its texts are tagged and it may carry files. Papers that will be bound together share their `tags`.
    """

    def __init__(
        self,
        head: Letterhead,
        title: str,
        number: str,
        footer: Footer,
        format: Format = A4,
        *,
        archive: bool = False,
        tags: Tags | None = None,
    ) -> None:
        self.head, self.title, self.number, self.footer = head, clean(title), clean(number), footer
        self.format = format
        self.left, self.room = format.side, format.wide - 2 * format.side
        self.bottom = format.high - format.bottom
        self.tags = tags or (Tags() if archive else None)
        self.page = Page(format, self.tags)
        self.pages = [self.page]
        self.y = draw_letterhead(self.page, head, self.left, format.top, self.room) + 5
        self._title()

    @property
    def name(self) -> str:
        """What the paper is called wherever it is mentioned."""
        return t("{title} No. {number}", title=self.title, number=self.number) if self.number else self.title

    def need(self, height: float) -> None:
        """Turn the page unless `height` mm are left on this one (or nothing stands on it yet)."""
        if self.y + height > self.bottom and self.y > self.format.top + _SHORT_HEAD:
            self.turn()

    def turn(self) -> None:
        """Start a new page with the short head."""
        self.page = Page(self.format, self.tags)
        self.pages.append(self.page)
        top = self.format.top
        short = wrap(f"{self.head.town} · {self.name}", LABEL, self.room)[:1]
        with self.aside():
            self.page.lines(self.left, top, self.room, short, LABEL)
        self.page.rule(self.left, top + 5, self.room, 0.2, INK)
        self.y = top + _SHORT_HEAD

    def tagged(self, role: str, alt: str = "") -> AbstractContextManager[None]:
        """What is drawn inside is one element of the paper's structure (`P`, `H2`, `Figure` with `alt` in words)."""
        return self.tags.inside(self.tags.new(role, alt)) if self.tags else nullcontext()

    def aside(self) -> AbstractContextManager[None]:
        """What is drawn inside is no part of the text: repeated heads, page numbers."""
        return self.tags.aside() if self.tags else nullcontext()

    @contextmanager
    def column(self, start: float, wide: float) -> Iterator[None]:
        """Blocks inside stand in a column `wide` mm wide, `start` mm from the left margin. See to it with `need` that
        the page does not turn in it."""
        left, room = self.left, self.room
        self.left, self.room = left + start, wide
        try:
            yield
        finally:
            self.left, self.room = left, room

    def gap(self, height: float) -> None:
        """White space."""
        self.y += height

    def paragraph(self, text: str, style: Style = BODY) -> None:
        """A text across the page; may continue on the next one."""
        with self.tagged("P"):
            for line in wrap(text, style, self.room):
                self.need(style.height)
                self.y = self.page.lines(self.left, self.y, self.room, [line], style)

    def facts(self, pairs: Sequence[tuple[str, str]], columns: int = 1) -> None:
        """Labels with their values, `columns` pairs in a row. An empty value becomes a line to fill in by hand."""
        for start in range(0, len(pairs), columns):
            self._fact_row(pairs[start : start + columns], columns)

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Labelled paragraphs side by side, in columns of the same width."""
        wide = self._column(len(blocks))
        self._rows(
            [
                [_Placed(x, line, style) for line, style in _block_lines(block, wide)]
                for x, block in zip(self._edges(len(blocks)), blocks, strict=True)
            ]
        )

    def signatures(self, signatures: Sequence[Signature], closing: str = "") -> None:
        """Lines to sign on, side by side under a closing sentence; a page break never parts them."""
        wide = self._column(len(signatures))
        names = [wrap(signature.name, SMALL, wide)[:_SIGN_LINES] for signature in signatures]
        sentence = wrap(closing, BODY, self.room) if closing else []
        name_height = max(map(len, names)) * SMALL.height
        self.need(len(sentence) * BODY.height + 4 + LABEL.height + _SIGN_ROOM + 1 + name_height)
        self.y = self.page.lines(self.left, self.y, self.room, sentence, BODY) + (4 if sentence else 0)
        line = self.y + LABEL.height + _SIGN_ROOM
        for x, signature, name in zip(self._edges(len(signatures)), signatures, names, strict=True):
            self.page.lines(x, self.y, wide, wrap(signature.label, LABEL, wide)[:2], LABEL)
            self.page.rule(x, line, wide, 0.25, INK)
            self.page.lines(x, line + 1, wide, name, SMALL, "center")
        self.y = line + 1 + name_height

    def finish(self) -> list[Page]:
        """The pages with their footers, when several papers are bound together (`bind`)."""
        with self.aside():
            for number, page in enumerate(self.pages, start=1):
                self._footer(page, number)
        return self.pages

    def pdf(self, attachments: Sequence[Attachment] = ()) -> bytes:
        """The bytes of the finished paper; only one for the archive carries `attachments`."""
        self.finish()
        title = self.name.replace("\u00a0", " ")  # in the title of a window a no-break space is only a trap for search
        author, day = clean(self.head.town), self.footer.printed
        if self.tags:
            return bind_archive(self.pages, self.tags, title=title, author=author, day=day, attachments=attachments)
        return bind(self.pages, title=title, author=author, day=day)

    def _title(self) -> None:
        number = t("No. {number}", number=self.number) if self.number else ""
        numbers = wrap(number, NUMBER, self.room / 2)
        room = self.room - max(line.width for line in numbers) - GUTTER
        top = self.y + TITLE.drop - NUMBER.drop
        with self.tagged("H1"):
            low = self.page.lines(self.left, self.y, room, wrap(self.title, TITLE, room), TITLE)
            self.y = max(low, self.page.lines(self.left, top, self.room, numbers, NUMBER, "right")) + 4

    def _fact_row(self, pairs: Sequence[tuple[str, str]], columns: int) -> None:
        wide = self._column(columns)
        edges = self._edges(columns)
        labels = [wrap(label, LABEL, LABEL_WIDTH - 2) for label, _ in pairs]
        values = [wrap(value, BODY, wide - LABEL_WIDTH) for _, value in pairs]
        self.need(min(3, max(map(len, values))) * BODY.height)
        for x, (_, value) in zip(edges, pairs, strict=False):
            if not value:
                self.page.rule(x + LABEL_WIDTH, self.y + BODY.height - 0.6, wide - LABEL_WIDTH)
        placed = []
        for x, label, lines in zip(edges, labels, values, strict=False):
            placed.append([_Placed(x, line, LABEL) for line in label])
            placed.append([_Placed(x + LABEL_WIDTH, line, BODY) for line in lines])
        self._rows(placed)
        self.gap(0.9)

    def _rows(self, columns: list[list[_Placed]]) -> None:
        """Columns of text drawn row by row on common baselines, so that they can pass to the next page together."""
        elements = [self.tags.new("P") if self.tags else None for _ in columns]
        for row in zip_longest(*columns):
            self.need(BODY.height)
            for element, placed in zip(elements, row, strict=True):
                if placed:
                    x, line, style = placed
                    with self.tags.inside(element) if self.tags and element else nullcontext():
                        self.page.text(x, self.y + BODY.drop - style.drop, line.text, style)
            self.y += BODY.height

    def _column(self, count: int) -> float:
        return (self.room - GUTTER * (count - 1)) / count

    def _edges(self, count: int) -> list[float]:
        return [self.left + place * (self._column(count) + GUTTER) for place in range(count)]

    def _footer(self, page: Page, number: int) -> None:
        top = self.bottom + 4.5
        page.rule(self.left, top - 1, self.room)
        form, version, day = self.footer.form, self.footer.version, dates.date(self.footer.printed)
        print_mark = t("Form {form}, version {version} · printed {day}", form=form, version=version, day=day)
        count = t("page {number}/{count}", number=number, count=len(self.pages))
        page.lines(self.left, top, self.room, wrap(print_mark, FINE, self.room - 30)[:1], FINE)
        page.lines(self.left, top, self.room, [Line(count, width(count, FINE))], FINE, "right")


def _block_lines(block: Block, wide: float) -> list[tuple[Line, Style]]:
    parts = [(block.label, LABEL), (block.name, STRONG), *((line, BODY) for line in block.lines if line)]
    return [(line, style) for text, style in parts for line in wrap(text, style, wide)]
