"""PDF/A-3a: what ISO 19005-3 asks for, read by pypdf and fontTools. No full validator runs here (veraPDF is not in the
registries that this project uses); these are the markers of the norm that a paper of ours could miss."""

import io
import re
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from pypdf.generic import ContentStream, IndirectObject

from lib.paper import Attachment, Column, Table, draw_qr
from tests.paper import printed

ROLES = {"Document", "H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure"}
FORBIDDEN = re.compile(rb"/(JavaScript|JS|Launch|AA|OpenAction|Encrypt|SMask|ExtGState|XFA|LZWDecode|OCProperties)\b")
XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "id": "http://www.aiim.org/pdfa/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}


def check_archive(pdf: bytes) -> None:
    """Everything below for one file."""
    book = printed.reader(pdf)
    root = book.trailer["/Root"]
    _check_frame(pdf, book)
    _check_metadata(book, root)
    _check_colours(root)
    for number, page in enumerate(book.pages):
        _check_page(book, root, page, number)
    _check_structure(root["/StructTreeRoot"])


def _check_frame(pdf: bytes, book: Any) -> None:
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n", pdf)
    assert pdf.endswith(b"%%EOF\n")
    assert pdf.count(b"%%EOF") == 1
    assert len(book.trailer["/ID"]) == 2
    assert not book.is_encrypted
    assert not FORBIDDEN.search(pdf)
    at = int(re.search(rb"startxref\n(\d+)", pdf)[1])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n \n", pdf[at:])]
    assert all(pdf[place:].startswith(b"%d 0 obj\n" % number) for number, place in enumerate(places, 1))


def _check_metadata(book: Any, root: Any) -> None:
    assert root["/Lang"] == "cs-CZ"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/Filter" not in root["/Metadata"]
    said = etree.fromstring(root["/Metadata"].get_data())
    assert said.findtext(".//id:part", namespaces=XMP) == "3"
    assert said.findtext(".//id:conformance", namespaces=XMP) == "A"
    assert said.findtext(".//dc:title//rdf:li", namespaces=XMP) == book.metadata["/Title"]
    assert said.findtext(".//dc:creator//rdf:li", namespaces=XMP) == book.metadata["/Author"]
    assert said.findtext(".//pdf:Producer", namespaces=XMP) == book.metadata["/Producer"]
    day = said.findtext(".//xmp:CreateDate", namespaces=XMP)
    assert day.replace("-", "")[:8] == book.metadata["/CreationDate"][2:10]


def _check_colours(root: Any) -> None:
    (intent,) = root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"]
    assert profile["/N"] == 3
    assert profile.get_data()[16:20] == b"RGB "
    assert profile.get_data()[36:40] == b"acsp"


def _check_page(book: Any, root: Any, page: Any, number: int) -> None:
    assert set(page["/Resources"]) == {"/Font"}
    assert not {"/Group", "/Annots", "/Trans"} & set(page)
    assert page["/StructParents"] == number
    owners = root["/StructTreeRoot"]["/ParentTree"]["/Nums"][2 * number + 1]
    used: dict[str, set[int]] = {name: set() for name in page["/Resources"]["/Font"]}
    marks, inside, face = [], [], ""
    for operands, operator in ContentStream(page.get_contents(), book).operations:
        assert operator not in (b"rg", b"RG", b"k", b"K", b"cs", b"gs", b"Do", b"sh")
        if operator in (b"BDC", b"BMC"):
            inside.append(str(operands[0]))
            marks += [operands[1]["/MCID"]] if operator == b"BDC" else []
        elif operator == b"EMC":
            inside.pop()
        elif operator == b"Tf":
            face = operands[0]
        elif operator in (b"Tj", b"f"):
            assert len(inside) == 1, "every text and shape is tagged or an artifact"
            if operator == b"Tj":
                raw = operands[0].original_bytes
                used[face] |= {int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)}
    assert marks == list(range(len(owners)))
    for name, codes in used.items():
        _check_font(page["/Resources"]["/Font"][name], codes)


def _check_font(font: Any, codes: set[int]) -> None:
    assert (font["/Subtype"], font["/Encoding"]) == ("/Type0", "/Identity-H")
    assert b"beginbfchar" in font["/ToUnicode"].get_data()
    cut = font["/DescendantFonts"][0].get_object()
    shown = TTFont(io.BytesIO(cut["/FontDescriptor"]["/FontFile2"].get_data()))
    glyphs, places = shown["hmtx"], cut["/CIDToGIDMap"].get_data()
    widths, scale = _widths(cut["/W"]), 1000 / shown["head"].unitsPerEm
    for code in codes:
        glyph = int.from_bytes(places[2 * code : 2 * code + 2])
        assert glyph, "no text shows .notdef"
        assert abs(glyphs[shown.getGlyphName(glyph)][0] * scale - widths.get(code, cut["/DW"])) <= 1


