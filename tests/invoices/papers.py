"""Documents of the made-up town, one of each kind and of each trouble: what ISDOC and the papers are tried on."""

import datetime as dt
from dataclasses import replace

from lib.invoices.records import Deposit, Document, Line, Side
from lib.invoices.rules import line

DAY = dt.date(2026, 11, 23)
TOWN = Side(
    "Město Brázdov",
    "Náměstí 1, 739 99 Brázdov",
    "99000016",
    "CZ99000016",
    email="inzerce@brazdov.example",
    phone="+420 500 000 100",
)
FLORIST = Side("Květinářství Šťastná, s. r. o.", "Masarykova třída 12/3a, 739 99 Brázdov", "99012340", "CZ99012340")
PERSON = Side("Přemysl Kůň", "Polní 5, 739 99 Brázdov", person=True)
FOREIGN = Side("Kvety Žofia, s. r. o.", "Hlavná 7, 811 01 Bratislava", "", "SK2020999999", "SK")
QUARTER = line("Plošná inzerce 1/4 strany, barevně, Brázdovské noviny č. 12/2026", 150000, 21)
ROW = line("Řádková inzerce „Prodám kolo & vozík“, 90 znaků, Brázdovské noviny č. 12/2026", 4500, 21, quantity=3)
BOOK = line("Publikace „Brázdov – příběh města pod haldou“", 32050, 0, quantity=2)
LESS = Line("Plošná inzerce 1/2 strany, opakovaná", 300000, 21, 270000, 56700)


def document(kind: str = "invoice", number: str = "2026100012", **said: object) -> Document:
    """An invoice for a quarter of a page, changed by what is said."""
    plain = Document(
        kind=kind,
        number=number,
        vs=number,
        supplier=TOWN,
        customer=FLORIST,
        lines=(QUARTER,),
        issued_on=DAY,
        tax_point_on=DAY,
        due_on=dt.date(2026, 12, 7),
        payment="transfer",
        account="19-2000145399/0800",
        bank="Banka Brázdov",
        issued_by="Jana Tichá",
        order="OB-2026-041",
        supplier_note="Město Brázdov není zapsáno v obchodním rejstříku.",
    )
    return replace(plain, **said)  # type: ignore[arg-type]


def credit(**said: object) -> Document:
    back = replace(QUARTER, unit_price=-50000, base=-50000, vat=-10500, text="Sleva: chybná barva inzerátu")
    plain = document(
        "credit",
        "2026400003",
        lines=(back,),
        original="2026100012",
        original_kind="invoice",
        original_on=DAY,
        reason="Inzerát vyšel v jiné barvě, než bylo objednáno.",
    )
    return replace(plain, **said)  # type: ignore[arg-type]


DOCUMENTS: dict[str, Document] = {
    "invoice": document(),
    "several rates": document(lines=(QUARTER, ROW, BOOK, LESS)),
    "private person": document(customer=PERSON),
    "foreign buyer": document(
        customer=FOREIGN, lines=(line("Plošná inzerce", 150000, 0),), note="Daň odvede zákazník."
    ),
    "taxed advance": document(
        paid_ahead=121000,
        original="2026300001",
        original_kind="advance_tax",
        deposits=(Deposit("2026300001", 21, 100000, 21000),),
    ),
    "wholly paid ahead": document(
        paid_ahead=181500,
        original="2026300002",
        original_kind="advance_tax",
        deposits=(Deposit("2026300002", 21, 150000, 31500),),
    ),
    "untaxed advance": document(paid_ahead=100000, original="2026200001", original_kind="advance"),
    "both advances": document(
        paid_ahead=71000,
        original="2026200001",
        original_kind="advance",
        deposits=(Deposit("2026300001", 21, 50000, 10500),),
    ),
    "paid in cash": document(payment="cash", rounding=0),
    "advance": document("advance", "2026200001", tax_point_on=None),
    "advance tax": document(
        "advance_tax",
        "2026300001",
        original="2026200001",
        original_kind="advance",
        due_on=None,
    ),
    "credit": credit(),
    "credit of advance tax": credit(original="2026300001", original_kind="advance_tax"),
    "cash": document("cash", "2026500007", lines=(ROW,), payment="cash", due_on=None, rounding=-35),
    "cash of nobody": document(
        "cash", "2026500008", lines=(ROW, BOOK), customer=Side(""), payment="cash", due_on=None, order="", rounding=-35
    ),
}
