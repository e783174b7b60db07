"""An article is read as its author sees it with all changes accepted; what cannot be read costs one sentence."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree
from odf import draw, office
from odf import text as odf
from odf.table import Table, TableCell, TableRow

from lib.errors import BadInput
from lib.manuscripts import Manuscript, archive, opendocument, read_manuscript
from lib.manuscripts import word as word_reader
from tests.manuscripts.articles import ADDRESS, WORD, libre, linked, put, replaced, run, saved, stored, word
from tests.pictures.pictures import encoded, scene

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def read(data: bytes, name: str = "clanek.docx") -> Manuscript:
    return read_manuscript(data, name)


def one_paragraph(xml: str) -> str:
    """The text of a document whose second paragraph holds this."""
    document = docx.Document()
    document.add_paragraph("Park")
    put(document.add_paragraph(), xml)
    return read(saved(document)).text


def test_an_article_of_word_whole() -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Minulý článek", "uzivatel7"
    document.add_paragraph("Nový park\u00ad", "Title")
    document.add_paragraph("Autorka: Mgr. Jana Tichá")
    document.add_heading("Co v něm je", 2)
    document.add_paragraph("lavičky", "List Bullet")
    document.add_paragraph("stromy\nstaré", "List Bullet")
    document.add_picture(io.BytesIO(encoded(scene())))
    linked(document.add_paragraph("Viz "), "stránky města", ADDRESS)
    table = document.add_table(2, 2)
    for cell, said in zip(table._cells, ("9.00", "zahájení", "10.00", "koncert"), strict=True):
        cell.text = said
    assert read(saved(document)) == Manuscript(
        "Nový park",
        "Autorka: Mgr. Jana Tichá\n\nCo v něm je\n\n– lavičky\n– stromy\nstaré\n\n"
        f"Viz stránky města ({ADDRESS})\n\n9.00 – zahájení\n10.00 – koncert",
        "Mgr. Jana Tichá",
        pictures=1,
    )


def test_tracked_changes_are_taken_as_accepted() -> None:
    said = one_paragraph(
        run("Park ") + f'<w:ins w:id="1" w:author="x">{run("brzy ")}</w:ins>'
        f'<w:del w:id="2" w:author="x">{run("nikdy ", "delText")}{run("ani t ")}</w:del>'
        f'<w:moveFrom w:id="3">{run("jinam ")}</w:moveFrom><w:moveTo w:id="4">{run("otevře.")}</w:moveTo>'
    )
    assert said == "Park brzy otevře."


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    document = docx.Document()
    document.add_paragraph("Park")
    first = document.add_paragraph("Otevře se ")
    put(first, '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>')
    document.add_paragraph("v sobotu.")
    assert read(saved(document)).text == "Otevře se v sobotu."


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (run("A") + run("skryté", properties="<w:vanish/>") + run("b"), "Ab"),
        (run("A") + run("vidět", properties='<w:vanish w:val="0"/>'), "Avidět"),
        (FIELD.format("begin") + run(" DATE ", "instrText") + FIELD.format("separate") + run("5. 6.")
         + FIELD.format("end"), "5. 6."),
        (FIELD.format("begin") + run(f' HYPERLINK "{ADDRESS}" ', "instrText") + FIELD.format("separate") + run("park")
         + FIELD.format("end") + run("."), f"park ({ADDRESS})."),
        (f'<w:fldSimple w:instr=" HYPERLINK &quot;{ADDRESS}&quot; ">{run("park")}</w:fldSimple>', f"park ({ADDRESS})"),
        (run("Text") + '<w:r><w:commentReference w:id="0"/></w:r>', "Text"),
        (f'<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run("Klikněte sem")}</w:sdtContent></w:sdt>'
         + run("Text"), "Text"),
        (f'<w:sdt><w:sdtContent>{run("Vyplněno")}</w:sdtContent></w:sdt>', "Vyplněno"),
        ('<w:r><w:t>po</w:t><w:softHyphen/><w:t>le a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>',
         "pole a b-c"),
        (run("Vedle") + f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p>{run("V rámečku")}'
         f'</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>{run("V rámečku")}</w:p></w:txbxContent>'
         '</mc:Fallback></mc:AlternateContent></w:r>', "Vedle\n\nV rámečku"),
    ],
)  # fmt: skip
def test_what_a_reader_of_word_does_not_see_is_not_taken(xml: str, said: str) -> None:
    assert one_paragraph(xml) == said


def test_a_field_that_never_ends_does_not_hide_the_rest() -> None:
    document = docx.Document()
    put(document.add_paragraph("Park"), FIELD.format("begin") + run("PAGE", "instrText"))
    document.add_paragraph("Zbytek.")
    assert read(saved(document)) == Manuscript("Park", "Zbytek.")


@pytest.mark.parametrize(
    ("shown", "address", "said"),
    [
        ("www.brazdov.example/park", f"{ADDRESS}/", "www.brazdov.example/park"),
        ("jana@brazdov.example", "mailto:jana@brazdov.example?subject=Park", "jana@brazdov.example"),
        ("napište nám", "mailto:jana@brazdov.example", "napište nám (jana@brazdov.example)"),
        ("plán", "file:///C:/Users/jana/plan.docx", "plán"),
        ("klik", "javascript:alert(1)", "klik"),
    ],
)
def test_an_address_is_kept_where_it_says_more_than_the_words(shown: str, address: str, said: str) -> None:
    document = docx.Document()
    document.add_paragraph("Park")
    linked(document.add_paragraph(), shown, address)
    assert read(saved(document)).text == said


def test_footnotes_are_counted_and_layout_tables_stay_paragraphs() -> None:
    document = docx.Document()
    cell, beside = document.add_table(1, 2)._cells
    cell.text, beside.text = "Park", "Vedle."
    put(cell.add_paragraph("Otevře se."), '<w:r><w:footnoteReference w:id="1"/></w:r>')
    assert read(saved(document)) == Manuscript("Park", "Otevře se.\n\nVedle.", footnotes=1)


def test_the_title_is_a_style_a_near_heading_or_the_first_line() -> None:
    assert read(word("Číslo 12", title="Park")).title == "Park"
    assert read(word("Otevře se.", heading="Park")) == Manuscript("Park", "Otevře se.")
    late = docx.Document()
    for said in ("Park", "Jedna.", "Dvě.", "Tři."):
        late.add_paragraph(said)
    late.add_heading("Program")
    assert read(saved(late)) == Manuscript("Park", "Jedna.\n\nDvě.\n\nTři.\n\nProgram")


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (("Text a foto: Jana Tichá", "Otevře se."), "Jana Tichá"),
        (("Otevře se.", "AUTOR: JAN NOVÁK, Ph.D."), "JAN NOVÁK"),
        (("Text: Jana Tichá", "Autor: Petr Malý"), ""),
        (("Text: otevře se park", "Autor: redakce"), ""),
        (("Napsala Jana Tichá o parku.", "(jt)"), ""),
    ],
)
def test_an_author_only_where_a_line_says_nothing_else(lines: tuple[str, ...], author: str) -> None:
    found = read(word("Park", *lines))
    assert found.author == author
    assert all(line in found.text for line in lines)


def test_an_article_of_libreoffice_whole() -> None:
    document = libre("Nový park", "Text: Jana Tichá")
    document.text.addElement(odf.H(outlinelevel=1, text="Co v něm je"))
    items = odf.List()
    for said in ("lavičky", "stromy"):
        item = odf.ListItem()
        item.addElement(odf.P(text=said))
        items.addElement(item)
    document.text.addElement(items)
    paragraph = odf.P(text="Viz ")
    paragraph.addElement(odf.A(href=ADDRESS, text="stránky"))
    paragraph.addElement(odf.S(c=3))
    note = office.Annotation()
    note.addElement(odf.P(text="Opravdu?"))
    paragraph.addElement(note)
    frame = draw.Frame()
    frame.addElement(draw.Image(href="Pictures/1.png"))
    frame.addElement(draw.Image(href="Pictures/1.svg"))
    paragraph.addElement(frame)
    document.text.addElement(paragraph)
    table, row = Table(), TableRow()
    for said in ("9.00", "zahájení"):
        cell = TableCell()
        cell.addElement(odf.P(text=said))
        row.addElement(cell)
    table.addElement(row)
    document.text.addElement(table)
    tracked = odf.TrackedChanges()
    changed, deleted = odf.ChangedRegion(check_grammar=False), odf.Deletion()
    deleted.addElement(odf.P(text="Smazáno."))
    changed.addElement(deleted)
    tracked.addElement(changed)
    document.text.addElement(tracked)
    assert read(stored(document), "clanek.odt") == Manuscript(
        "Nový park",
        f"Text: Jana Tichá\n\nCo v něm je\n\n– lavičky\n– stromy\n\nViz stránky ({ADDRESS})\n\n9.00 – zahájení",
        "Jana Tichá",
        pictures=1,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_a_plain_text_of_any_windows(encoding: str) -> None:
    text = "Nový park\r\n\r\nOtevře se\r\nv sobotu.\r\n* lavičky\r\n- stromy\r\n"
    assert read(text.encode(encoding), "c.txt") == Manuscript(
        "Nový park", "Otevře se\nv sobotu.\n\n– lavičky\n– stromy"
    )
    assert read("Park\nJedna.\nDvě.".encode(encoding), "c.txt").text == "Jedna.\n\nDvě."


def test_macros_stay_where_they_are_and_only_first_bytes_count() -> None:
    kinds = zipfile.ZipFile(io.BytesIO(word("Park"))).read("[Content_Types].xml")
    macros = kinds.replace(WORD.encode(), b"application/vnd.ms-word.document.macroEnabled")
    document = replaced(word("Park", "Text."), {"[Content_Types].xml": macros, "word/vbaProject.bin": OLE})
    assert read(document, "clanek.docm") == Manuscript("Park", "Text.")
    assert read(word("Park", "Text."), "clanek.txt") == Manuscript("Park", "Text.")


XXE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document \
xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>a&x;</w:t></w:r></w:p>\
</w:body></w:document>'
LAUGHS = XXE.replace(
    b'<!ENTITY x SYSTEM "file:///etc/passwd">',
    b'<!ENTITY y "haha"><!ENTITY z "&y;&y;&y;&y;&y;&y;&y;&y;"><!ENTITY x "&z;&z;&z;&z;&z;&z;&z;&z;">',
)
DEEP = b"<a>" * 100_000 + b"</a>" * 100_000
PASSWORD = "EncryptedPackage".encode("utf-16-le")


def with_document(body: bytes) -> bytes:
    return replaced(word("Park"), {"word/document.xml": body})


def packed_by(method: int) -> bytes:
    """A document whose parts are packed so as neither format may be."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("Park"))) as before, zipfile.ZipFile(kept, "w", method) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
    return kept.getvalue().replace(b"\x5d\0\0", b"\x5d\xff\0")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "je prázdný"),
        (b"  \r\n ", "je prázdný"),
        (OLE + "WordDocument".encode("utf-16-le"), "starý dokument Wordu"),
        (OLE + PASSWORD, "chráněný heslem"),
        (OLE + b"Workbook", "není článek"),
        (b"%PDF-1.7\n1 0 obj", "není článek"),
        (b"{\\rtf1\\ansi Park}", "není článek"),
        (encoded(scene()), "není článek"),
        (word("Park")[:-40], "je neúplný"),
        (word(), "nemá žádný text"),
        (stored(libre("")), "nemá žádný text"),
        (replaced(stored(libre("a")), {"META-INF/manifest.xml": b"<m><encryption-data/></m>"}), "chráněný heslem"),
        (replaced(word("Park"), {"_rels/.rels": b"<r/>"}), "není článek"),
        (with_document(b"<workbook/>"), "není článek"),
        (with_document(XXE), "nelze přečíst"),
        (with_document(LAUGHS), "nelze přečíst"),
        (with_document(DEEP), "nelze přečíst"),
        (with_document(b"<w:document"), "nelze přečíst"),
        (with_document(b" " * (archive.MOST_XML + 1)), "příliš velký"),
        (with_document(b"<a>" + b"<b/>" * archive.MOST_TAGS + b"</a>"), "příliš velký"),
        (with_document(b"<a>" + b"a" * (archive.MOST_TEXT + 1) + b"</a>"), "příliš velký"),
        (word("Park") + b"PK\1\2" * archive.MOST_PARTS, "příliš velký"),
        (b"PK" + bytes(50 << 20), "má 51\u00a0MB"),
        (b"a\n" * (1 << 20) + b"a", "má 3\u00a0MB"),
        (packed_by(zipfile.ZIP_LZMA), "nelze přečíst"),
        (with_document('<?xml version="1.0" encoding="UTF-7"?><a/>'.replace("<a", "+ADw-a").encode()), "nelze přečíst"),
    ],
)
def test_each_bad_file_is_told_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(BadInput) as told:
        read(data)
    assert says in str(told.value)
    assert str(told.value).startswith("Soubor clanek.docx ")