def _widths(listed: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    items = [item.get_object() if isinstance(item, IndirectObject) else item for item in listed]
    while items:
        start, second, *items = items
        if isinstance(second, list):
            found |= {start + at: wide for at, wide in enumerate(second)}
        else:
            found |= dict.fromkeys(range(start, second + 1), items.pop(0))
    return found


def _check_structure(tree: Any) -> None:
    def walk(element: Any, parent: Any) -> None:
        assert element["/P"].get_object() == parent
        assert element["/S"][1:] in ROLES
        if element["/S"] == "/Figure":
            assert element["/Alt"]
        for kid in element["/K"]:
            kid = kid.get_object()
            if kid["/Type"] == "/MCR":
                owners = tree["/ParentTree"]["/Nums"][2 * kid["/Pg"]["/StructParents"] + 1]
                assert owners[kid["/MCID"]].get_object() == element
            else:
                walk(kid, element)

    walk(tree["/K"][0].get_object(), tree)


def _paper(paper: Any, words: str = "Příliš žluťoučký kůň") -> Any:
    document = paper(archive=True)
    document.paragraph(words * 40)
    document.facts([("Místo", "Brázdov"), ("Účel", "")])
    table = Table(document, [Column("Název"), Column("Cena", 30, "right")])
    table.draw([(f"{words} {n}", "1 250,00") for n in range(60)], ("Celkem", "75 000,00 Kč"))
    draw_qr(document, "SPD*1.0*ACC:CZ6508000000192000145399*AM:1.00*CC:CZK", "QR Platba")
    return document


@pytest.fixture
def paper(letterhead):
    from lib.paper import Document, Footer
    from tests.paper.conftest import DAY

    def start(archive: bool = True) -> Document:
        return Document(letterhead, "Zkušební (list) č. 5 & spol.", "ZL-1", Footer("Z1", "2", DAY), archive=archive)

    return start


def test_a_paper_of_many_pages_is_pdf_a(paper) -> None:
    made = _paper(paper).pdf()
    assert len(printed.pages(made)) > 1
    check_archive(made)


def test_the_attachment_lies_inside_and_says_what_it_is(paper) -> None:
    file = Attachment("invoice.isdoc", b"<Invoice/>", "text/xml", "ISDOC (příloha)")
    made = _paper(paper).pdf([file])
    check_archive(made)
    book = printed.reader(made)
    assert book.attachments == {"invoice.isdoc": [b"<Invoice/>"]}
    (spec,) = book.trailer["/Root"]["/AF"]
    spec = spec.get_object()
    assert (spec["/AFRelationship"], spec["/F"], spec["/UF"]) == ("/Alternative", "invoice.isdoc", "invoice.isdoc")
    assert spec["/Desc"] == "ISDOC (příloha)"
    stream = spec["/EF"]["/F"]
    assert stream["/Subtype"] == "/text/xml"
    assert stream["/Params"]["/Size"] == 10
    assert stream["/Params"]["/ModDate"].startswith("D:20261124")


def test_the_same_paper_gives_the_same_bytes_and_another_one_another_identifier(paper) -> None:
    once, again, other = _paper(paper).pdf(), _paper(paper).pdf(), _paper(paper, "Jinak ").pdf()
    assert once == again
    assert printed.reader(once).trailer["/ID"] != printed.reader(other).trailer["/ID"]


def test_a_table_is_a_table_and_repeated_heads_are_aside(paper) -> None:
    tree = printed.reader(_paper(paper).pdf()).trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    (table,) = [kid.get_object() for kid in tree["/K"] if kid.get_object()["/S"] == "/Table"]
    rows = [row.get_object() for row in table["/K"]]
    roles = ["".join(cell.get_object()["/S"] for cell in row["/K"]) for row in rows]
    assert roles == ["/TH/TH", *["/TD/TD"] * 60, "/TH/TD"]


def test_it_reads_like_the_plain_paper(paper) -> None:
    archive, plain = _paper(paper).pdf(), _paper(lambda archive: paper(archive=False)).pdf()
    assert printed.pages(archive) == printed.pages(plain)
    assert printed.words(archive) == printed.words(plain)
