"""Blocks poured down a paper in one column or more: none is parted, a heading stays with what follows it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from lib.i18n import t
from lib.paper.letterhead import Letterhead
from lib.paper.page import Format, Page
from lib.paper.pdf import bind
from lib.paper.text import HAIR, INK, Line, Style, clean, width, wrap

A3 = Format(297, 420, side=24, top=22, bottom=24)
GUTTER = 8.0
Told = tuple[str, Style, bool]
"""A text, its style, whether it is struck through."""


class Part(NamedTuple):
    """Texts under each other at `x` mm from the edge of the column, `room` mm wide; empty ones are left out."""

    x: float
    room: float
    texts: Sequence[Told]


class _Placed(NamedTuple):
    x: float
    y: float
    line: Line
    style: Style
    struck: bool


@dataclass(frozen=True)
class Block:
    """Lines with their places from the block's own corner, and its height; all in mm."""

    placed: tuple[_Placed, ...]
    height: float


class Paper(Protocol):
    """What a flow needs of a paper."""

    page: Page
    left: float
    room: float
    y: float
    bottom: float

    def turn(self) -> None: ...


def beside(*parts: Part) -> Block:
    """Parts side by side, as high as the highest."""
    placed: list[_Placed] = []
    height = 0.0
    for part in parts:
        y = 0.0
        for text, style, struck in part.texts:
            for line in wrap(text, style, part.room) if text else []:
                placed.append(_Placed(part.x, y, line, style, struck))
                y += style.height
        height = max(height, y)
    return Block(tuple(placed), height)


class Flow:
    """Pours blocks into the columns of a paper, page after page. `gap` is the white between them, in mm."""

    def __init__(self, paper: Paper, columns: int = 1, gap: float = 1.6) -> None:
        self.paper, self.columns, self.gap = paper, columns, gap
        self.room = (paper.room - GUTTER * (columns - 1)) / columns
        self.column, self.top, self.y = 0, paper.y, paper.y

    def band(self, part: Part, following: float) -> None:
        """A heading over what follows; both stay in one column."""
        block = beside(part)
        if self.y > self.top:
            self.y += 2.5
        self._make_room(block.height + self.gap + following)
        self._draw(block)
        self.paper.page.rule(self._left, self.y - self.gap / 2, self.room, 0.35, INK)
        self.y += self.gap / 2

    def put(self, block: Block, *, line: bool = False) -> None:
        """A block; with `line` a hairline stands above it unless it begins a column."""
        self._make_room(block.height)
        if line and self.y > self.top:
            self.paper.page.rule(self._left, self.y - self.gap / 2, self.room, 0.15, HAIR)
        self._draw(block)

    @property
    def _left(self) -> float:
        return self.paper.left + self.column * (self.room + GUTTER)

    def _make_room(self, height: float) -> None:
        if self.y + height <= self.paper.bottom or self.y == self.top:
            return
        self.column += 1
        if self.column == self.columns:
            self.paper.turn()
            self.column, self.top = 0, self.paper.y
        self.y = self.top

    def _draw(self, block: Block) -> None:
        page = self.paper.page
        for x, y, line, style, struck in block.placed:
            page.text(self._left + x, self.y + y, line.text, style)
            if struck:
                page.rule(
                    self._left + x, self.y + y + style.drop - style.size * 0.09, line.width, style.size * 0.02, INK
                )
        self.y += block.height + self.gap


class Poster:
    """An A3 sheet for the notice board: the town, a large title, at the foot where it is kept up to date."""

    def __init__(self, head: Letterhead, title: str) -> None:
        self.head, self.title = head, clean(title)
        self.left, self.room, self.bottom = A3.side, A3.wide - 2 * A3.side, A3.high - A3.bottom
        self.pages: list[Page] = []
        self.page, self.y = Page(A3), 0.0
        self.turn()

    def turn(self) -> None:
        """Begin a sheet."""
        self.page = Page(A3)
        self.pages.append(self.page)
        town, title = Style(16), Style(40, bold=True, leading=1.15)
        self.y = self.page.lines(self.left, A3.top, self.room, wrap(self.head.town, town, self.room)[:1], town)
        self.y = self.page.lines(self.left, self.y, self.room, wrap(self.title, title, self.room), title) + 5
        self.page.rule(self.left, self.y, self.room, 0.8, INK)
        self.y += 7

    def pdf(self, day: dt.date) -> bytes:
        """The bytes of the finished sheets."""
        for number, page in enumerate(self.pages, start=1):
            self._foot(page, number)
        return bind(self.pages, title=self.title.replace("\u00a0", " "), author=clean(self.head.town), day=day)

    def _foot(self, page: Page, number: int) -> None:
        style = Style(13)
        top = self.bottom + 6
        page.rule(self.left, top - 3, self.room, 0.35, INK)
        current = t("The programme may change. Up to date at {web}.", web=self.head.web)
        page.lines(self.left, top, self.room, wrap(current, style, self.room - 40)[:1], style)
        count = t("page {number}/{count}", number=number, count=len(self.pages))
        page.lines(self.left, top, self.room, [Line(count, width(count, style))], style, "right")
