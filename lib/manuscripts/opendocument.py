"""Reads documents of LibreOffice (.odt; ODF 1.3 part 3): what the author sees with all changes accepted."""

import re
from dataclasses import dataclass, field

from lxml import etree

from lib.manuscripts.archive import Archive, child, local, own, value
from lib.manuscripts.blocks import Block, Fault, Found, Kind, cells, tidy, with_address

LEFT_OUT = frozenset({
    "tracked-changes", "annotation", "ruby-text", "forms", "title", "desc", "note", "table-of-content-source",
    "sequence-decls", "variable-decls", "hidden-text", "hidden-paragraph", "placeholder",
})  # fmt: skip
"""What was deleted stands in `tracked-changes` only; an index keeps its pattern beside its lines."""
_WHITE = re.compile("[ \t\r\n]+")


def read(archive: Archive) -> Found:
    """The paragraphs of a document; Fault `type` when it has none, `password` for an encrypted one."""
    if b"encryption-data" in (archive.part("META-INF/manifest.xml") or b""):
        raise Fault("password")
    content = archive.tree("content.xml")
    text = child(content, "body", "text")
    if text is None:
        raise Fault("type")
    walk = _Walk(_parents(child(content, "automatic-styles")))
    walk.body(text, "text")
    return Found(tuple(walk.blocks), walk.pictures, walk.footnotes)


def _parents(styles: etree._Element | None) -> dict[str, str]:
    """Style of this document → the named style that it was made of."""
    return {value(one, "name"): value(one, "parent-style-name") for one in (styles if styles is not None else ())}


@dataclass
class _Walk:
    """Goes through the document once and keeps what it says."""

    parents: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    pictures: int = 0
    footnotes: int = 0
    _boxes: list[etree._Element] = field(default_factory=list)

    def body(self, parent: etree._Element, kind: Kind) -> None:
        for one in parent:
            name = local(one)
            if name in ("p", "h"):
                self._paragraph(one, "heading" if name == "h" else kind)
            elif name == "table":
                self._table(one)
            elif name == "frame":
                self._frame(one)
                self._empty_boxes()
            elif name not in LEFT_OUT:
                self.body(one, "item" if name == "list" else kind)

    def _paragraph(self, paragraph: etree._Element, kind: Kind) -> None:
        style = value(paragraph, "style-name")
        said = tidy(self._inline(paragraph))
        if said:
            self.blocks.append(Block(said, "title" if "Title" in (style, self.parents.get(style)) else kind))
        self._empty_boxes()

    def _empty_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.body(box, "text")

    def _table(self, table: etree._Element) -> None:
        outside, self.blocks = self.blocks, []
        for row in own(table, "table-row", "table"):
            found = []
            for cell in row.iterchildren("{*}table-cell"):
                self.blocks = []
                self.body(cell, "text")
                found.append(self.blocks)
            outside += cells(found)
        self.blocks = outside

    def _inline(self, parent: etree._Element) -> str:
        said = [_white(parent.text)]
        for one in parent:
            name = local(one)
            if name in ("s", "tab", "line-break"):
                said.append("\n" if name == "line-break" else " ")
            elif name in ("p", "h"):  # in a drawn shape
                said.append(f"\n{self._inline(one)}\n")
            elif name == "a":
                said.append(with_address(self._inline(one), value(one, "href")))
            elif name == "frame":
                self._frame(one)
            elif name == "note":
                self.footnotes += 1
            elif name not in LEFT_OUT:
                said.append(self._inline(one))
            said.append(_white(one.tail))
        return "".join(said)

    def _frame(self, frame: etree._Element) -> None:
        """A picture is there once, in however many formats; a box of text is read after its paragraph."""
        box = child(frame, "text-box")
        if box is not None:
            self._boxes.append(box)
        self.pictures += child(frame, "image") is not None


def _white(text: str | None) -> str:
    """ODF collapses white space; more of it is written as elements."""
    return _WHITE.sub(" ", text or "")
