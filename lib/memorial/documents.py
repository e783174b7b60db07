"""Papers of a memorial act: the script by the minute (D22) with speakers and wreaths, and the contact sheet."""

import datetime as dt
from dataclasses import dataclass

from lib.errors import BadInput
from lib.i18n import speaking, t, tn
from lib.memorial import rules
from lib.memorial.rules import Act
from lib.paper import A4, Cell, Column, Document, Footer, Letterhead, Table
from lib.paper.table import CELL
from lib.paper.text import HAIR, INK, LABEL, STRONG, wrap

LEAST_ROW, MOST_ROW = 4.4, 7.0
"""Millimetres of a row of the contact sheet."""


@dataclass(frozen=True)
class Script:
    """What D22 says. `signed` is who signed it off and when in words, "" for a draft; `changed` what changed since."""

    title: str
    when: str
    place: str
    starts_at: str | None
    act: Act
    day: dt.date
    letterhead: Letterhead
    printed: dt.date
    signed: str = ""
    changed: tuple[str, ...] = ()


@speaking("cs")
def script(said: Script) -> bytes:
    """The script (D22) as a PDF, A4: by the minute with who is responsible and the phone, then the speakers and the
    wreaths in their order, the rain variant, the critical points and contacts. A draft says that it is one."""
    paper = Document(said.letterhead, t("Script of the memorial act"), "", Footer("D22", "1", said.printed), A4)
    _head(paper, said)
    _lines(paper, said)
    _speakers(paper, said.act)
    _wreaths(paper, said.act)
    for label, text in ((t("When it rains"), said.act.rain), (t("Critical points"), said.act.critical)):
        if text:
            _heading(paper, label)
            paper.paragraph(text)
    _arrangements(paper, said.act)
    _contacts(paper, said.act)
    return paper.pdf()


@speaking("cs")
def contacts(said: Script) -> bytes:
    """Everybody of the act who has a phone, on one page: contacts first, then whoever the script names.

    BadInput when there is nobody, or more people than one page holds (about forty).
    """
    rows = people(said.act)
    if not rows:
        raise BadInput("There is nobody with a phone yet. Write contacts, or who is responsible in the script.")
    paper = Document(said.letterhead, t("Contacts for the memorial act"), "", Footer("D22-K", "1", said.printed), A4)
    paper.facts([(t("Event"), said.title), (t("Date"), said.when), (t("Place"), said.place)])
    paper.gap(2)
    room = paper.bottom - paper.y
    fits = int(room / LEAST_ROW) - 1
    if len(rows) > fits:
        raise BadInput(
            "{n} people do not fit one page, {fits} do. Leave out those who need not be called on the day.",
            n=len(rows),
            fits=fits,
        )
    _compact(paper, [(t("Name"), t("Role"), t("Phone")), *rows], min(MOST_ROW, room / (len(rows) + 1)))
    return paper.pdf()


def _compact(paper: Document, rows: list[tuple[str, str, str]], high: float) -> None:
    """Rows of one line, as high as the page allows."""
    widths = (64.0, paper.room - 64 - 36, 36.0)
    for place, row in enumerate(rows):
        x = paper.left
        for text, wide in zip(row, widths, strict=True):
            style = CELL if place else LABEL
            top = paper.y + (high - style.height) / 2
            paper.page.lines(x + 1, top, wide - 2, wrap(_first(text, wide - 2), style, wide)[:1], style)
            x += wide
        paper.y += high
        paper.page.rule(paper.left, paper.y, paper.room, 0.15 if place else 0.35, HAIR if place else INK)


def _first(text: str, room: float) -> str:
    """The first line of a text, with … when there is more."""
    lines = wrap(text, CELL, room)
    if len(lines) < 2:
        return text
    return f"{wrap(text, CELL, room - 4)[0].text.rstrip(' ,')} …"


