"""The head of the office's papers: who sends them, and how to reach the office."""

from dataclasses import dataclass

from lib.i18n import t
from lib.paper.page import Page
from lib.paper.text import INK, LABEL, Style, wrap

_TOWN = Style(12, bold=True, leading=1.25)
_OFFICE = Style(8.5)
_GAP = 6.0


@dataclass(frozen=True)
class Letterhead:
    """The sender of a paper. `town` is its full name (`město Brázdov`); an empty field is left out."""

    town: str
    office: str
    address: str
    ico: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""

    def contacts(self) -> list[str]:
        """The lines at the right, only those that say something."""
        said = [
            (self.ico, t("Company ID {ico}", ico=self.ico)),
            (self.phone, t("tel. {phone}", phone=self.phone)),
            (self.email, self.email),
            (self.web, self.web),
        ]
        return [line for value, line in said if value]


def draw_letterhead(page: Page, head: Letterhead, x: float, top: float, room: float) -> float:
    """The letterhead across `room` mm, closed by a line; gives its bottom edge in mm."""
    contact = wrap("\n".join(head.contacts()), LABEL, room * 0.4)
    column = max(line.width for line in contact)
    left = room - column - _GAP
    bottom = page.lines(x, top, left, wrap(head.town.upper(), _TOWN, left), _TOWN)
    office = "\n".join(part for part in (head.office, head.address) if part)
    bottom = page.lines(x, bottom + 0.5, left, wrap(office, _OFFICE, left), _OFFICE)
    bottom = max(bottom, page.lines(x + room - column, top + 0.6, column, contact, LABEL))
    page.rule(x, bottom + 2, room, 0.35, INK)
    return bottom + 2
