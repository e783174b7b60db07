"""D07: the cash receipt, a simplified tax document up to 10 000 Kč with VAT (§ 30, 30a of the VAT Act): two A6 slips on
one A5 sheet, the payer's and the copy for the cash desk."""

from collections.abc import Sequence

from lib.errors import BadInput
from lib.i18n import t
from lib.invoices import rules
from lib.invoices.paper import parts
from lib.invoices.records import Document
from lib.paper import Attachment, amount
from lib.paper.archive import bind_archive
from lib.paper.page import Format, Page
from lib.paper.tags import Tags
from lib.paper.text import BODY, FINE, HAIR, INK, LABEL, NUMBER, SMALL, STRONG, Style, clean, wrap

SHEET = Format(210, 148, side=8, top=8, bottom=8)
_SLIP, _ROOM = 105.0, 89.0
_FOOT = 24.0
"""Millimetres at the bottom of a slip for who received the money and what the slip is."""
_TITLE = Style(11, bold=True, leading=1.25)


def cash_receipt(document: Document, inside: Sequence[Attachment]) -> bytes:
    """Both slips as PDF/A-3a. BadInput when the lines do not fit a slip: then an invoice paid in cash is the paper."""
    tags = Tags()
    page = Page(SHEET, tags)
    for start, name in ((0.0, t("for the payer")), (_SLIP, t("copy for the cash desk"))):
        _Slip(page, tags, start + SHEET.side).draw(document, name)
    for y in range(2, int(SHEET.high), 4):
        page.fill(_SLIP - 0.1, y, 0.2, 2, HAIR)
    title = f"{t('Receipt of cash – simplified tax document')} {t('No. {number}', number=document.number)}"
    author = clean(document.supplier.name)
    day = document.issued_on
    return bind_archive([page], tags, title=_plain(title), author=author, day=day, attachments=inside)


class _Slip:
    """One slip, filled from the top."""

    def __init__(self, page: Page, tags: Tags, left: float) -> None:
        self.page, self.tags, self.left, self.y = page, tags, left, SHEET.top

    def draw(self, document: Document, name: str) -> None:
        self.text(document.supplier.name, STRONG)
        town = ", ".join([*parts.postal(document.supplier), *parts.identified(document.supplier)])
        self.text(town, SMALL)
        self.rule(INK)
        self.pair(t("Receipt of cash"), t("No. {number}", number=document.number), _TITLE, NUMBER)
        self.text(t("simplified tax document"), LABEL)
        self.pair(t("Day of issue"), parts.day(document.issued_on))
        if document.tax_point_on and document.tax_point_on != document.issued_on:
            self.pair(t("Day of supply (tax point)"), parts.day(document.tax_point_on))
        if document.customer.name:
            said = [document.customer.name, *parts.postal(document.customer), *parts.identified(document.customer)]
            self.text(t("Received from: {payer}", payer=", ".join(said)), SMALL)
        self.rule(HAIR)
        self.sums(document)
        self.foot(document, name)

    def sums(self, document: Document) -> None:
        for line in document.lines:
            self.pair(f"{parts.bound(line.text)}, {line.quantity}\u00a0{line.unit}", amount(line.total), SMALL)
        self.rule(HAIR)
        for one in rules.recap(document.lines):
            base = t("Rate {rate}: base {base}, VAT", rate=parts.percent(one.rate), base=amount(one.base))
            self.pair(base, amount(one.vat), LABEL, SMALL)
        if document.rounding:
            self.pair(t("Rounding"), amount(document.rounding), LABEL, SMALL)
        self.y += 1
        total = t("{amount} CZK", amount=amount(document.to_pay))
        self.pair(t("Received in cash"), total, _TITLE, _TITLE)

    def foot(self, document: Document, name: str) -> None:
        low = SHEET.high - SHEET.bottom - _FOOT
        if self.y > low:
            raise BadInput("A cash receipt has no room for so many lines. Issue an invoice paid in cash.")
        self.y = low
        self.text(t("Received by: {name}", name=document.issued_by), SMALL)
        self.y += 10
        self.page.rule(self.left + _ROOM / 2, self.y, _ROOM / 2, 0.25, INK)
        self.pair(name, t("signature of the receiver"), FINE, FINE)

    def text(self, text: str, style: Style = BODY) -> None:
        with self.tags.inside(self.tags.new("P")):
            self.y = self.page.lines(self.left, self.y, _ROOM, wrap(text, style, _ROOM), style)

    def pair(self, label: str, value: str, style: Style = LABEL, strong: Style | None = None) -> None:
        """A label at the left, its value at the right edge of the slip."""
        strong = strong or STRONG
        (last,) = wrap(value, strong, _ROOM)[:1]
        with self.tags.inside(self.tags.new("P")):
            top = self.y + max(0.0, style.drop - strong.drop)
            below = self.page.lines(self.left, self.y, _ROOM, wrap(label, style, _ROOM - last.width - 4), style)
            self.y = max(below, self.page.lines(self.left, top, _ROOM, [last], strong, "right"))

    def rule(self, grey: float) -> None:
        self.page.rule(self.left, self.y + 1, _ROOM, 0.25, grey)
        self.y += 2.2


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
