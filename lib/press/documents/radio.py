"""Material for the radio (D24) in large type: what the presenter reads, how it is said, whom to call."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lib.czech import dates
from lib.i18n import speaking, t, tn
from lib.paper import A4, Document, Footer, Letterhead
from lib.paper.text import LABEL, STRONG, Style
from lib.press.rules import radio as rules

FORM, FORM_VERSION = "D24", "1"
_READ = Style(15, leading=1.55)
_HEADLINE = Style(15, bold=True, leading=1.4)
_HOW = Style(11)


@dataclass(frozen=True)
class Reading:
    """One item as it is printed: the headline, what is read after it, how names are said, whom to call, seconds."""

    headline: str
    text: str
    how: str
    contact: str
    priority: int
    seconds: int


@speaking("cs")
def radio_material(brief: rules.Brief, items: Sequence[Reading], head: Letterhead, printed: dt.date) -> bytes:
    """The material as a PDF, A4, the most important first. BadInput when a character cannot be printed."""
    paper = Document(head, t("Material for the radio"), "", Footer(FORM, FORM_VERSION, printed), A4)
    total = sum(item.seconds for item in items)
    paper.facts(
        [
            (t("Period"), dates.span(brief.first, brief.last)),
            (t("To be delivered"), dates.long_date(brief.due)),
            (t("To be read in"), tn("{n} second", "{n} seconds", total)),
            *([(t("Guest"), ", ".join(filter(None, (brief.guest, brief.guest_phone))))] if brief.guest else []),
        ]
    )
    for number, item in enumerate(items, 1):
        _item(paper, number, item)
    return paper.pdf()


def _item(paper: Document, number: int, item: Reading) -> None:
    paper.gap(6)
    paper.need(_HEADLINE.height + 3 * _READ.height)
    paper.paragraph(f"{number}. {t(rules.PRIORITIES[item.priority])}, {t('{seconds} s', seconds=item.seconds)}", LABEL)
    paper.paragraph(item.headline, _HEADLINE)
    paper.gap(1)
    if item.text:
        paper.paragraph(item.text, _READ)
    for label, value in ((t("Said"), item.how), (t("Contact"), item.contact)):
        if value:
            paper.gap(1)
            paper.paragraph(f"{label}: {value}", STRONG if value is item.how else _HOW)
