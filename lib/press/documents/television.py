"""The month for television: every event that may be shot, with the place, the hour and whom to call."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lib.czech import dates
from lib.i18n import speaking, t
from lib.paper import A4, Cell, Column, Document, Footer, Letterhead, Table

FORM, FORM_VERSION = "PL", "1"


@dataclass(frozen=True)
class Shown:
    """An event as television reads it; `leadership` is who of the town's leadership comes, `asked` our request."""

    when: str
    title: str
    about: str
    place: str
    contact: str
    leadership: str
    asked: str


@speaking("cs")
def month_for_television(month: dt.date, events: Sequence[Shown], head: Letterhead, printed: dt.date) -> bytes:
    """The list as a PDF, A4, events in order. BadInput when a character cannot be printed."""
    name = f"{dates.month_name(month.month)} {month.year}"
    title = t("Events for television: {month}", month=name)
    paper = Document(head, title, "", Footer(FORM, FORM_VERSION, printed), A4)
    if not events:
        paper.paragraph(t("Nothing is planned for this month."))
        return paper.pdf()
    columns = [Column(t("When"), 34), Column(t("Event")), Column(t("Where"), 40), Column(t("Contact"), 42)]
    table = Table(paper, columns)
    table.draw(
        [
            (
                one.when,
                Cell(one.title, " · ".join(filter(None, (one.about, one.leadership, one.asked)))),
                one.place,
                one.contact,
            )
            for one in events
        ]
    )
    return paper.pdf()
