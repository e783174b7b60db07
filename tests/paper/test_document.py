"""A paper from its head to its page numbers."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from lib import i18n
from lib.paper import A4, A5, A5_LANDSCAPE, Block, Document, Footer, Letterhead, Signature
from tests.paper import printed
from tests.paper.conftest import DAY

LONG = "Příliš žluťoučký kůň úpěl ďábelské ódy v Brázdově. " * 12


def test_the_head_says_who_writes(paper):
    (text,) = printed.pages(paper().pdf())
    for said in (
        "MĚSTO BRÁZDOV",
        "Městský úřad Brázdov, Kancelář starosty",
        "náměstí Svobody 1, 739 99 Brázdov",
        "IČO 99000016",
        "tel. +420 599 000 111",
        "kancelar@brazdov.example",
        "www.brazdov.example",
        "Zkušební list",
        "č. ZL-2026-001",
    ):
        assert said in text


def test_what_the_head_does_not_know_is_left_out():
    head = Letterhead("obec Lhota", "Obecní úřad", "")
    (text,) = printed.pages(Document(head, "List", "", Footer("Z1", "1", DAY)).pdf())
    assert "tel." not in text
    assert "IČO" not in text
    assert "č." not in text.replace("vytištěno", "")


def test_the_footer_counts_pages_and_names_the_form(paper):
    document = paper()
    for _ in range(6):
        document.paragraph(LONG * 3)
    texts = printed.pages(document.pdf())
    assert len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert f"strana {number}/{len(texts)}" in text
        assert "Tiskopis Z1, verze 2 · vytištěno 24. 11. 2026" in text


def test_following_pages_repeat_a_short_head(paper):
    document = paper()
    document.turn()
    first, second = printed.pages(document.pdf())
    assert "město Brázdov · Zkušební list č. ZL-2026-001" in second
    assert "·  Zkušební" not in first


@pytest.mark.parametrize(("format", "size"), [(A4, (595, 842)), (A5, (420, 595)), (A5_LANDSCAPE, (595, 420))])
def test_the_sheet_has_its_size(paper, format, size):
    document = paper(format=format)
    document.turn()
    for page in printed.reader(document.pdf()).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_the_pdf_has_language_title_author_and_its_own_date(paper):
    pdf = printed.reader(paper().pdf())
    assert pdf.trailer["/Root"]["/Lang"] == "cs-CZ"
    assert pdf.metadata["/Title"] == "Zkušební list č. ZL-2026-001"
    assert pdf.metadata["/Author"] == "město Brázdov"
    assert pdf.metadata["/CreationDate"] == "D:20261124000000Z"


def test_an_empty_value_is_a_line_to_write_on(paper):
    empty, full = paper(), paper()
    empty.facts([("Účel", "")])
    full.facts([("Účel", "dar")])
    assert empty.page.content().count(b" re f") == full.page.content().count(b" re f") + 1


def test_facts_stand_side_by_side_when_asked(paper):
    document = paper()
    document.facts([("Datum", "24. 11."), ("Sklad", "sekretariát"), ("Účel", "dar")], columns=2)
    (lines,) = printed.words(document.pdf())
    place = {line.text: line for line in lines}
    assert place["24. 11."].bottom == place["sekretariát"].bottom < place["dar"].bottom
    assert place["24. 11."].right < place["sekretariát"].left


@pytest.mark.parametrize("format", [A4, A5, A5_LANDSCAPE])
def test_nothing_leaves_the_margins_however_long_it_is(paper, format):
    document = paper(title="Velmi dlouhý název " * 5, number="ČÍSLO-" * 12, format=format)
    document.blocks([Block("Předávající", LONG, (LONG, LONG)), Block("Přebírající", "A" * 900)])
    document.facts([("Popisek, který je dlouhý jako týden", LONG * 4), ("Krátce", "ano")], columns=2)
    document.paragraph(LONG * 4)
    document.signatures([Signature(LONG, LONG), Signature("Podpis", "Jan")], closing=LONG)
    low = format.high - format.bottom + 8
    assert printed.overruns(document.pdf(), format.side, format.top, low) == []


def test_a_page_break_does_not_part_the_signatures(paper):
    for filled in range(160, 262, 3):
        document = paper()
        document.gap(filled - document.y)
        document.signatures([Signature("Předal", "Jan Dar"), Signature("Převzal", "Eva Kvítek")], closing="Konec.")
        with_label = [text for text in printed.pages(document.pdf()) if "Předal" in text]
        assert len(with_label) == 1
        for together in ("Konec.", "Převzal", "Jan Dar", "Eva Kvítek"):
            assert together in with_label[0]
        assert document.y <= document.bottom


def test_the_same_records_give_the_same_bytes(paper):
    assert _paper(paper, 1) == _paper(paper, 1)
    assert _paper(paper, 1) != _paper(paper, 2)


def test_eight_threads_print_the_same_bytes_as_one(paper):
    alone = [hashlib.sha256(_paper(paper, number)).hexdigest() for number in range(64)]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda number: hashlib.sha256(_paper(paper, number)).hexdigest(), range(64)))
    assert together == alone


def test_speaking_overrides_the_reader_and_ends(monkeypatch):
    monkeypatch.setattr(i18n, "_language", lambda: "en")
    before = i18n.language()
    with i18n.speaking("en"):
        assert i18n.t("Handover protocol") == "Handover protocol"
        with i18n.speaking("cs"):
            assert i18n.t("Handover protocol") == "Předávací protokol"
        assert i18n.language() == "en"
    assert i18n.language() == before


def _paper(paper, number: int) -> bytes:
    with i18n.speaking("cs"):
        document = paper(number=f"ZL-{number}")
        document.paragraph(LONG * (number % 5 + 1))
        document.facts([("Místo", "Brázdov"), ("Účel", "")])
        return document.pdf()
