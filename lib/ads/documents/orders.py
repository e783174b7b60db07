"""The order confirmation (D01) and the preview for approval (D02) as papers. Records in, bytes out."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from lib.ads.queries.orders import Order
from lib.ads.rules.payment import KINDS
from lib.czech import dates, numbers
from lib.i18n import N, speaking, t
from lib.paper import A4, Block, Document, Footer, Letterhead, Signature
from lib.paper.text import BODY, INK, LABEL, SMALL, STRONG, Style, wrap
from lib.tariffs.rules import characters

WORDING = Path(__file__).parent.parent / "wording"
FORM_VERSION = "1"
PER_ROW = 30
"""Cells of the grid in a row: line ads are priced by started 30 characters."""
_CELL_HIGH = 6.2
_CELL = Style(10)
_LINE_WIDTH_MM = 60
_NOTES_ROOM = 76.0
PAYMENTS = {"transfer": N("by bank transfer"), "cash": N("in cash at the till")}


@dataclass(frozen=True)
class Printed:
    """What papers of an order say besides it: the paper's name, the size in mm, the closing, the day of printing."""

    head: Letterhead
    paper: str
    size: tuple[int, int] | None
    by_characters: bool
    closes_at: str
    day: dt.date
    office_person: str = ""


@speaking("cs")
def confirmation(order: Order, given: Printed) -> bytes:
    """The confirmation of an order (D01) as a PDF, one A4 page; a line ad stands in a grid of 30 cells in a row.

    BadInput when a character cannot be printed.
    """
    title = t("Order of advertising")
    paper = Document(given.head, title, order.number, Footer("D01", FORM_VERSION, given.day), A4)
    paper.blocks(
        [
            Block(t("Publisher"), given.head.town, (given.paper, given.head.office)),
            Block(t("Advertiser"), order.advertiser, _who(order)),
        ]
    )
    paper.gap(3)
    paper.facts(_what(order, given))
    if given.by_characters and order.text:
        paper.gap(2)
        _grid(paper, order.text)
    elif order.text and not order.picture:
        paper.facts([(t("Text of the ad"), order.text)])
    paper.gap(2)
    paper.facts(_price(order, given))
    paper.gap(2)
    paper.paragraph((WORDING / "terms.md").read_text(encoding="utf-8").strip(), SMALL)
    paper.gap(4)
    paper.signatures(
        [
            Signature(t("For the advertiser (date, signature)"), order.advertiser),
            Signature(t("Confirmed by the publisher (date, signature)"), given.office_person),
        ]
    )
    return paper.pdf()


@speaking("cs")
def preview(order: Order, given: Printed, picture: bytes | None) -> bytes:
    """The preview for approval (D02) as a PDF: the ad in its real size, a place to sign, and until when.

    An ad larger than the page is made smaller and the paper says so. BadInput when a character cannot be printed.
    """
    title = t("Preview of an ad for approval")
    paper = Document(given.head, title, order.number, Footer("D02", FORM_VERSION, given.day), A4)
    paper.facts([(t("Advertiser"), order.advertiser), (t("Issues"), _issues(order, given))], columns=2)
    pages = ", ".join(ad.page for ad in order.printed if ad.page) or order.placement
    paper.facts([(t("Page of the paper"), pages or t("not decided yet")), (t("Size"), _size(order, given))], columns=2)
    paper.gap(3)
    _ad(paper, order, given, picture)
    paper.gap(5)
    until = dates.short_date(order.preview_until) if order.preview_until else ""
    paper.facts([(t("Answer by"), until)])
    paper.paragraph(t("Without an approval the ad is not printed. Silence is no consent."), SMALL)
    paper.gap(3)
    paper.facts([(t("I approve"), ""), (t("I approve with corrections"), "")])
    paper.gap(2)
    paper.signatures([Signature(t("For the advertiser (date, signature)"), order.advertiser)])
    return paper.pdf()


def _who(order: Order) -> tuple[str, ...]:
    ico = t("IČO {ico}", ico=order.ico) if order.ico else ""
    return tuple(filter(None, (order.address, ico, order.email, order.phone, order.contact)))


def _what(order: Order, given: Printed) -> list[tuple[str, str]]:
    facts = [
        (t("Issues"), _issues(order, given)),
        (t("Kind of ad"), t(KINDS[order.kind])),
        (t("Size"), _size(order, given)),
        (t("Wished placement"), order.placement or t("none")),
    ]
    if order.marked:
        facts.append((t("Marked as"), t("Paid advertising")))
    return facts