def people(act: Act) -> list[tuple[str, str, str]]:
    """Name, roles and phone of everybody who can be reached, one row a person: the role of a contact says enough, of
    others what they do in the script."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in act.contacts:
        found.setdefault((one.name, one.phone), []).extend([one.role] if one.role else [])
    known = {pair for pair, roles in found.items() if roles}
    for line in act.script:
        pair = (line.who, line.phone)
        if line.who and pair not in known and line.what not in found.setdefault(pair, []):
            found[pair].append(line.what)
    return [(name, ", ".join(roles), phone) for (name, phone), roles in found.items()]


def _head(paper: Document, said: Script) -> None:
    act = said.act
    years = rules.anniversary(act.occurred_on, said.day) if act.occurred_on else 0
    occasion = t("{occasion}, anniversary no. {years}", occasion=act.occasion, years=years) if years else act.occasion
    pairs = [(t("Event"), said.title), (t("Date"), said.when), (t("Place"), said.place), (t("Occasion"), occasion)]
    paper.facts([pair for pair in pairs if pair[1]])
    paper.gap(2)
    paper.paragraph(said.signed or t("Draft: the script is not signed off."), STRONG)
    if said.changed:
        changes = "; ".join(map(_in_words, said.changed))
        paper.paragraph(t("Changed after signing off: {changes}.", changes=changes), STRONG)
    paper.gap(3)


def _in_words(change: str) -> str:
    """A change as a paper can say it: its fonts have no arrow."""
    before, arrow, after = change.partition(" → ")
    return t("{before}, newly {after}", before=before, after=after) if arrow else change


def _lines(paper: Document, said: Script) -> None:
    columns = [
        Column(t("Time"), 15, "right"),
        Column(t("Min."), 11, "right"),
        Column(t("What")),
        Column(t("Who is responsible"), 45),
        Column(t("Equipment"), 30),
    ]
    rows = [
        (
            rules.clock_time(said.starts_at, line.offset),
            str(line.minutes) if line.minutes else "",
            Cell(line.what, line.note),
            Cell(line.who, line.phone),
            line.equipment,
        )
        for line in said.act.script
    ]
    Table(paper, columns).draw(rows)
    paper.gap(4)


def _speakers(paper: Document, act: Act) -> None:
    if not act.speakers:
        return
    _heading(paper, t("Speakers in their order"))
    columns = [Column("", 8, "right"), Column(t("Name")), Column(t("Office")), Column(t("Min."), 14, "right")]
    rows = [
        (
            str(place),
            Cell(one.name, f"[{one.pronunciation}]" if one.pronunciation else ""),
            one.office,
            str(one.minutes),
        )
        for place, one in enumerate(act.speakers, 1)
    ]
    Table(paper, columns).draw(rows)
    paper.gap(3)


def _wreaths(paper: Document, act: Act) -> None:
    if not act.wreaths:
        return
    _heading(paper, t("Laying of wreaths: {n}", n=tn("{n} wreath", "{n} wreaths", len(act.wreaths))))
    columns = [Column("", 8, "right"), Column(t("Institution")), Column(t("Text of the ribbon")),
               Column(t("Carried by"), 34), Column(t("Ribbons straightened by"), 30)]  # fmt: skip
    rows = [
        (
            str(place),
            Cell(one.institution, t("bouquet") if one.bouquet else ""),
            Cell(one.ribbon, t("checked by {name}", name=one.checked_by) if one.checked_by else t("not checked")),
            one.carriers,
            one.straightens,
        )
        for place, one in enumerate(act.wreaths, 1)
    ]
    Table(paper, columns).draw(rows)
    paper.gap(3)


def _arrangements(paper: Document, act: Act) -> None:
    pairs = [(t(label), getattr(act, name)) for name, label in rules.ARRANGEMENTS.items() if getattr(act, name)]
    if pairs:
        _heading(paper, t("Arrangements"))
        paper.facts(pairs)


def _contacts(paper: Document, act: Act) -> None:
    """Those who stand beside the script; whoever is responsible for a line has the phone there."""
    if act.contacts:
        _heading(paper, t("Contacts"))
        columns = [Column(t("Name")), Column(t("Role")), Column(t("Phone"), 45)]
        Table(paper, columns).draw([(one.name, one.role, one.phone) for one in act.contacts])


def _heading(paper: Document, text: str) -> None:
    paper.gap(2)
    paper.need(18)
    paper.paragraph(text, STRONG)
    paper.gap(1)
