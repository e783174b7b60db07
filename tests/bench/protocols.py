"""500 handover protocols as separate PDFs: our papers against fpdf2 as people usually write it.

    python -m tests.bench.protocols            # three pairs, a minute
    python -m tests.bench.protocols 50 3       # fewer protocols for a quick look

Both print the same sentences and the same table in the same fonts. The peer makes a new FPDF, adds both fonts and lays
out with `cell`, `multi_cell` and `table()`, as the tutorial of fpdf2 does. One side follows the other in each pair,
so that a slow moment of the machine hits both; the figure is CPU time of this process, median of the pairs.
Our time includes preparing the fonts, although the office does it once a day, not once a batch.
"""

import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from lib import config
from lib.czech import dates
from lib.czech.numbers import number
from lib.paper import Letterhead, amount, fonts
from lib.stock.documents import HandoverLine, HandoverProtocol, Party, handover_protocol
from tests.bench.timing import Row

LIMIT = 1 / 15
FONTS = config.ROOT / "data" / "fonts"
HEAD = Letterhead(
    town="město Brázdov",
    office="Městský úřad Brázdov, Kancelář starosty",
    address="náměstí Svobody 1, 739 99 Brázdov",
    ico="99000016",
    phone="+420 599 000 111",
    email="kancelar@brazdov.example",
    web="www.brazdov.example",
)
GIVER = Party(
    "Město Brázdov", "99000016", "náměstí Svobody 1, 739 99 Brázdov", "Žaneta Šťastná, vedoucí Kanceláře starosty"
)
CLUBS = ("Sbor dobrovolných hasičů Brázdov-Lhota, z. s.", "Klub důchodců Na Vyhlídce", "TJ Sokol Brázdov, z. s.")
GOODS = (
    ("KER", "Hrnek s městským znakem, 0,3 l", "modrý, v krabičce"),
    ("TEX", "Vlajka města 100 × 150 cm", ""),
    ("TIS", "Publikace „Brázdov – příběh města pod haldou“, vázaná, 3. doplněné vydání", ""),
    ("SKL", "Pamětní list s rámečkem", "rámeček ze dřeva"),
    ("POT", "Dárkové balení medu", "minimální trvanlivost do června"),
)


def records(protocols: int) -> list[HandoverProtocol]:
    """Made-up protocols with 4 to 12 items, always the same ones."""
    chance = random.Random(7)
    return [_record(place, chance) for place in range(1, protocols + 1)]


def ours(protocol: HandoverProtocol) -> bytes:
    return handover_protocol(protocol)


def peer(protocol: HandoverProtocol) -> bytes:
    """The same paper by fpdf2 as its documentation shows."""
    pdf = _UsualPaper(protocol)
    pdf.add_page()
    pdf.title_line()
    pdf.parties()
    day = [("Datum předání", dates.date(protocol.day)), ("Místo", protocol.place)]
    pdf.facts([*day, ("Účel", protocol.purpose), ("Akce", protocol.event)])
    pdf.items()
    back = dates.date(protocol.return_by) if protocol.return_by else "nevrací se"
    pdf.facts([("Stav předmětů", protocol.condition), ("Termín vrácení", back)])
    pdf.signatures()
    return bytes(pdf.output())


def measure(protocols: int = 500, pairs: int = 3) -> list[Row]:
    """One line of the table, the medians of the pairs.

    The first protocol of each side is made before the clock starts, so that imports are not counted to either.
    """
    papers = records(protocols)
    ours(papers[0]), peer(papers[0])
    measured = [(_fonts_cpu() + _cpu(ours, papers), _cpu(peer, papers)) for _ in range(pairs)]
    our, their = (statistics.median(side) for side in zip(*measured, strict=True))
    return [Row(f"{protocols} handover protocols as separate PDFs", our, their, LIMIT)]


def _cpu(make: Callable[[HandoverProtocol], bytes], papers: list[HandoverProtocol]) -> float:
    start = time.process_time()
    made = [len(make(paper)) for paper in papers]
    spent = time.process_time() - start
    assert len(made) == len(papers)
    assert min(made) > 1000
    return spent


def _fonts_cpu() -> float:
    start = time.process_time()
    fonts.prepare()
    return time.process_time() - start


def _record(place: int, chance: random.Random) -> HandoverProtocol:
    goods = [chance.choice(GOODS) for _ in range(chance.randint(4, 12))]
    receiver = Party(chance.choice(CLUBS), "99012340", f"Polní {place}, 739 99 Brázdov", "Přemysl Kůň, předseda")
    return HandoverProtocol(
        number=f"PP-2026-{place:03}",
        day=dt.date(2026, 11, 24),
        place="Kancelář starosty, dveře č. 214",
        giver=GIVER,
        receiver=receiver,
        lines=tuple(
            HandoverLine(f"{code}-{n:03}", name, "ks", chance.randint(1, 1500), chance.randint(900, 90000), note)
            for n, (code, name, note) in enumerate(goods, start=1)
        ),
        purpose="Ceny pro vítěze soutěže, kterou spolek pořádá pro děti z města i okolních obcí, a dary pro rozhodčí",
        event=f"Mikulášský pohár, so 5. 12. 2026, AK-2026-{place:03}",
        condition="nové, nepoškozené, v původních obalech",
        return_by=dt.date(2026, 12, 15) if place % 2 else None,
        letterhead=HEAD,
        form_version="1",
    )


