"""Finished pages as PDF/A-3, level A (ISO 19005-3): readable in thirty years, by ear too, with the data file inside.

The bytes are written here and not by fpdf2: its writer knows most of the norm, but spends ten times as long on it. What
the norm asks for: fonts embedded (prepared once, `fonts`), the colour space of the paper (sRGB), metadata in XMP, a
structure tree, an identifier, attachments that say how they relate to the paper; no encryption, no transparency.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

from lib.paper.fonts import fonts
from lib.paper.page import Page
from lib.paper.tags import Element, Tags
from lib.paper.text import POINTS

PRODUCER = "Kancelář"
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>cs-CZ</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF. `relationship` is what it is to the paper: `Alternative` (the same), `Source`, `Data`."""

    name: str
    content: bytes
    mime: str
    description: str
    relationship: str = "Alternative"


def bind_archive(
    pages: Sequence[Page],
    tags: Tags,
    *,
    title: str,
    author: str,
    day: dt.date,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The pages as one PDF/A-3a. `day` is the paper's own date: the same pages give the same bytes."""
    book = _Book()
    intent = book.add(_output_intent(book.add_stream("/N 3 /Alternate /DeviceRGB", _profile(), packed=True)))
    xmp = _XMP.format(title=escape(title), author=escape(author), producer=PRODUCER, day=f"{day}T00:00:00+00:00")
    metadata = book.add_stream("/Type /Metadata /Subtype /XML", xmp.encode())
    tree = book.reserve()
    sheets = _pages(book, pages)
    numbers = {id(page): number for page, number in zip(pages, sheets.leaves, strict=True)}
    book.set(tree, _structure(book, tags.root, tree, pages, numbers))
    specs = [(one.name, _attachment(book, one, day)) for one in sorted(attachments, key=lambda one: one.name)]
    info = book.add(
        f"<< /Title {_text(title)} /Author {_text(author)} /Producer {_text(PRODUCER)}"
        f" /CreationDate (D:{day:%Y%m%d}000000Z) /ModDate (D:{day:%Y%m%d}000000Z) >>"
    )
    root = book.add(
        f"<< /Type /Catalog /Pages {sheets.root} 0 R /Lang (cs-CZ) /MarkInfo << /Marked true >>"
        f" /StructTreeRoot {tree} 0 R /Metadata {metadata} 0 R /OutputIntents [{intent} 0 R]"
        f" /ViewerPreferences << /DisplayDocTitle true >>{_attached(specs)} >>"
    )
    return book.bytes(root, info)


class _Book:
    """Objects of a PDF in the order of their numbers; the first ones are the prepared fonts."""

    def __init__(self) -> None:
        self.objects: list[bytes] = [one.serialize() for one in fonts().objects]

    def reserve(self) -> int:
        """The number of an object whose content comes later."""
        self.objects.append(b"")
        return len(self.objects)

    def set(self, number: int, content: str) -> None:
        self.objects[number - 1] = f"{number} 0 obj\n{content}\nendobj".encode("latin-1")

    def add(self, content: str) -> int:
        number = self.reserve()
        self.set(number, content)
        return number

    def add_stream(self, entries: str, content: bytes, *, packed: bool = False) -> int:
        """A stream; a `packed` one is already deflated. Metadata stay open, so that any tool can read them."""
        number = self.reserve()
        head = f"{number} 0 obj\n<< {entries}{' /Filter /FlateDecode' if packed else ''} /Length {len(content)} >>\n"
        self.objects[number - 1] = head.encode("latin-1") + b"stream\n" + content + b"\nendstream\nendobj"
        return number

    def bytes(self, root: int, info: int) -> bytes:
        """The file: header, objects, table of their places, trailer with an identifier made of the content."""
        places, at = [], len(_HEADER)
        for one in self.objects:
            places.append(at)
            at += len(one) + 1
        body = b"\n".join(self.objects) + b"\n"
        own = b"\n".join(self.objects[len(fonts().objects) :])  # the fonts are the same in every paper
        name = hashlib.md5(own, usedforsecurity=False).hexdigest()
        table = "".join(f"{place:010d} 00000 n \n" for place in places)
        size = len(places) + 1
        trailer = (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
            f"<< /Size {size} /Root {root} 0 R /Info {info} 0 R /ID [<{name}> <{name}>] >>\nstartxref\n{at}\n%%EOF\n"
        )
        return _HEADER + body + trailer.encode("ascii")


@dataclass(frozen=True)
class _Sheets:
    root: int
    leaves: tuple[int, ...]


def _pages(book: _Book, pages: Sequence[Page]) -> _Sheets:
    root = book.reserve()
    faces = " ".join(f"/F{number} {one.id} 0 R" for number, one in fonts().references.items())
    resources = book.add(f"<< /Font << {faces} >> >>")
    leaves = []
    for place, page in enumerate(pages):
        content = book.add_stream("", zlib.compress(page.content()), packed=True)
        box = f"[0 0 {page.wide * POINTS:.2f} {page.high * POINTS:.2f}]"
        leaves.append(
            book.add(
                f"<< /Type /Page /Parent {root} 0 R /MediaBox {box} /Resources {resources} 0 R"
                f" /Contents {content} 0 R /StructParents {place} /Tabs /S >>"
            )
        )
    kids = " ".join(f"{number} 0 R" for number in leaves)
    book.set(root, f"<< /Type /Pages /Kids [{kids}] /Count {len(leaves)} >>")
    return _Sheets(root, tuple(leaves))


def _structure(book: _Book, top: Element, tree: int, pages: Sequence[Page], numbers: dict[int, int]) -> str:
    """The tree of elements; and back, for each page, whose each of its marks is."""
    ids: dict[int, int] = {}
    _number(book, top, ids)
    _write(book, top, tree, ids, numbers)
    marks = []
    for place, page in enumerate(pages):
        owners = " ".join(f"{ids[id(element)]} 0 R" for element in page.marks)
        marks.append(f"{place} [{owners}]")
    parents = book.add(f"<< /Nums [{' '.join(marks)}] >>")
    return (
        f"<< /Type /StructTreeRoot /K [{ids[id(top)]} 0 R] /ParentTree {parents} 0 R /ParentTreeNextKey {len(pages)} >>"
    )


def _number(book: _Book, element: Element, ids: dict[int, int]) -> None:
    ids[id(element)] = book.reserve()
    for kid in element.kids:
        if isinstance(kid, Element):
            _number(book, kid, ids)


def _write(book: _Book, element: Element, parent: int, ids: dict[int, int], numbers: dict[int, int]) -> None:
    own, kids = ids[id(element)], []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{ids[id(kid)]} 0 R")
            _write(book, kid, own, ids, numbers)
        else:
            kids.append(f"<< /Type /MCR /Pg {numbers[id(kid[0])]} 0 R /MCID {kid[1]} >>")
    alt = f" /Alt {_text(element.alt)}" if element.alt else ""
    book.set(own, f"<< /Type /StructElem /S /{element.role} /P {parent} 0 R /K [{' '.join(kids)}]{alt} >>")


def _attachment(book: _Book, one: Attachment, day: dt.date) -> int:
    mime = one.mime.replace("/", "#2F")
    checksum = hashlib.md5(one.content, usedforsecurity=False).hexdigest()
    about = f"/Size {len(one.content)} /ModDate (D:{day:%Y%m%d}000000Z) /CheckSum <{checksum}>"
    entries = f"/Type /EmbeddedFile /Subtype /{mime} /Params << {about} >>"
    stream = book.add_stream(entries, zlib.compress(one.content), packed=True)
    return book.add(
        f"<< /Type /Filespec /F {_text(one.name)} /UF {_text(one.name)} /AFRelationship /{one.relationship}"
        f" /Desc {_text(one.description)} /EF << /F {stream} 0 R /UF {stream} 0 R >> >>"
    )


def _attached(specs: list[tuple[str, int]]) -> str:
    if not specs:
        return ""
    names = " ".join(f"{_text(name)} {number} 0 R" for name, number in specs)
    references = " ".join(f"{number} 0 R" for _, number in specs)
    return f" /AF [{references}] /Names << /EmbeddedFiles << /Names [{names}] >> >>"


def _output_intent(profile: int) -> str:
    return (
        "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
        f" /Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} 0 R >>"
    )


@cache
def _profile() -> bytes:
    """The sRGB profile of the International Color Consortium that comes with fpdf2, deflated."""
    return zlib.compress((files("fpdf") / "data" / "color_profiles" / "sRGB2014.icc").read_bytes())


def _text(text: str) -> str:
    """A text string; UTF-16 when it is not plain ASCII."""
    if text.isascii() and not set(text) & set("()\\"):
        return f"({text})"
    return f"<feff{text.encode('utf-16-be').hex()}>"
