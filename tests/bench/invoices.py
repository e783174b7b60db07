"""500 invoices: issued for good into an office, and their papers against ReportLab's as people write them.

    python -m tests.bench.invoices            # three pairs, half a minute
    python -m tests.bench.invoices 50 3       # a quick look

Issuing is the real action, each invoice in a transaction of its own on the disk: number, ISDOC, PDF/A-3a with the ISDOC
and the payment code inside, both files kept, rows, audit; then each kept ISDOC is held against the schema, which lies
beside the project. Its limit is a time, not a peer.

The papers: both sides print the same words in the same fonts with the same payment code. The peer registers the fonts
once and lays out with Paragraph and Table, as the user guide of ReportLab does; its PDF is a plain one, ours is a
PDF/A-3a, tagged, with the ISDOC attached. One side follows the other in each pair.
"""

import datetime as dt
import io
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from lib import clock, config, files, store
from lib.access import SYSTEM
from lib.czech import dates, identifiers, spayd
from lib.flows import installation
from lib.invoices import actions, isdoc, paper, rules
from lib.invoices.paper import parts
from lib.invoices.records import Document, Draft, Line, Side
from lib.paper import amount
from tests import standards
from tests.bench.timing import Row, cpu, paired

NOW = "2026-11-23T08:00:00+01:00"
DAY = dt.date(2026, 11, 23)
SECONDS, SHARE = 6.0, 1 / 3
VALIDATED = (standards.FOLDER / "isdoc").is_dir()
FONTS = config.ROOT / "data" / "fonts"
UUID = "2f7a6c1e-6b0b-4c6e-9b6b-3c9c5a0e1d11"
TOWN = Side(
    "Město Brázdov",
    "Náměstí 1, 739 99 Brázdov",
    "99000016",
    "CZ99000016",
    "CZ",
    "inzerce@brazdov.example",
    "500 000 100",
)
BUYERS = ("Květinářství Šťastná, s. r. o.", "Pekařství Klas, a. s.", "Autoškola Říha", "Čerpadla Žďár, spol. s r. o.")
ADS = (
    ("Plošná inzerce 1/4 strany, barevně, Brázdovské noviny č. 12/2026", 150_000),
    ("Plošná inzerce 1/2 strany, barevně, Brázdovské noviny č. 12/2026", 290_000),
    ("Řádková inzerce „Prodám kolo“, 90 znaků, Brázdovské noviny č. 12/2026", 4_500),
)


def records(invoices: int) -> list[Document]:
    """Made-up invoices with one to five lines, always the same ones."""
    chance = random.Random(7)
    return [_record(number, chance) for number in range(1, invoices + 1)]


def ours(document: Document) -> bytes:
    return paper.pdf(document, isdoc.xml(document, UUID))


def peer(document: Document) -> bytes:
    """The same paper by ReportLab as its user guide shows."""
    file = io.BytesIO()
    frame = SimpleDocTemplate(
        file, pagesize=A4, leftMargin=14 * mm, rightMargin=14 * mm, topMargin=30 * mm, bottomMargin=16 * mm
    )
    frame.title, frame.author = f"Faktura {document.number}", document.supplier.name
    frame.build(_story(document), onFirstPage=lambda canvas, _: _frame(canvas, document))
    return file.getvalue()


def measure(invoices: int = 500, runs: int = 3) -> Iterator[Row]:
    """Two lines of the table: issuing against its time, papers against ReportLab."""
    register()
    papers = records(invoices)
    if VALIDATED:
        assert not standards.faults(isdoc.xml(papers[0], UUID))
    ours(papers[0])  # imports, fonts and the schema are read once a process
    yield _issued(papers)
    job = f"{invoices} invoice PDFs as separate files"
    yield paired(job, lambda: _each(ours, papers), lambda: _each(peer, papers), SHARE, runs)


def _issued(papers: list[Document]) -> Row:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, clock.fixed(NOW):
        patch.setenv("KANCELAR_DATA", folder)
        installation.open_store()
        with store.write() as db:
            columns = ("id", "kind", "name", "folded", "address", "created_at")
            buyers = [
                (number, "organisation", one.customer.name, one.customer.name.lower(), one.customer.address, NOW)
                for number, one in enumerate(papers, 1)
            ]
            store.insert_many(db, "party", columns, buyers)
        with store.read() as db:  # as in the worker: its first reading leaves a reader open
            store.scalar(db, "select count(*) from party")
        _issue(1, papers[0])
        before = cpu()
        for party, one in enumerate(papers, 1):
            _issue(party, one)
        spent = cpu() - before
        with store.read() as db:
            assert store.scalar(db, "select count(distinct number) from invoice") == len(papers) + 1
    job = f"{len(papers)} invoices issued with PDF/A-3, QR and ISDOC{', validated' if VALIDATED else ''}"
    return Row(job, spent, SECONDS * len(papers) / 500, 1.0)