def in_tables(inner: str, table: str = "w:tbl", row: str = "w:tr", cell: str = "w:tc") -> str:
    """Fifty tables inside each other."""
    return f"<{table}><{row}><{cell}>" * 50 + inner + f"</{cell}></{row}></{table}>" * 50


def seen_elements(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many times an element was looked at, in a list of one."""
    times, name_of = [0], archive.local

    def counted(element: etree._Element) -> str:
        times[0] += 1
        return name_of(element)

    for module in (archive, word_reader, opendocument):
        monkeypatch.setattr(module, "local", counted)
    return times


def test_rows_of_a_table_are_not_gone_through_once_for_every_table_around(monkeypatch: pytest.MonkeyPatch) -> None:
    times = seen_elements(monkeypatch)
    document = docx.Document()
    document.add_paragraph("Park")
    put(document.add_paragraph(), "")
    body = document.element.body
    body.insert(1, parse_xml(f"<w:x {nsdecls('w')}>{in_tables('<w:tr/>' * 1000)}</w:x>"))
    assert read(saved(document)).title == "Park"
    assert times[0] < 10_000
    times[0] = 0
    table = in_tables("<b:r/>" + "<b:table-row/>" * 1000, "b:table", "b:table-row", "b:table-cell")
    content = (
        '<o:d xmlns:o="o" xmlns:b="b" xmlns:t="t"><o:body><o:text><t:p>Park</t:p>' + table + "</o:text></o:body></o:d>"
    )
    assert read(replaced(stored(libre("a")), {"content.xml": content.encode()})).title == "Park"
    assert times[0] < 10_000


def test_fields_and_links_inside_each_other_do_not_multiply_their_addresses() -> None:
    field = FIELD.format("begin") + run('HYPERLINK "https://x.example/a"', "instrText") + FIELD.format("separate")
    said = one_paragraph(field * 500 + run("a") + FIELD.format("end") * 500)
    assert said.count("https://") <= 20
    assert one_paragraph(field.replace("/a", "/" + "a" * 3000) + run("a") + FIELD.format("end")) == "a"
