"""A press release (D13) and an invitation for journalists (D14) as papers. Records in, bytes out."""

import datetime as dt
from dataclasses import dataclass

from lib.i18n import speaking, t
from lib.paper import A4, Document, Footer, Letterhead
from lib.paper.text import BODY, STRONG, Style
from lib.press.rules import releases as rules
from lib.press.rules.releases import Release

FORM = {"release": "D13", "invitation": "D14"}
FORM_VERSION = "1"
_HEADLINE = Style(15, bold=True, leading=1.25)
_TEXT = Style(10.5, leading=1.45)
_PEREX = Style(10.5, bold=True, leading=1.45)
_NOTE = Style(8.5, grey=0.36)


@dataclass(frozen=True)
class Issued:
    """What the paper says beside the text: number ("" of a draft), the day, the embargo and what it corrects as
    sentences, the paragraph about the town."""

    number: str
    day: dt.date
    letterhead: Letterhead
    boilerplate: str
    embargo: str = ""
    correction: str = ""


@speaking("cs")
def press_release(release: Release, issued: Issued) -> bytes:
    """The paper as a PDF, A4. BadInput when a character cannot be printed."""
    title = t(rules.KINDS[release.kind]).capitalize()
    footer = Footer(FORM[release.kind], FORM_VERSION, issued.day)
    paper = Document(issued.letterhead, title, issued.number or t("draft"), footer, A4)
    for sentence in filter(None, (issued.embargo, issued.correction)):
        paper.paragraph(sentence, STRONG)
        paper.gap(2)
    paper.gap(2)
    paper.paragraph(release.title, _HEADLINE)
    paper.gap(4)
    _invitation(paper, release) if release.kind == "invitation" else _release(paper, release, issued.day)
    _end(paper, release, issued)
    return paper.pdf()


def _release(paper: Document, release: Release, day: dt.date) -> None:
    paper.paragraph(f"{rules.dateline(release.place, day)} {release.perex}", _PEREX)
    paper.gap(3)
    _paragraphs(paper, release.body)
    if release.facts:
        paper.need(3 * BODY.height)
        paper.paragraph(t("Facts"), STRONG)
        paper.gap(1)
        _paragraphs(paper, release.facts)
    if release.photo_credit:
        paper.paragraph(t("Photo: {author}", author=release.photo_credit), BODY)
        paper.gap(2)


def _invitation(paper: Document, release: Release) -> None:
    paper.paragraph(release.perex, _PEREX)
    paper.gap(4)
    told = [(t("When"), release.happens), (t("Where"), release.venue), (t("Please answer"), release.reply)]
    paper.facts([pair for pair in told if pair[1]])
    paper.gap(3)
    _paragraphs(paper, release.body)
    _paragraphs(paper, release.facts)


def _paragraphs(paper: Document, text: str) -> None:
    for part in filter(None, map(str.strip, text.split("\n"))):
        paper.paragraph(part, _TEXT)
        paper.gap(2.5)


def _end(paper: Document, release: Release, issued: Issued) -> None:
    paper.need(6 * BODY.height)
    paper.gap(3)
    paper.paragraph(t("Contact for the media"), STRONG)
    paper.paragraph(release.contact, BODY)
    if issued.boilerplate:
        paper.gap(4)
        paper.paragraph(issued.boilerplate, _NOTE)
