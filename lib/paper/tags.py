"""What the words of a paper are: headings, paragraphs, cells of a table. Readers that speak or reflow follow it.

The structure tree of ISO 32000-1, 14.8. A paper that is only printed does without; one that is kept and sent (PDF/A-3,
level A) has it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Element:
    """A node of the tree: its role (`P`, `H1`, `Table`, `TR`, `TH`, `TD`, `Figure`), what a picture shows in words, and
    what is in it: other elements, or (page, number of the mark on that page)."""

    role: str
    alt: str = ""
    kids: list[Any] = field(default_factory=list)


class Tags:
    """The tree of one paper while it is drawn. What is drawn in no element becomes a paragraph of its own."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._open = [self.root]
        self._aside = 0

    def new(self, role: str, alt: str = "") -> Element:
        """An element added to the one that is open; aside it is added nowhere."""
        element = Element(role, alt)
        if not self._aside:
            self._open[-1].kids.append(element)
        return element

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """What is drawn now belongs to the element."""
        self._open.append(element)
        try:
            yield
        finally:
            self._open.pop()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is drawn now is no part of the text: page numbers, repeated heads."""
        self._aside += 1
        try:
            yield
        finally:
            self._aside -= 1

    def element(self) -> Element | None:
        """What a text that is drawn now belongs to; None for what is aside."""
        if self._aside:
            return None
        return self._open[-1] if len(self._open) > 1 else self.new("P")

    def figure(self) -> Element | None:
        """The picture that is drawn now, None for lines and frames."""
        return self._open[-1] if not self._aside and self._open[-1].role == "Figure" else None
