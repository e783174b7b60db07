"""Articles as authors send them, made by independent writers of Word and LibreOffice, and broken by hand."""

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from odf import style
from odf import text as odf
from odf.opendocument import OpenDocumentText

ADDRESS = "https://www.brazdov.example/park"
COMPATIBILITY = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(*paragraphs: str, title: str = "", heading: str = "") -> bytes:
    """A document of plain paragraphs."""
    document = docx.Document()
    if title:
        document.add_paragraph(title, "Title")
    if heading:
        document.add_heading(heading, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: Document) -> bytes:
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def put(paragraph: Paragraph, xml: str) -> None:
    """Add elements of WordprocessingML to a paragraph."""
    for one in parse_xml(f"<w:p {nsdecls('w', 'r')} {COMPATIBILITY}>{xml}</w:p>"):
        paragraph._p.append(one)


def run(text: str, name: str = "t", properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{name} xml:space="preserve">{text}</w:{name}></w:r>'


def linked(paragraph: Paragraph, shown: str, address: str) -> None:
    number = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    put(paragraph, f'<w:hyperlink r:id="{number}">{run(shown)}</w:hyperlink>')


def replaced(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The document with other parts under these names."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as after:
        for name in dict.fromkeys([*before.namelist(), *changes]):
            after.writestr(name, changes[name] if name in changes else before.read(name))
    return stored.getvalue()


def libre(title: str, *paragraphs: str) -> OpenDocumentText:
    """A document of LibreOffice whose first paragraph is of a style made of Title."""
    document = OpenDocumentText()
    document.styles.addElement(style.Style(name="Title", family="paragraph"))
    document.automaticstyles.addElement(style.Style(name="P1", family="paragraph", parentstylename="Title"))
    document.text.addElement(odf.P(stylename="P1", text=title))
    for paragraph in paragraphs:
        document.text.addElement(odf.P(text=paragraph))
    return document


def stored(document: OpenDocumentText) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
