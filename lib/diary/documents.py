"""The day sheet of an office-holder: the whole day on paper for the bag or the car. Records in, bytes out."""

import datetime as dt
from dataclasses import dataclass

from lib.czech import dates
from lib.i18n import speaking, t
from lib.paper import A4, A5, Document, Footer, Letterhead
from lib.paper.text import BODY, LABEL, STRONG, Style

FORMATS = {"A4": A4, "A5": A5}
FORM, FORM_VERSION = "DL", "1"
_HEADING = Style(12, bold=True, leading=1.25)


@dataclass(frozen=True)
class Item:
    """One thing of the day. `time` is as it is read (`9:00–10:30`, “celý den”); what is not known is empty.

    `leaves` says when to leave and why, `meets` who welcomes her and the phone, `says` what she speaks about.
    """

    time: str
    title: str
    subject: tuple[str, int]
    state: str = ""
    place: str = ""
    leaves: str = ""
    meets: str = ""
    says: str = ""
    gift: str = ""
    parking: str = ""
    dress: str = ""
    driver: str = ""
    prepares: str = ""
    note: str = ""

    def facts(self) -> list[tuple[str, str]]:
        """What is known, as label and value in the order in which it is needed."""
        pairs = [
            (t("Where"), self.place),
            (t("Leave"), self.leaves),
            (t("Driver"), self.driver),
            (t("Who meets you"), self.meets),
            (t("What to say"), self.says),
            (t("Gift"), self.gift),
            (t("Parking"), self.parking),
            (t("Dress"), self.dress),
            (t("Prepares"), self.prepares),
            (t("Note"), self.note),
        ]
        return [(label, value) for label, value in pairs if value]


@dataclass(frozen=True)
class DaySheet:
    """What the paper says. `tomorrow` is the first thing of the next day, "" when that is free."""

    name: str
    office: str
    day: dt.date
    holiday: str
    items: tuple[Item, ...]
    tomorrow: str
    letterhead: Letterhead
    printed: dt.date


@speaking("cs")
def day_sheet(sheet: DaySheet, format: str = "A4") -> bytes:
    """The sheet as a PDF, A4 or A5. BadInput when a character cannot be printed."""
    footer = Footer(FORM, FORM_VERSION, sheet.printed)
    title = t("Day sheet: {day}", day=dates.long_date(sheet.day))
    paper = Document(sheet.letterhead, title, "", footer, FORMATS[format])
    paper.paragraph(", ".join(filter(None, (sheet.name, sheet.office, sheet.holiday))), STRONG)
    paper.gap(4)
    if not sheet.items:
        paper.paragraph(t("Nothing is planned for this day."))
    for item in sheet.items:
        _draw(paper, item)
    paper.gap(2)
    paper.need(LABEL.height + BODY.height)
    paper.paragraph(t("Tomorrow"), LABEL)
    paper.paragraph(sheet.tomorrow or t("Nothing is planned."))
    return paper.pdf()


def _draw(paper: Document, item: Item) -> None:
    """A heading with the time, then what is known; the heading never stands alone at the foot of a page."""
    facts = item.facts()
    paper.need(_HEADING.height + min(len(facts), 3) * (BODY.height + 1))
    state = f" ({item.state})" if item.state else ""
    paper.paragraph(f"{item.time}  {item.title}{state}", _HEADING)
    paper.gap(0.8)
    for pair in facts:
        paper.facts([pair])
    paper.gap(3.5)
