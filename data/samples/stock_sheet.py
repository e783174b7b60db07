"""The gift cupboard as its keeper has it: cards, and a ledger with two header lines and slips of the hand."""

import datetime as dt
from dataclasses import replace
from random import Random

from data.samples.book import GREY, ORANGE, YELLOW, Row, Sheet
from data.samples.days import MONTHS, working
from data.samples.expected import EXPECTED
from data.samples.people import BY_NAME, CLERKS, broken_ico, person
from data.samples.stock import Move
from data.samples.stock_items import STORE, Item
from data.samples.typed import Cell, date_cell, ico_cell, money_cell, name_cell

CARD_COLUMNS = [
    "Kód",
    "Název",
    "Kategorie",
    "MJ",
    "Nákupní cena s DPH",
    "Min. zásoba",
    "Dodavatel",
    "Umístění",
    "Vhodné pro děti",
    "Prodejné v IC",
    "Foto",
    "Poznámka",
]
LEDGER_COLUMNS = [
    "Č.",
    "Datum",
    "Druh",
    "Kód",
    "Předmět",
    "Množství",
    "Cena/ks",
    "Z místa",
    "Na místo",
    "Komu",
    "IČO",
    "Účel / akce",
    "Vydal",
    "Převzal",
    "Poznámka",
]
GROUPS = ((3, 6, "Předmět"), (7, 8, "Místo"), (9, 10, "Příjemce"))


def book(items: list[Item], moves: list[Move], as_of: dt.date, rng: Random) -> list[Sheet]:
    """Both sheets."""
    return [_cards(items, rng), _ledger(moves, as_of, rng)]


def _cards(items: list[Item], rng: Random) -> Sheet:
    sheet = Sheet("Předměty", widths=(9, 28, 14, 6, 12, 8, 22, 18, 10, 10, 22, 30))
    sheet.title(
        "PROPAGAČNÍ PŘEDMĚTY – Kancelář starosty města Brázdov",
        "Žlutě = objednat! Ceny průměrné, s DPH.",
    )
    sheet.rows += [Row([]), Row(CARD_COLUMNS, fill=GREY, bold=True)]
    category = ""
    for item in items:
        if item.category != category:
            category = item.category
            sheet.rows.append(Row([None, category.upper(), *[None] * 10], fill=GREY))
        sheet.rows.append(_card(item, rng))
    sheet.rows += [Row([]), Row([None, "Celkem položek", None, len(items)], bold=True)]
    return sheet


def _card(item: Item, rng: Random) -> Row:
    yes, no = rng.choice(("ano", "ano", "Ano", "x")), rng.choice(("ne", "ne", "-", None))
    shelf = f"regál {rng.choice('ABC')}{rng.randint(1, 6)}"
    note = rng.choice((shelf, shelf, None, "poslední kusy na výstavě", "cena od nového roku vyšší"))
    cells: list[Cell] = [item.code, item.name + rng.choice(("", "", " ")), item.category, item.unit]
    cells += [money_cell(rng, item.price), item.minimum, item.supplier, STORE]
    cells += [yes if item.for_children else no, yes if item.sold else no, item.photo, note]
    return Row(cells, fill=YELLOW if item.fate in ("zero", "low") else None)


def _ledger(moves: list[Move], as_of: dt.date, rng: Random) -> Sheet:
    sheet = Sheet("Pohyby", widths=(13, 13, 6, 9, 28, 9, 11, 16, 16, 26, 12, 38, 14, 18, 24))
    sheet.title("POHYBY – příjem (P), výdej (V), převod (T), vrácení (R), ztráta (Z)")
    sheet.groups, sheet.groups_at = GROUPS, 1
    group_line: list[Cell] = [None] * len(LEDGER_COLUMNS)
    for first, _, text in GROUPS:
        group_line[first] = text
    sheet.rows += [Row(group_line, fill=GREY), Row(LEDGER_COLUMNS, fill=GREY, bold=True)]
    twice = set(rng.sample(range(len(moves)), EXPECTED["movements"]["duplicates"]))
    previous = moves[0].day
    for n, move in enumerate(moves):
        if move.day.month != previous.month and move.day.month % 6 == 1:
            sheet.rows.append(Row([None, f"{MONTHS[move.day.month - 1]} {move.day.year}", *[None] * 13], fill=GREY))
        row, previous = _move(move, as_of, rng), move.day
        sheet.rows += [row, row] if n in twice else [row]
    sheet.rows += [_move(move, as_of, rng) for move in _slips(moves, as_of, rng)]
    sheet.rows += [Row([]), Row(["Celkem", *[None] * 4, sum(m.count for m in moves)], bold=True)]
    return sheet


def _move(move: Move, as_of: dt.date, rng: Random) -> Row:
    kind = rng.choice((move.kind,) * 12 + (move.kind.lower(), move.kind + " "))
    whom: Cell = name_cell(rng, BY_NAME[move.whom]) if move.whom in BY_NAME else move.whom or None
    ico: Cell = (move.ico if move.flaw == "ico" else ico_cell(rng, move.ico)) if move.ico else None
    taken = person(move.count + move.day.toordinal()) if move.kind == "V" and rng.random() < 0.7 else None
    price = move.item.price * (100 - 4 * (as_of.year - move.day.year)) // 10000 * 100
    cells: list[Cell] = [move.number, _date(move, rng), kind, move.item.code, move.item.name]
    cells += ["asi 20" if move.flaw == "count" else move.count, money_cell(rng, price)]
    cells += [move.source or None, move.target or None, whom, ico, move.purpose or None]
    cells += [rng.choice(CLERKS) if move.kind != "P" else None, taken, move.note or None]
    return Row(cells, fill=ORANGE if move.kind == "Z" else None)


def _date(move: Move, rng: Random) -> Cell:
    if move.flaw == "date":
        return f"{31 if move.day.month == 4 else 30}. {move.day.month}. {move.day.year}"
    return date_cell(rng, move.day)


def _slips(moves: list[Move], as_of: dt.date, rng: Random) -> list[Move]:
    """The wrong rows, written in late at the end of the ledger; numbers go on where each year's series stopped."""
    base = [move for move in moves if move.kind == "V" and move.source == STORE and not move.item.fate]
    recent = [move for move in base if (as_of - move.day).days < 90 and move.item.minimum >= 60]
    slips = []
    for move in rng.sample(recent, 2):
        received = sum(m.count for m in moves if m.item == move.item and m.kind in "PR")
        slips.append(replace(move, count=-(-received // 100) * 100 + 500, note="chybí nula? ověřit", flaw="below"))
    for month in (4, 2):
        slips.append(replace(rng.choice([m for m in base if m.day.month == month]), flaw="date"))
    for code, name in (("KER-99", "Hrnek ze starého skladu"), ("XXX-01", "Dárková sada")):
        move = rng.choice(recent)
        slips.append(replace(move, item=replace(move.item, code=code, name=name), count=2, flaw="item"))
    club = BY_NAME["SDH Brázdov"]
    slips.append(replace(rng.choice(recent), count=1, whom=club.name, ico=broken_ico(club.ico), flaw="ico"))
    slips.append(replace(rng.choice(recent), flaw="count"))
    today = working(as_of, -1)
    slips = [s if s.flaw in ("date", "below") else replace(s, day=today) for s in slips]
    return [replace(s, number=f"V-{s.day.year}-{9001 + n}") for n, s in enumerate(slips)]
