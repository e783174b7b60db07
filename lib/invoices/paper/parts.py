"""What the papers of invoices share: who writes to whom, the lines, the recapitulation of VAT, the payment code."""

import datetime as dt
import re
from functools import cache

from babel import Locale

from lib.czech import dates, identifiers, spayd
from lib.czech.numbers import number
from lib.i18n import t
from lib.invoices import rules
from lib.invoices.records import Document, Line, Side
from lib.paper import Block, Cell, Column, Letterhead, Table, amount, draw_qr
from lib.paper import Document as Paper
from lib.paper.text import LABEL, STRONG, Style, wrap

SUM = Style(13, bold=True, leading=1.35)
_TOGETHER = re.compile(r"(?<=\b\d{3}) (?=\d{2}\b)|(?<=\bč\.) (?=\d)")
_INSET = 1.2  # of the cells of a table: sums under it stand in its columns
QR_ROOM = 60.0
"""Millimetres from the left margin that the payment code takes with the white beside it."""
HALF = 81.0
RIGHT = 89.0
"""Where the right one of two columns begins, from the left margin; each is `HALF` wide."""


def letterhead(side: Side) -> Letterhead:
    """The town above its paper; IČO and DIČ stand in its block."""
    return Letterhead(side.name, "", side.address, phone=side.phone, email=side.email)


def sides(paper: Paper, supplier: Side, customer: Side) -> None:
    """The supplier at the left, the customer at the right, where the window of an envelope is."""
    paper.blocks([_block(t("Supplier"), supplier), _block(t("The customer"), customer)])
    paper.gap(3)


def _block(label: str, side: Side) -> Block:
    return Block(label, side.name or t("not named"), (*postal(side), *identified(side)))


def postal(side: Side) -> list[str]:
    """The address in lines, the country of a foreign one last."""
    country = [] if side.country == "CZ" else [_countries().get(side.country, side.country)]
    return [*filter(None, (bound(part.strip()) for part in re.split(r"[,\n]", side.address))), *country]


def identified(side: Side) -> list[str]:
    """IČO and DIČ, those that there are."""
    ico = t("Company ID {ico}", ico=side.ico) if side.ico else ""
    return [line for line in (ico, t("DIČ {dic}", dic=side.dic) if side.dic else "") if line]


def beside(paper: Paper, left: list[tuple[str, str]], right: list[tuple[str, str]]) -> None:
    """Facts in two columns; those without a value are left out."""
    top, low = paper.y, paper.y
    for start, wide, pairs in ((0.0, RIGHT - 2, left), (RIGHT, HALF, right)):
        paper.y = top
        with paper.column(start, wide):
            paper.facts([pair for pair in pairs if pair[1]])
        low = max(low, paper.y)
    paper.y = low


def lines(paper: Paper, document: Document) -> None:
    """The lines with VAT; of a credit note the differences."""
    columns = [
        Column(t("Subject of the supply, amounts in CZK")),
        Column(t("Quantity"), 16, "right"),
        Column(t("Unit price without VAT"), 21, "right"),
        Column(t("Base of VAT"), 21, "right"),
        Column(t("Rate of VAT"), 13, "right"),
        Column(t("VAT amount"), 19, "right"),
        Column(t("Total with VAT"), 21, "right"),
    ]
    Table(paper, columns).draw([_row(line) for line in document.lines])
    paper.gap(4)


def _row(line: Line) -> tuple[str | Cell, ...]:
    off = abs(line.unit_price) * line.quantity - abs(line.base)
    note = t("Discount {amount} CZK", amount=amount(off)) if off > 0 else ""
    sums = amount(line.base), percent(line.rate), amount(line.vat), amount(line.total)
    return Cell(bound(line.text), note), f"{number(line.quantity)}\u00a0{line.unit}", amount(line.unit_price), *sums


def bound(text: str) -> str:
    """The text with post codes and numbers of issues that no line break parts: `739 99`, `č. 12`."""
    return _TOGETHER.sub("\u00a0", text)


def percent(rate: int) -> str:
    """`21 %`"""
    return f"{rate}\u00a0%"


def recapitulation(paper: Paper, document: Document) -> None:
    """VAT by rates; what advances that were taxed take from it, and what is left (§ 37a of the VAT Act)."""
    columns = [
        Column(t("Recapitulation of VAT in CZK")),
        Column(t("Base of VAT"), 22, "right"),
        Column(t("VAT amount"), 21, "right"),
        Column(t("Total with VAT"), 24, "right"),
    ]
    whole = rules.recap(document.lines)
    rows = [_sums(t("Rate {rate}", rate=percent(one.rate)), one.base, one.vat) for one in whole]
    for deposit in document.deposits:
        label = t("Advance {number}, {rate}", number=deposit.number, rate=percent(deposit.rate))
        rows.append(_sums(label, -deposit.base, -deposit.vat))
    if document.deposits:
        claimed = {one.rate: one for one in rules.recap(document.deposits)}
        for one in whole:
            before = claimed.get(one.rate, rules.Recap(one.rate, 0, 0))
            label = t("Left to tax, {rate}", rate=percent(one.rate))
            rows.append(_sums(label, one.base - before.base, one.vat - before.vat))
    Table(paper, columns).draw(rows)
    paper.gap(2)


def _sums(label: str, base: int, vat: int) -> tuple[str, ...]:
    return label, amount(base), amount(vat), amount(base + vat)


def summed(paper: Paper, label: str, halere: int, style: Style = LABEL) -> None:
    """A label at the left of the column and an amount at its right."""
    said = t("{amount} CZK", amount=amount(halere))
    bold = STRONG if style is LABEL else style
    left, room = paper.left + _INSET, paper.room - 2 * _INSET
    with paper.tagged("P"):
        paper.page.lines(left, paper.y + bold.drop - style.drop, room, wrap(label, style, room - 36), style)
        paper.y = paper.page.lines(left, paper.y, room, wrap(said, bold, room), bold, "right")


def payable(halere: int) -> bool:
    """Whether a payment code holds the amount; ten millions and more are paid without one."""
    return 0 < halere <= spayd.HIGHEST


def payment_code(paper: Paper, document: Document, size: float = 30.0) -> None:
    """The QR code that pays this document, in its frame (D04: 30 mm at least)."""
    text = spayd.payload(
        identifiers.iban(document.account),
        document.to_pay,
        document.vs,
        t(rules.title(document.kind), number=document.number),
        document.due_on,
        document.supplier.name,
    )
    draw_qr(paper, text, "QR Platba", size)


def iban(account: str) -> str:
    """`CZ65 0800 0000 1920 0014 5399`, in fours as people copy it."""
    whole = identifiers.iban(account)
    return "\u00a0".join(whole[start : start + 4] for start in range(0, len(whole), 4))


def day(said: dt.date | None) -> str:
    """A date, or nothing."""
    return dates.date(said) if said else ""


@cache
def _countries() -> dict[str, str]:
    return dict(Locale("cs").territories)