class _UsualPaper(FPDF):
    """Header and footer as methods of a subclass, fonts added to each new document."""

    def __init__(self, protocol: HandoverProtocol) -> None:
        super().__init__()
        self.protocol = protocol
        self.add_font("Noto", "", FONTS / "NotoSans-Regular.ttf")
        self.add_font("Noto", "B", FONTS / "NotoSans-Bold.ttf")
        self.set_margins(20, 14, 20)
        self.set_auto_page_break(True, 20)
        self.set_title(f"Předávací protokol č. {protocol.number}")
        self.set_lang("cs-CZ")

    def header(self) -> None:
        head = self.protocol.letterhead
        right = f"IČO {head.ico}\ntel. {head.phone}\n{head.email}\n{head.web}"
        self.set_font("Noto", "B", 12)
        self.cell(110, 6, head.town.upper(), new_x=XPos.RIGHT, new_y=YPos.TOP)
        self.set_font("Noto", "", 8)
        self.multi_cell(60, 4, right, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.multi_cell(110, 4, f"{head.office}\n{head.address}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(4)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Noto", "", 7)
        self.cell(120, 4, f"Tiskopis D18, verze 1 · vytištěno {dates.date(self.protocol.day)}")
        self.cell(50, 4, f"strana {self.page_no()}/{{nb}}", align="R")

    def title_line(self) -> None:
        self.set_font("Noto", "B", 17)
        self.cell(110, 10, "Předávací protokol")
        self.set_font("Noto", "B", 12)
        self.cell(60, 10, f"č. {self.protocol.number}", align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def parties(self) -> None:
        top, deepest = self.get_y(), 0.0
        pairs = (("Předávající", self.protocol.giver), ("Přebírající", self.protocol.receiver))
        for x, (label, party) in zip((20, 109), pairs, strict=True):
            self.set_xy(x, top)
            self.set_font("Noto", "", 8)
            self.multi_cell(81, 5, label, new_x=XPos.LEFT, new_y=YPos.NEXT)
            self.set_font("Noto", "B", 9.5)
            self.multi_cell(81, 5, party.name, new_x=XPos.LEFT, new_y=YPos.NEXT)
            self.set_font("Noto", "", 9.5)
            rest = f"{party.address}\nIČO {party.ico}\nzastupuje {party.represented_by}"
            self.multi_cell(81, 5, rest, new_x=XPos.LEFT, new_y=YPos.NEXT)
            deepest = max(deepest, self.get_y())
        self.set_y(deepest + 4)

    def facts(self, pairs: list[tuple[str, str]]) -> None:
        for label, value in pairs:
            self.set_font("Noto", "", 8)
            self.cell(32, 5, label)
            self.set_font("Noto", "", 9.5)
            self.multi_cell(0, 5, value, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)

    def items(self) -> None:
        heads = ("Kód", "Název", "MJ", "Množství", "Cena za MJ, Kč", "Celkem, Kč")
        lines = self.protocol.lines
        self.set_font("Noto", "", 9)
        align = ("LEFT", "LEFT", "CENTER", "RIGHT", "RIGHT", "RIGHT")
        widths = (23, 67, 11, 17, 25, 27)
        bold = FontFace(emphasis="BOLD")
        with self.table(
            col_widths=widths, text_align=align, headings_style=bold, line_height=4.5, borders_layout="HORIZONTAL_LINES"
        ) as table:
            table.row(heads)
            for line in lines:
                name = f"{line.name}\n{line.note}" if line.note else line.name
                money = amount(line.unit_price), amount(line.total)
                table.row((line.code, name, line.unit, number(line.quantity), *money))
        noun = "položky" if len(lines) < 5 else "položek"
        self.set_font("Noto", "B", 9)
        self.cell(100, 6, f"Celkem, {len(lines)} {noun}")
        total = f"{amount(sum(line.total for line in lines))} Kč"
        self.cell(70, 6, total, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)

    def signatures(self) -> None:
        self.set_font("Noto", "", 9.5)
        self.cell(0, 5, "Vyhotoveno ve 2 stejnopisech, každá strana obdrží jeden.", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_font("Noto", "", 8)
        self.ln(4)
        self.cell(89, 5, "Za předávajícího (datum, podpis)")
        self.cell(81, 5, "Za přebírajícího (datum, podpis)", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(15)
        for x, party in ((20, self.protocol.giver), (109, self.protocol.receiver)):
            self.line(x, self.get_y(), x + 81, self.get_y())
            self.set_x(x)
            self.cell(81, 5, party.represented_by, align="C", new_x=XPos.RIGHT, new_y=YPos.TOP)


if __name__ == "__main__":
    for line in measure(*(int(argument) for argument in sys.argv[1:3])):
        print(f"{line.job}: ours {line.ours:.2f} {line.unit}, peer {line.peer:.2f}, ratio 1/{1 / line.ratio:.1f}")
