"""The ads of the paper as files: a workbook with a sheet a year, the oldest year as csv."""

import datetime as dt
from itertools import groupby
from pathlib import Path
from random import Random

from data.samples.ads import Ad
from data.samples.book import GREY, RED, YELLOW, Row, Sheet
from data.samples.days import czech
from data.samples.expected import EXPECTED
from data.samples.people import Organisation, broken_ico
from data.samples.typed import Cell, crowns, date_cell, ico_cell, money_cell, name_cell

COLUMNS = [
    "Obj. č.",
    "Číslo BN",
    "Inzerent",
    "IČO",
    "Druh",
    "Formát",
    "Strana",
    "Cena bez DPH",
    "DPH",
    "Cena s DPH",
    "Faktura č.",
    "Vystaveno",
    "Splatnost",
    "Uhrazeno dne",
    "Poznámka",
]
WIDTHS = (13, 9, 28, 11, 20, 9, 7, 12, 10, 12, 12, 12, 12, 12, 30)


def book(ads: list[Ad], as_of: dt.date, rng: Random) -> list[Sheet]:
    """A sheet for last year and one for this; duplicates are repeated right below."""
    years = {year: list(group) for year, group in groupby(ads, key=lambda ad: ad.year) if year > as_of.year - 2}
    plain = [ad.order for group in years.values() for ad in group if not ad.flaw and ad.invoice]
    twice = set(rng.sample(plain, EXPECTED["ads"]["duplicates"]))
    return [_year(year, group, twice, as_of, rng) for year, group in years.items()]


def _year(year: int, ads: list[Ad], twice: set[str], as_of: dt.date, rng: Random) -> Sheet:
    sheet = Sheet(str(year), widths=WIDTHS)
    sheet.title(
        f"BRÁZDOVSKÉ NOVINY – INZERCE {year}",
        "Červeně = storno, žlutě = po splatnosti (upomínat!). Splatnost 21 dní.",
    )
    sheet.rows += [Row([]), Row(COLUMNS, fill=GREY, bold=True)]
    for _, issue in groupby(ads, key=lambda ad: ad.issue):
        for ad in issue:
            row = _row(ad, as_of, rng)
            sheet.rows += [row, row] if ad.order in twice else [row]
        sheet.rows.append(Row([]))
    counted = [ad for ad in ads if ad.flaw != "off"]
    sums = [sum(money) / 100 for money in zip(*((ad.net, ad.vat, ad.gross) for ad in counted), strict=True)]
    sheet.rows.append(Row(["CELKEM", *[None] * 6, *sums], bold=True))
    return sheet


def _row(ad: Ad, as_of: dt.date, rng: Random) -> Row:
    late = ad.due is not None and ad.due < as_of and ad.paid is None
    fill = RED if ad.flaw == "off" else YELLOW if late else None
    dates = [date_cell(rng, day) if day else None for day in (ad.issued, ad.due, ad.paid)]
    if ad.flaw == "date":
        dates = _impossible(ad, dates)
    wrong = 100_00 if ad.flaw == "sum" else 0
    cells: list[Cell] = [
        ad.order,
        issue_text(ad),
        *_customer(ad, rng),
        ad.kind + rng.choice(("", "", "", " ")),
        ad.size,
    ]
    cells += [ad.page, *(money_cell(rng, value) for value in (ad.net, ad.vat, ad.gross + wrong))]
    number: Cell = int(ad.invoice) if ad.invoice and rng.random() < 0.3 else ad.invoice or None
    return Row([*cells, number, *dates, ad.note or None], fill=fill)


def _impossible(ad: Ad, dates: list[Cell]) -> list[Cell]:
    """In an odd order the day it was paid does not exist, in an even one the day it was issued."""
    if int(ad.order[-1]) % 2:
        return [*dates[:2], f"31. 4. {ad.year}"]
    return [f"30. 2. {ad.year}", *dates[1:]]


def issue_text(ad: Ad) -> str:
    """`4/2026`, the summer issue `7–8/2026`."""
    if ad.flaw == "issue":
        return f"13/{ad.year}"
    return f"7–8/{ad.year}" if ad.issue == 7 else f"{ad.issue}/{ad.year}"


def _customer(ad: Ad, rng: Random) -> tuple[Cell, Cell]:
    if not isinstance(ad.customer, Organisation):
        return ad.customer, None
    ico = broken_ico(ad.customer.ico) if ad.flaw == "ico" else ico_cell(rng, ad.customer.ico)
    return name_cell(rng, ad.customer), ico


def old_csv(path: Path, ads: list[Ad], as_of: dt.date, rng: Random) -> None:
    """The year before last: `;`, windows-1250, decimal comma, a title line above the header, a sum below."""
    old = [ad for ad in ads if ad.year == as_of.year - 2]
    lines = [[f"Inzerce Brázdovské noviny {as_of.year - 2}"] + [""] * 14, COLUMNS, *(_old_row(ad, rng) for ad in old)]
    lines.append(["Celkem", *[""] * 8, crowns(sum(ad.gross for ad in old), ""), *[""] * 5])
    text = "".join(";".join(line) + "\r\n" for line in lines)
    path.write_bytes(text.encode("cp1250"))


def _old_row(ad: Ad, rng: Random) -> list[str]:
    name, ico = _customer(ad, rng)
    money = [crowns(value, rng.choice(("", " "))) for value in (ad.net, ad.vat, ad.gross)]
    if rng.random() < 0.15 and ad.gross % 100 == 0:
        money[2] = f"{ad.gross // 100},- Kč"
    dates = [rng.choice((czech(d), f"{d.day}.{d.month}.{d.year}")) if d else "" for d in (ad.issued, ad.due, ad.paid)]
    identity = "" if ico is None else str(ico)
    head = [ad.order, issue_text(ad), str(name), identity, ad.kind, ad.size, str(ad.page)]
    return [*head, *money, ad.invoice, *dates, ad.note]
