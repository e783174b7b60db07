"""Reads documents of Word (.docx, .docm; ISO/IEC 29500): what the author sees with all changes accepted."""

import re
from dataclasses import dataclass, field

from lxml import etree

from lib.manuscripts.archive import Archive, child, local, own, value
from lib.manuscripts.blocks import Block, Fault, Found, Kind, cells, tidy, with_address

MAIN = "/officeDocument"
LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "rt", "pPr", "rPr", "sdtPr", "tblPr", "sectPr"})
"""Tracked deletions, the second copy of a drawing, readings above letters, properties."""
SIGNS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}
PICTURES = frozenset({"blip", "imagedata"})
MOST_FIELDS = 20
"""Inside each other. Word itself writes no more; in a damaged document the outer ones end nowhere."""
NOTES = frozenset({"footnoteReference", "endnoteReference"})
_LINK = re.compile(r'^\s*HYPERLINK\s+(?:\\\w\s+)*"([^"]*)"', re.IGNORECASE)


def read(archive: Archive) -> Found:
    """The paragraphs of a document; Fault `type` for another file of Office."""
    name = _main_part(archive)
    document = archive.tree(name) if name else None
    if document is None or local(document) != "document":
        raise Fault("type")
    folder, _, last = name.rpartition("/")
    walk = _Walk(_addresses(archive, f"{folder}/_rels/{last}.rels"), _styles(archive.tree(f"{folder}/styles.xml")))
    walk.body(document)
    walk.flush()
    return Found(tuple(walk.blocks), walk.pictures, walk.footnotes)


def _main_part(archive: Archive) -> str:
    """Word on the web calls it `word/document2.xml` at times."""
    relations = archive.tree("_rels/.rels")
    named = [value(one, "Target") for one in _children(relations) if value(one, "Type").endswith(MAIN)]
    return named[0].lstrip("/") if named else ""


def _addresses(archive: Archive, name: str) -> dict[str, str]:
    return {value(one, "Id"): value(one, "Target") for one in _children(archive.tree(name))}


def _children(root: etree._Element | None) -> list[etree._Element]:
    return [] if root is None else list(root)


def _styles(root: etree._Element | None) -> dict[str, Kind]:
    """Style → what its paragraphs are. The file names them in English whatever language Word speaks."""
    known: dict[str, Kind] = {}
    for style in _children(root):
        name, based = value(child(style, "name"), "val").lower(), value(child(style, "basedOn"), "val")
        kind = known.get(based, "text")
        if name == "title":
            kind = "title"
        elif name.startswith("heading ") or child(style, "pPr", "outlineLvl") is not None:
            kind = "heading"
        elif kind == "text" and child(style, "pPr", "numPr") is not None:
            kind = "item"
        if value(style, "styleId"):
            known[value(style, "styleId")] = kind
    return known


@dataclass
class _Field:
    """A field that was opened: its instruction, and from where its result begins once it has begun."""

    instruction: str = ""
    begins: int | None = None


@dataclass
class _Walk:
    """Goes through the document once and keeps what it says."""

    addresses: dict[str, str]
    styles: dict[str, Kind]
    blocks: list[Block] = field(default_factory=list)
    pictures: int = 0
    footnotes: int = 0
    _said: list[str] = field(default_factory=list)
    _boxes: list[etree._Element] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _carried: list[str] = field(default_factory=list)

    def body(self, parent: etree._Element) -> None:
        for one in parent:
            name = local(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                self._table(one)
            elif name not in LEFT_OUT and not _is_unseen(one, name):
                self.body(one)

    def flush(self) -> None:
        """The last paragraph, when its end was deleted and no other came to join it."""
        self._keep("".join(self._carried), "text")
        self._carried = []

    def _paragraph(self, paragraph: etree._Element) -> None:
        self._said, self._boxes = [], []
        # A code ends in the paragraph where it began; one that does not is damaged and must not hide the rest.
        self._fields = [_Field(one.instruction, 0) for one in self._fields if one.begins is not None]
        self._inline(paragraph)
        boxes = self._boxes
        self._carried += self._said
        # Where the end of the paragraph is a tracked deletion, the next one goes on.
        if child(paragraph, "pPr", "rPr", "del") is None:
            self._keep("".join(self._carried), self._kind(paragraph))
            self._carried = []
        for box in boxes:
            self.body(box)

    def _keep(self, text: str, kind: Kind) -> None:
        if tidied := tidy(text):
            self.blocks.append(Block(tidied, kind))

    def _kind(self, paragraph: etree._Element) -> Kind:
        kind = self.styles.get(value(child(paragraph, "pPr", "pStyle"), "val"), "text")
        number = child(paragraph, "pPr", "numPr", "numId")
        if number is None or kind in ("title", "heading"):
            return kind
        return "text" if value(number, "val") == "0" else "item"

    def _table(self, table: etree._Element) -> None:
        outside, self.blocks = self.blocks, []
        for row in own(table, "tr", "tbl"):
            if child(row, "trPr", "del") is None:
                found = []
                for cell in own(row, "tc", "tbl"):
                    self.blocks = []
                    self.body(cell)
                    found.append(self.blocks)
                outside += cells(found)
        self.blocks = outside

    def _inline(self, parent: etree._Element) -> None:
        for one in parent:
            name = local(one)
            if name in LEFT_OUT or _is_unseen(one, name):
                continue
            if name == "t":
                self._say(one.text or "")
            elif name == "br":
                self._say("\n" if value(one, "type") in ("", "textWrapping") else " ")
            elif name in SIGNS:
                self._say(SIGNS[name])
            elif name in ("fldChar", "instrText"):
                self._field(one, name)
            elif name == "txbxContent":
                self._boxes.append(one)
            elif name in ("hyperlink", "fldSimple"):
                begins = len(self._said)
                self._inline(one)
                self._link(begins, self._address(one))
            else:
                self.pictures += name in PICTURES
                self.footnotes += name in NOTES
                self._inline(one)

    def _say(self, text: str) -> None:
        """Between the beginning of a field and its result stands only its code."""
        if all(opened.begins is not None for opened in self._fields):
            self._said.append(text)

    def _field(self, mark: etree._Element, name: str) -> None:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self._fields = [*self._fields[-MOST_FIELDS + 1 :], _Field()]
        elif not self._fields:
            return
        elif name == "instrText":
            self._fields[-1].instruction += mark.text or ""
        elif kind == "separate":
            self._fields[-1].begins = len(self._said)
        elif kind == "end":
            closed = self._fields.pop()
            if closed.begins is not None:
                self._link(closed.begins, _of_instruction(closed.instruction))

    def _address(self, element: etree._Element) -> str:
        return self.addresses.get(value(element, "id"), "") or _of_instruction(value(element, "instr"))

    def _link(self, begins: int, address: str) -> None:
        if address:
            self._said[begins:] = [with_address("".join(self._said[begins:]), address)]


def _of_instruction(text: str) -> str:
    found = _LINK.match(text)
    return found[1] if found else ""


def _is_unseen(element: etree._Element, name: str) -> bool:
    """Hidden text, and a field of a form that nobody filled in: it shows what to write there."""
    if name == "r":
        mark = child(element, "rPr", "vanish")
        return mark is not None and value(mark, "val") not in ("0", "false", "off")
    return name == "sdt" and child(element, "sdtPr", "showingPlcHdr") is not None