def _issue(party: int, one: Document) -> None:
    with store.write() as db:
        number = actions.issue(db, Draft("invoice", party, one.lines), by=SYSTEM)
        kept = str(store.scalar(db, "select isdoc from invoice where id = ?", (number,)))
    if VALIDATED:
        assert not standards.faults(files.read(kept))


def _each(make: Callable[[Document], bytes], papers: list[Document]) -> None:
    assert min(len(make(one)) for one in papers) > 10_000


def _record(number: int, chance: random.Random) -> Document:
    lines: list[Line] = []
    for _ in range(chance.randint(1, 5)):
        text, price = chance.choice(ADS)
        lines.append(rules.line(text, price, 21, quantity=chance.randint(1, 3)))
    buyer = Side(chance.choice(BUYERS), f"Polní {number}, 739 99 Brázdov", "99012340", "CZ99012340")
    plain = Document(
        *("invoice", f"2026{100000 + number}", f"2026{100000 + number}", TOWN, buyer, tuple(lines)),
        *(DAY, DAY, dt.date(2026, 12, 7), "transfer", "19-2000145399/0800", "Banka Brázdov", "Jana Tichá"),
    )
    return replace(plain, order=f"OB-2026-{number:03}", supplier_note="Město není zapsáno v obchodním rejstříku.")


_TEXT = ParagraphStyle("text", fontName="Noto", fontSize=9.5, leading=12.5)
_SMALL = ParagraphStyle("small", parent=_TEXT, fontSize=8, leading=10.5, textColor=colors.HexColor("#5c5c5c"))
_STRONG = ParagraphStyle("strong", parent=_TEXT, fontName="NotoBold")
_HEAD = ParagraphStyle("head", parent=_SMALL)
_RIGHT = ParagraphStyle("right", parent=_TEXT, fontSize=9, alignment=TA_RIGHT)
_HEAD_RIGHT = ParagraphStyle("head right", parent=_SMALL, alignment=TA_RIGHT)
_CELL = ParagraphStyle("cell", parent=_TEXT, fontSize=9, leading=11.9)
_TITLE = ParagraphStyle("title", parent=_STRONG, fontSize=17, leading=20)
_NUMBER = ParagraphStyle("number", parent=_STRONG, fontSize=12, leading=15, alignment=TA_RIGHT)
_SUM = ParagraphStyle("sum", parent=_STRONG, fontSize=13, leading=17)
_SUM_RIGHT = ParagraphStyle("sum right", parent=_SUM, alignment=TA_RIGHT)
_LINES = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, colors.lightgrey),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
    ]
)
_PLAIN = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])


def register() -> None:
    if "Noto" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Noto", str(FONTS / "NotoSans-Regular.ttf")))
        pdfmetrics.registerFont(TTFont("NotoBold", str(FONTS / "NotoSans-Bold.ttf")))


def _frame(canvas: Canvas, document: Document) -> None:
    """Letterhead and footer."""
    supplier = document.supplier
    canvas.setFont("NotoBold", 12)
    canvas.drawString(20 * mm, 279 * mm, supplier.name.upper())
    canvas.setFont("Noto", 8.5)
    canvas.drawString(20 * mm, 274 * mm, supplier.address)
    canvas.drawRightString(190 * mm, 279 * mm, f"tel. {supplier.phone}")
    canvas.drawRightString(190 * mm, 275 * mm, supplier.email)
    canvas.line(20 * mm, 271 * mm, 190 * mm, 271 * mm)
    canvas.setFont("Noto", 7)
    canvas.drawString(20 * mm, 9 * mm, f"Tiskopis D04, verze 1 · vytištěno {dates.date(document.issued_on)}")
    canvas.drawRightString(190 * mm, 9 * mm, "strana 1/1")


