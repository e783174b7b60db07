"""Papers of the gift cupboard: the handover protocol (D18) and the slips for goods issued and received (D19).

Records in, bytes out: nothing here reads the store or the clock, so an issued paper can be frozen as it is.
"""

import datetime as dt
from dataclasses import dataclass

from lib.czech import dates
from lib.czech.numbers import number
from lib.errors import BadInput
from lib.i18n import speaking, t, tn
from lib.paper import (
    A4,
    A5_LANDSCAPE,
    Block,
    Cell,
    Column,
    Document,
    Footer,
    Letterhead,
    Signature,
    Table,
    amount,
)


@dataclass(frozen=True)
class Party:
    """Who hands over or takes over. A private person has no `ico` and nobody who represents them."""

    name: str
    ico: str = ""
    address: str = ""
    represented_by: str = ""


@dataclass(frozen=True)
class HandoverLine:
    """One item on a paper; `unit_price` in haléře, `quantity` in `unit` (ks, bal, kg)."""

    code: str
    name: str
    unit: str
    quantity: int
    unit_price: int
    note: str = ""

    @property
    def total(self) -> int:
        """In haléře."""
        return self.quantity * self.unit_price


@dataclass(frozen=True)
class HandoverProtocol:
    """What D18 says. `return_by` is None for things that are given, not lent; `printed` is `day` unless it is said."""

    number: str
    day: dt.date
    place: str
    giver: Party
    receiver: Party
    lines: tuple[HandoverLine, ...]
    purpose: str
    event: str
    condition: str
    return_by: dt.date | None
    letterhead: Letterhead
    form_version: str
    printed: dt.date | None = None


@dataclass(frozen=True)
class StockSlip:
    """What D19 says, the same for goods issued and received. `partner` is who took them or who brought them."""

    number: str
    day: dt.date
    warehouse: str
    lines: tuple[HandoverLine, ...]
    purpose: str
    event: str
    partner: Party | None
    issued_by: str
    received_by: str
    approved_by: str
    letterhead: Letterhead
    form_version: str
    printed: dt.date | None = None


@speaking("cs")
def handover_protocol(protocol: HandoverProtocol) -> bytes:
    """The handover protocol as a PDF, A4, to be printed twice and signed by both parties.

    Empty purpose (when there is no event either), place and condition become lines to be filled in by hand.
    BadInput when there is no item or a character cannot be printed.
    """
    footer = Footer("D18", protocol.form_version, protocol.printed or protocol.day)
    paper = Document(protocol.letterhead, t("Handover protocol"), protocol.number, footer, A4)
    giver, receiver = protocol.giver, protocol.receiver
    paper.blocks([_party(t("Handing over"), giver), _party(t("Taking over"), receiver)])
    paper.gap(4)
    paper.facts([(t("Day of handover"), dates.date(protocol.day)), (t("Place"), protocol.place)])
    paper.facts(_purpose(protocol.purpose, protocol.event))
    paper.gap(3)
    _items(paper, protocol.lines)
    paper.gap(4)
    back = dates.date(protocol.return_by) if protocol.return_by else t("not to be returned")
    paper.facts([(t("Condition of the items"), protocol.condition), (t("To be returned by"), back)])
    paper.gap(3)
    signers = [
        Signature(t("For the party handing over (date, signature)"), giver.represented_by or giver.name),
        Signature(t("For the party taking over (date, signature)"), receiver.represented_by or receiver.name),
    ]
    paper.signatures(signers, closing=t("Made in 2 copies; each party keeps one."))
    return paper.pdf()


@speaking("cs")
def issue_slip(slip: StockSlip) -> bytes:
    """The slip for goods that left the cupboard (výdejka) as a PDF, A5 landscape. BadInput as above."""
    return _slip(slip, t("Issue slip"), t("Issued to"))


@speaking("cs")
def receipt_slip(slip: StockSlip) -> bytes:
    """The slip for goods that came into the cupboard (příjemka) as a PDF, A5 landscape. BadInput as above."""
    return _slip(slip, t("Receipt slip"), t("Received from"))


def _slip(slip: StockSlip, title: str, partner_label: str) -> bytes:
    footer = Footer("D19", slip.form_version, slip.printed or slip.day)
    paper = Document(slip.letterhead, title, slip.number, footer, A5_LANDSCAPE)
    paper.facts([(t("Date"), dates.date(slip.day)), (t("Warehouse"), slip.warehouse)], columns=2)
    if slip.partner:
        paper.facts([(partner_label, _one_line(slip.partner))])
    paper.facts(_purpose(slip.purpose, slip.event))
    paper.gap(2)
    _items(paper, slip.lines)
    paper.gap(3)
    paper.signatures(
        [
            Signature(t("Issued by"), slip.issued_by),
            Signature(t("Received by"), slip.received_by),
            Signature(t("Approved by"), slip.approved_by),
        ]
    )
    return paper.pdf()


def _party(label: str, party: Party) -> Block:
    ico = t("Company ID {ico}", ico=party.ico) if party.ico else ""
    represented = t("represented by {name}", name=party.represented_by) if party.represented_by else ""
    return Block(label, party.name, (party.address, ico, represented))


def _one_line(party: Party) -> str:
    ico = t("Company ID {ico}", ico=party.ico) if party.ico else ""
    return ", ".join(part for part in (party.name, party.address, ico) if part)


def _purpose(purpose: str, event: str) -> list[tuple[str, str]]:
    """Purpose and event, only those that are known; the purpose is left to be written in when neither is."""
    pairs = [(t("Purpose"), purpose), (t("Event"), event)]
    return [pair for pair in pairs if pair[1]] or pairs[:1]


def _items(paper: Document, lines: tuple[HandoverLine, ...]) -> None:
    if not lines:
        raise BadInput("There is nothing on the paper yet. Add at least one item.", field="lines")
    columns = [
        Column(t("Code"), 23),
        Column(t("Item")),
        Column(t("Unit"), 11, "center"),
        Column(t("Quantity"), 17, "right"),
        Column(t("Unit price, CZK"), 25, "right"),
        Column(t("Total, CZK"), 27, "right"),
    ]
    label = tn("Total, {n} item", "Total, {n} items", len(lines))
    total = t("{amount} CZK", amount=amount(sum(line.total for line in lines)))
    Table(paper, columns).draw([_row(line) for line in lines], (label, total))


def _row(line: HandoverLine) -> tuple[str | Cell, ...]:
    prices = amount(line.unit_price), amount(line.total)
    return line.code, Cell(line.name, line.note), line.unit, number(line.quantity), *prices
