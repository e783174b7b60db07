"""Papers for guests: invitations (D14), the attendance list (D17), name tags, address labels and envelopes (D30).

Records in, bytes out. A batch is one PDF with a page, or a place on a sheet, for everybody on the list.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lib.errors import BadInput
from lib.i18n import speaking, t, tn
from lib.paper import A4, A5, Column, Document, Footer, Letterhead, Table
from lib.paper.letterhead import draw_letterhead
from lib.paper.page import Format, Page
from lib.paper.pdf import bind
from lib.paper.text import BODY, INK, SMALL, Style, wrap

_LABEL = 32.0
"""Millimetres of the column with the labels of an invitation."""
DL = Format(220, 110, side=15, top=12, bottom=12)
SHEET = Format(210, 297, side=0, top=0, bottom=0)
_TITLE, _SALUTATION, _SIGNED = Style(18, bold=True, leading=1.2), Style(11.5), Style(10.5, bold=True)
_TAG_NAME, _TAG_FROM = Style(19, bold=True, leading=1.15), Style(10.5)
_ADDRESS = Style(10.5)


@dataclass(frozen=True)
class Invited:
    """A person as papers name one: `full_name` with titles, `salutation` confirmed, address in lines (street, town).

    `press` is somebody invited for a newsroom: unless the office wrote its own text, the invitation begins otherwise.
    """

    full_name: str
    salutation: str = ""
    organisation: str = ""
    address: tuple[str, ...] = ()
    companions: int = 0
    press: bool = False


@dataclass(frozen=True)
class Invitation:
    """What every invitation of an event says. `when` is in words, `place` in lines; empty texts are left out."""

    title: str
    when: str
    place: str
    host: str
    host_office: str
    letterhead: Letterhead
    programme: str = ""
    text: str = ""
    reply: str = ""
    dress: str = ""
    parking: str = ""
    transferable: bool = False


@dataclass(frozen=True)
class AttendanceList:
    """What D17 says. `keep_until` is until when the office keeps it."""

    title: str
    when: str
    place: str
    guests: tuple[Invited, ...]
    letterhead: Letterhead
    printed: dt.date
    keep_until: dt.date


@speaking("cs")
def invitations(invitation: Invitation, guests: Sequence[Invited], printed: dt.date) -> bytes:
    """An invitation (D14) for each guest, A5, one page each, in one PDF.

    BadInput without guests, for one whose salutation nobody confirmed, and when an invitation does not fit its page.
    """
    _refuse_none(guests)
    unsure = [one.full_name for one in guests if not one.salutation]
    if unsure:
        raise BadInput("There is no confirmed salutation for {names}.", names=", ".join(unsure[:5]))
    pages = [_invitation(invitation, one) for one in guests]
    return bind(pages, title=f"{t('Invitation')} – {invitation.title}", author=invitation.letterhead.town, day=printed)


@speaking("cs")
def attendance_list(record: AttendanceList) -> bytes:
    """The list to be signed at the door (D17), A4: name, organisation, signature; no birth dates, no addresses."""
    paper = Document(record.letterhead, t("Attendance list"), "", Footer("D17", "1", record.printed), A4)
    paper.facts([(t("Event"), record.title), (t("Date"), record.when), (t("Place"), record.place)])
    paper.gap(2)
    paper.paragraph(
        t(
            "The town keeps this list as evidence of attendance until {day}, then it is shredded.",
            day=f"{record.keep_until.day}. {record.keep_until.month}. {record.keep_until.year}",
        ),
        SMALL,
    )
    paper.gap(3)
    columns = [
        Column(t("No."), 11, "right"),
        Column(t("Name")),
        Column(t("Organisation"), 55),
        Column(t("Signature"), 48),
    ]
    rows = [(str(place), one.full_name, one.organisation, " \n ") for place, one in enumerate(record.guests, 1)]
    blank = [(str(place), "", "", " \n ") for place in range(len(rows) + 1, len(rows) + 6)]
    Table(paper, columns).draw([*rows, *blank])
    return paper.pdf()


@speaking("cs")
def name_tags(title: str, guests: Sequence[Invited], printed: dt.date) -> bytes:
    """Name tags of 90 × 55 mm, ten on a sheet of A4 with marks to cut along."""
    _refuse_none(guests)
    cells = [(15 + 90 * column, 11 + 55 * row) for row in range(5) for column in range(2)]

    def draw(page: Page, x: float, y: float, one: Invited) -> None:
        _cut_marks(page, x, y, 90, 55)
        lines = wrap(one.full_name, _TAG_NAME, 80)[:2]
        low = page.lines(x + 5, y + 17 - 4 * (len(lines) - 1), 80, lines, _TAG_NAME, "center")
        page.lines(x + 5, low + 3, 80, wrap(one.organisation, _TAG_FROM, 80)[:2], _TAG_FROM, "center")

    return _sheets(guests, cells, draw, f"{t('Name tags')} – {title}", printed)


@speaking("cs")
def labels(title: str, guests: Sequence[Invited], printed: dt.date) -> bytes:
    """Address labels of 105 × 48 mm, twelve on a sheet of A4 (six rows, 4.5 mm above the first)."""
    _refuse_without_address(guests)
    cells = [(105 * column, 4.5 + 48 * row) for row in range(6) for column in range(2)]

    def draw(page: Page, x: float, y: float, one: Invited) -> None:
        _address(page, x + 10, y + 12, 87, one)

    return _sheets(guests, cells, draw, f"{t('Labels')} – {title}", printed)


@speaking("cs")
def envelopes(title: str, sender: Letterhead, guests: Sequence[Invited], printed: dt.date) -> bytes:
    """Envelopes DL (220 × 110 mm), one page each: the sender at the top left, the address at the bottom right."""
    _refuse_without_address(guests)
    pages = []
    for one in guests:
        page = Page(DL)
        lines = wrap("\n".join((sender.town, sender.office, sender.address)), SMALL, 90)
        page.lines(DL.side, DL.top, 90, lines, SMALL)
        _address(page, 115, 62, 90, one)
        pages.append(page)
    return bind(pages, title=f"{t('Envelopes')} – {title}", author=sender.town, day=printed)


def _invitation(said: Invitation, one: Invited) -> Page:
    page, room = Page(A5), A5.wide - 2 * A5.side
    y = draw_letterhead(page, said.letterhead, A5.side, A5.top, room) + 9
    y = page.lines(A5.side, y, room, wrap(f"{one.salutation},", _SALUTATION, room), _SALUTATION) + 3
    y = page.lines(A5.side, y, room, wrap(_opening(said, one), BODY, room), BODY) + 6
    y = _occasion(page, said, y, room) + 7
    for label, text in _particulars(said, one):
        page.lines(A5.side, y, _LABEL, wrap(label, SMALL, _LABEL), SMALL)
        lines = wrap(text, BODY, room - _LABEL)
        y = page.lines(A5.side + _LABEL, y, room - _LABEL, lines, BODY) + 2
    host = [(wrap(said.host, _SIGNED, room), _SIGNED), (wrap(said.host_office, BODY, room), BODY)]
    note = wrap(t("Photographs and a video recording for the town's media will be taken at the event."), SMALL, room)
    foot = A5.high - A5.bottom - len(note) * SMALL.height
    top = foot - 7 - sum(len(lines) * style.height for lines, style in host)
    if y + 4 > top:
        raise BadInput("The invitation does not fit one page. Shorten the programme or the text.", field="programme")
    for lines, style in host:
        top = page.lines(A5.side, top, room, lines, style, "right")
    page.lines(A5.side, foot, room, note, SMALL)
    return page


def _opening(said: Invitation, one: Invited) -> str:
    press = t("I invite your newsroom and you in person to")
    return said.text or (press if one.press else t("I cordially invite you to"))


def _occasion(page: Page, said: Invitation, y: float, room: float) -> float:
    """What, when and where, between two lines; gives the bottom edge."""
    page.rule(A5.side, y, room, 0.2)
    title = re.sub(r"(\d\.) ", "\\1\u00a0", said.title)
    y = page.lines(A5.side, y + 6, room, wrap(title, _TITLE, room), _TITLE, "center") + 3
    for line in filter(None, (said.when, said.place)):
        y = page.lines(A5.side, y, room, wrap(line, _SIGNED, room), _SIGNED, "center") + 1
    page.rule(A5.side, y + 5, room, 0.2)
    return y + 5


def _particulars(said: Invitation, one: Invited) -> list[tuple[str, str]]:
    people = one.companions + 1
    valid = tn("for {n} person", "for {n} people", people) if people > 1 else t("for one person")
    transfer = t("transferable") if said.transferable else t("not transferable")
    pairs = [
        (t("Programme"), said.programme),
        (t("Please answer"), said.reply),
        (t("Dress"), said.dress),
        (t("Parking"), said.parking),
        (t("The invitation is valid"), f"{valid}, {transfer}"),
    ]
    return [pair for pair in pairs if pair[1]]


def _sheets(
    guests: Sequence[Invited],
    cells: Sequence[tuple[float, float]],
    draw: Callable[[Page, float, float, Invited], None],
    title: str,
    printed: dt.date,
) -> bytes:
    """Everybody in the next free place of the sheet."""
    pages: list[Page] = []
    for place, one in enumerate(guests):
        if place % len(cells) == 0:
            pages.append(Page(SHEET))
        draw(pages[-1], *cells[place % len(cells)], one)
    return bind(pages, title=title, author="", day=printed)


def _address(page: Page, x: float, y: float, room: float, one: Invited) -> None:
    lines = [line for line in (one.full_name, one.organisation, *one.address) if line]
    for line in lines:
        y = page.lines(x, y, room, wrap(line, _ADDRESS, room)[:2], _ADDRESS)


def _cut_marks(page: Page, x: float, y: float, wide: float, high: float) -> None:
    for edge in (y, y + high):
        page.rule(x, edge, 4, 0.1, INK)
        page.rule(x + wide - 4, edge, 4, 0.1, INK)


def _refuse_none(guests: Sequence[Invited]) -> None:
    if not guests:
        raise BadInput("There is nobody on the list to print.", field="guests")


def _refuse_without_address(guests: Sequence[Invited]) -> None:
    _refuse_none(guests)
    nowhere = [one.full_name for one in guests if not one.address]
    if nowhere:
        raise BadInput(
            "There is no address of {names}. Fill it in, or leave them out.",
            names=", ".join(nowhere[:5]) + (" …" if len(nowhere) > 5 else ""),
            field="guests",
        )