def _story(document: Document) -> list[object]:
    return [
        Table([[Paragraph("Faktura – daňový doklad", _TITLE), Paragraph(f"č. {document.number}", _NUMBER)]]),
        Table([[_side("Dodavatel", document.supplier), _side("Odběratel", document.customer)]], style=_PLAIN),
        Spacer(0, 3 * mm),
        Table([[_facts(_payment(document)), _facts(_dates(document))]], style=_PLAIN),
        Spacer(0, 3 * mm),
        _items(document),
        Spacer(0, 4 * mm),
        Table([[_code(document), _sums(document)]], colWidths=[60 * mm, 112 * mm], style=_PLAIN),
        _facts([("Vystavil(a)", document.issued_by)]),
        Paragraph(document.supplier_note, _SMALL),
        Paragraph("Údaje dokladu pro účetní program (ISDOC 6.0.2) jsou v příloze invoice.isdoc.", _SMALL),
    ]


def _side(label: str, side: Side) -> list[Paragraph]:
    street, town = side.address.split(", ")
    lines = [street, town, f"IČO {side.ico}", f"DIČ {side.dic}"]
    return [Paragraph(label, _SMALL), Paragraph(side.name, _STRONG), *(Paragraph(line, _TEXT) for line in lines)]


def _payment(document: Document) -> list[tuple[str, str]]:
    iban = parts.iban(document.account)
    account = [("Číslo účtu", document.account), ("Banka", document.bank), ("IBAN", iban)]
    return [("Forma úhrady", "převodem na účet"), *account, ("Variabilní symbol", document.vs)]


def _dates(document: Document) -> list[tuple[str, str]]:
    said = (("Datum vystavení", DAY), ("Datum plnění (DUZP)", DAY), ("Datum splatnosti", dt.date(2026, 12, 7)))
    return [*((label, dates.date(day)) for label, day in said), ("Objednávka č.", document.order)]


def _facts(pairs: list[tuple[str, str]]) -> Table:
    rows = [[Paragraph(label, _SMALL), Paragraph(value, _TEXT)] for label, value in pairs]
    return Table(rows, colWidths=[32 * mm, 54 * mm], style=_PLAIN, hAlign="LEFT")


def _items(document: Document) -> Table:
    heads = ("Množství", "Cena za MJ bez DPH", "Základ daně", "Sazba DPH", "Výše daně", "Celkem s DPH")
    rows = [[Paragraph("Předmět plnění (částky v Kč)", _HEAD), *(Paragraph(head, _HEAD_RIGHT) for head in heads)]]
    for one in document.lines:
        sums = (amount(one.unit_price), amount(one.base), "21 %", amount(one.vat), amount(one.total))
        cells = (f"{one.quantity} ks", *sums)
        rows.append([Paragraph(one.text, _CELL), *(Paragraph(cell, _RIGHT) for cell in cells)])
    widths = [59 * mm, 16 * mm, 21 * mm, 21 * mm, 13 * mm, 19 * mm, 21 * mm]
    return Table(rows, colWidths=widths, style=_LINES, repeatRows=1)


def _sums(document: Document) -> list[Table]:
    heads = ("Základ daně", "Výše daně", "Celkem s DPH")
    (one,) = rules.recap(document.lines)
    sums = (amount(one.base), amount(one.vat), amount(one.total))
    rows = [
        [Paragraph("Rekapitulace DPH v Kč", _HEAD), *(Paragraph(head, _HEAD_RIGHT) for head in heads)],
        [Paragraph("Sazba 21 %", _CELL), *(Paragraph(cell, _RIGHT) for cell in sums)],
    ]
    total = [[Paragraph("K úhradě", _SUM), Paragraph(f"{amount(document.to_pay)} Kč", _SUM_RIGHT)]]
    return [Table(rows, colWidths=[43 * mm, 22 * mm, 21 * mm, 24 * mm], style=_LINES), Table(total)]


def peer_code(document: Document) -> str:
    """The text of the peer's payment code."""
    iban, message = identifiers.iban(document.account), f"Faktura {document.number}"
    return spayd.payload(iban, document.to_pay, document.vs, message, document.due_on, document.supplier.name)


def _code(document: Document) -> list[object]:
    code = QrCodeWidget(peer_code(document), barWidth=38 * mm, barHeight=38 * mm, barLevel="M", barBorder=4)
    drawing = Drawing(38 * mm, 38 * mm)
    drawing.add(code)
    return [drawing, Paragraph("QR Platba", _SMALL)]


if __name__ == "__main__":
    for line in measure(*(int(argument) for argument in sys.argv[1:3])):
        print(f"{line.job}: {line.ours:.2f} {line.unit}, against {line.peer:.2f}, ratio {line.ratio:.3f}")
