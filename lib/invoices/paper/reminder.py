"""D08: letters to debtors. A first and a second reminder, and the demand before a lawsuit.

Interest: § 1970 of the Civil Code and Government Regulation 351/2013; the demand: § 142a of the Code of Civil Procedure
(sent at least seven days before the lawsuit, otherwise the costs are not awarded).
"""

import datetime as dt
from collections.abc import Sequence

from lib.czech import identifiers, spayd
from lib.errors import BadInput
from lib.i18n import N, speaking, t, tn
from lib.invoices.paper import parts
from lib.invoices.records import Owed, Reminder
from lib.paper import Block, Column, Footer, Signature, Table, amount, draw_qr
from lib.paper import Document as Paper
from lib.paper.archive import bind_archive
from lib.paper.tags import Tags

LAWSUIT_DAYS = 7
_CODES = 4
"""Payment codes side by side on A4; of more invoices the letter has none, each has its own."""
_CODE = 38.0
_TITLES = {
    1: N("Reminder of unpaid invoices"),
    2: N("Second reminder of unpaid invoices"),
    3: N("Demand for payment before a lawsuit"),
}
_OPENINGS = {
    1: N("our records show no payment of the following invoices:"),
    2: N("in spite of our first reminder our records show no payment of the following invoices:"),
    3: N(
        "under § 142a of Act 99/1963, the Code of Civil Procedure, we demand that you pay your debt from the following"
        " invoices:"
    ),
}
_DEMANDS = {
    1: N(
        "Please pay the amount of {open} by {day} to the account {account}. If you have paid in the meantime, take this"
        " letter as settled."
    ),
    2: N(
        "Pay the amount of {open} by {day} to the account {account}. If it is not paid in this term, we will claim the"
        " statutory default interest under § 1970 of the Civil Code and Government Regulation 351/2013 and recover the"
        " debt in court."
    ),
    3: N(
        "Pay the amount of {open} by {day} to the account {account}. If it is not paid in this term, we will file a"
        " lawsuit without further notice and claim also the statutory default interest under § 1970 of the Civil Code"
        " and Government Regulation 351/2013 from the day after each invoice was due, and the costs of the proceedings."
    ),
}


def reminder(letter: Reminder) -> bytes:
    """One letter as PDF/A-3a. BadInput without invoices, and for a demand whose term is shorter than seven days."""
    return reminders([letter])


@speaking("cs")
def reminders(letters: Sequence[Reminder]) -> bytes:
    """Many letters in one PDF, each from a new page with page numbers of its own."""
    if not letters:
        raise BadInput("There is nobody to remind.")
    tags = Tags()
    papers = [_letter(letter, tags) for letter in letters]
    pages = [page for paper in papers for page in paper.finish()]
    first = papers[0]
    title = first.title if len(papers) == 1 else tn("{n} letter of reminder", "{n} letters of reminder", len(papers))
    return bind_archive(pages, tags, title=title, author=first.head.town, day=letters[0].day)


def _letter(letter: Reminder, tags: Tags) -> Paper:
    _check(letter)
    footer = Footer("D08", "1", letter.day)
    paper = Paper(parts.letterhead(letter.supplier), t(_TITLES[letter.level]), "", footer, archive=True, tags=tags)
    paper.blocks([_references(letter), _address(letter)])
    paper.gap(3)
    paper.facts([(t("Our reference"), letter.reference), (t("Written on"), parts.day(letter.day))], columns=2)
    paper.gap(6)
    person = letter.customer.person
    paper.paragraph(t("Dear Madam, dear Sir,") if person else t("Dear business partners,"))
    paper.gap(2)
    paper.paragraph(t(_OPENINGS[letter.level]))
    paper.gap(3)
    _owed(paper, letter)
    open, account = t("{amount} CZK", amount=amount(letter.open)), _account(letter)
    paper.paragraph(t(_DEMANDS[letter.level], open=open, day=parts.day(letter.due_on), account=account))
    paper.gap(4)
    _codes(paper, letter)
    paper.paragraph(t("Yours sincerely"))
    paper.gap(4)
    with paper.column(parts.RIGHT, parts.HALF):
        paper.signatures([Signature(t("For {town}", town=letter.supplier.name), letter.issued_by)])
    return paper


def _check(letter: Reminder) -> None:
    if not letter.invoices:
        raise BadInput("There is no unpaid invoice of {name}.", name=letter.customer.name)
    if letter.level == 3 and letter.due_on < letter.day + dt.timedelta(days=LAWSUIT_DAYS):
        raise BadInput("A demand before a lawsuit gives at least seven days. Choose a later term.", field="due_on")


def _references(letter: Reminder) -> Block:
    side = letter.supplier
    said = [t("tel. {phone}", phone=side.phone) if side.phone else "", side.email]
    return Block(t("Handled by"), letter.issued_by, tuple(said))


def _address(letter: Reminder) -> Block:
    side = letter.customer
    return Block(t("Addressee"), side.name, (*parts.postal(side), *parts.identified(side)))


def _account(letter: Reminder) -> str:
    return f"{letter.account} ({letter.bank})" if letter.bank else letter.account


def _owed(paper: Paper, letter: Reminder) -> None:
    columns = [
        Column(t("Invoice No. (variable symbol)")),
        Column(t("Invoice made out"), 26, "right"),
        Column(t("Invoice was due"), 26, "right"),
        Column(t("Days after the term"), 20, "right"),
        Column(t("Invoiced, CZK"), 28, "right"),
        Column(t("Left to pay, CZK"), 30, "right"),
    ]
    rows = [
        (
            one.number if one.vs == one.number else f"{one.number} ({one.vs})",
            parts.day(one.issued_on),
            parts.day(one.due_on),
            str(max(0, (letter.day - one.due_on).days)),
            amount(one.total),
            amount(one.open),
        )
        for one in letter.invoices
    ]
    total = t("{amount} CZK", amount=amount(letter.open))
    Table(paper, columns).draw(rows, (t("Left to pay altogether"), total))
    paper.gap(4)


def _codes(paper: Paper, letter: Reminder) -> None:
    """A payment code for each invoice: a payment with its own variable symbol is matched by itself."""
    if len(letter.invoices) > _CODES or not all(parts.payable(one.open) for one in letter.invoices):
        return
    paper.need(_CODE + 12)
    top = low = paper.y
    for place, one in enumerate(letter.invoices):
        paper.y = top
        with paper.column(place * (paper.room / _CODES), _CODE):
            draw_qr(paper, _code(letter, one), f"QR Platba\n{one.number}")
        low = max(low, paper.y)
    paper.y = low + 4


def _code(letter: Reminder, one: Owed) -> str:
    message = t("Invoice {number}", number=one.number)
    return spayd.payload(
        identifiers.iban(letter.account), one.open, one.vs, message, letter.due_on, letter.supplier.name
    )