def _price(order: Order, given: Printed) -> list[tuple[str, str]]:
    money = {name: numbers.money(value or 0) for name, value in
             (("base", order.without_vat), ("vat", order.vat), ("sum", order.with_vat))}  # fmt: skip
    payment = t(PAYMENTS[order.payment])
    steps = " ".join(step.sentence() for step in order.quote.steps) if order.quote else ""
    return [
        (t("How it is counted"), steps),
        (t("Price"), t("{base} without VAT, VAT {vat}, {sum} to pay", **money)),
        (t("Payment"), t("{way}, before the ad is printed", way=payment) if order.prepaid else payment),
        (t("Material by"), _closing(given.closes_at)),
    ]


def _issues(order: Order, given: Printed) -> str:
    names = ", ".join(ad.issue for ad in order.printed) or ", ".join(order.issues)
    return f"{given.paper} {names}"


def _size(order: Order, given: Printed) -> str:
    if given.by_characters:
        return t("line ad, {count} characters", count=characters(order.text))
    said = t("{width} × {height} mm", width=given.size[0], height=given.size[1]) if given.size else ""
    return ", ".join(filter(None, (order.item, said)))


def _closing(closes_at: str) -> str:
    if not closes_at:
        return ""
    day = dt.date.fromisoformat(closes_at[:10])
    return f"{dates.short_date(day)} {dates.time(closes_at[11:])}"


def _grid(paper: Document, text: str) -> None:
    """The text in cells, thirty a row, each row with how many characters there are so far."""
    shown = " ".join(line.rstrip() for line in text.strip().splitlines())
    rows = [shown[start : start + PER_ROW] for start in range(0, len(shown), PER_ROW)]
    wide = (paper.room - 12) / PER_ROW
    for number, row in enumerate(rows, start=1):
        paper.need(_CELL_HIGH)
        top = paper.y
        _cells(paper, top, wide)
        for place, sign in enumerate(row):
            lines = wrap(sign, _CELL, wide) if sign.strip() else []
            paper.page.lines(paper.left + place * wide, top + 0.9, wide, lines, _CELL, "center")
        so_far = wrap(str(min(number * PER_ROW, len(shown))), LABEL, 10)
        paper.page.lines(paper.left + PER_ROW * wide, top + 1.4, 11, so_far, LABEL, "right")
        paper.y = top + _CELL_HIGH
    paper.gap(1)


def _cells(paper: Document, top: float, wide: float) -> None:
    length = PER_ROW * wide
    for y in (top, top + _CELL_HIGH):
        paper.page.rule(paper.left, y, length)
    for edge in range(PER_ROW + 1):
        paper.page.fill(paper.left + edge * wide - 0.1, top, 0.2, _CELL_HIGH, 0.75)


def _ad(paper: Document, order: Order, given: Printed, picture: bytes | None) -> None:
    wide, least = given.size or (_LINE_WIDTH_MM, 0)
    mark = t("Paid advertising") if order.marked else ""
    lines = wrap(order.text, BODY, wide - 4) if order.text and not picture else []
    high = max(least, len(lines) * BODY.height + 4 + (STRONG.height if mark else 0), 12)
    room = paper.bottom - paper.y - _NOTES_ROOM
    scale = min(1.0, paper.room / wide, room / high)
    said = t("in real size") if scale == 1 else t("made smaller to {percent} %", percent=int(scale * 100))
    paper.paragraph(t("The ad, {said}:", said=said), LABEL)
    _frame(paper, wide * scale, high * scale)
    top = paper.y + 1
    if picture:
        paper.page.picture(picture, paper.left, paper.y, wide * scale, high * scale)
    if mark and not picture:
        top = paper.page.lines(paper.left + 2, top, wide * scale - 4, wrap(mark, LABEL, wide * scale - 4), LABEL)
    if lines:
        paper.page.lines(paper.left + 2, top + 1, wide - 4, lines, BODY)
    paper.y += high * scale + 2
    if mark and picture:
        paper.paragraph(t("Above the ad stands: {mark}", mark=mark), LABEL)


def _frame(paper: Document, wide: float, high: float) -> None:
    page, x, y = paper.page, paper.left, paper.y
    for top in (y, y + high):
        page.rule(x, top, wide, 0.25, INK)
    for edge in (x, x + wide):
        page.fill(edge - 0.12, y, 0.25, high, INK)
