"""Guests pasted as lines from a spreadsheet or a letter: `Ing. Jana Nová, Ph.D.; ZŠ Školní; ředitelka; nova@zs.cz`.

Cells are parted by semicolons or tabs (what copying from a spreadsheet gives). A first line that names the columns
decides their order; without one it is name, organisation, office, e-mail, phone, street, postal code, town.
"""

import dataclasses
import re
from dataclasses import dataclass

from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.guests.rules.cards import CATEGORIES, Card, tidy
from lib.i18n import t

COLUMNS = ("name", "organisation", "office", "email", "phone", "street", "zip", "town")
_HEADS = {
    "jmeno": "name", "prijmeni a jmeno": "name", "jmeno a prijmeni": "name", "host": "name", "titul": "title_before",
    "titul pred": "title_before", "titul za": "title_after", "organizace": "organisation", "instituce": "organisation",
    "funkce": "office", "e-mail": "email", "email": "email", "mail": "email", "telefon": "phone", "tel.": "phone",
    "ulice": "street", "adresa": "street", "psc": "zip", "obec": "town", "mesto": "town", "dieta": "diet",
    "poznamka": "note", "vyslovnost": "pronunciation", "skupina": "category",
}  # fmt: skip
_BEFORE = re.compile(r"^((?:[^\W\d_]{2,6}\.|et)\s+)+", re.IGNORECASE)
_AFTER = re.compile(r"(?:Ph\.? ?D|Th\.? ?D|CSc|DrSc|DSc|DiS|MBA|MPA|LL\. ?M|M\. ?A|B\. ?A|MSc|BSc)\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Pasted:
    """The cards that were understood, each with the number of its line, and a sentence for each line that was not."""

    cards: tuple[tuple[int, Card], ...]
    unclear: tuple[str, ...]


def read(text: str, category: str = "others") -> Pasted:
    """The guests of a pasted text; empty lines are passed over. A line without a group gets `category`."""
    lines = [(number, _cells(line)) for number, line in enumerate(text.splitlines(), 1) if line.strip(" ;\t")]
    columns: tuple[str | None, ...] = COLUMNS
    if lines and (named := _heads(lines[0][1])):
        columns, lines = named, lines[1:]
    cards, unclear = [], []
    for number, cells in lines:
        try:
            cards.append((number, _card(cells, columns, category)))
        except BadInput as error:
            unclear.append(t("Line {number} ({typed}): {why}", number=number, typed="; ".join(cells), why=str(error)))
    return Pasted(tuple(cards), tuple(unclear))


def _cells(line: str) -> list[str]:
    cells = [cell.strip().strip('"').strip() for cell in re.split("\t" if "\t" in line else ";", line)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _heads(cells: list[str]) -> tuple[str | None, ...]:
    named = tuple(_HEADS.get(fold(cell).rstrip(":")) for cell in cells)
    return named if "name" in named and "@" not in "".join(cells) else ()


def _card(cells: list[str], columns: tuple[str | None, ...], category: str) -> Card:
    if len(cells) > len(columns):
        raise BadInput("there are more cells than columns. Write: name; organisation; office; e-mail.")
    said = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    before, name, after = _name(said.pop("name", ""))
    if "@" in name or not re.search(r"[^\W\d_]", name):
        raise BadInput("the name is missing. It stands first: name; organisation; office; e-mail.")
    said["category"] = _category(said.get("category", ""), category)
    card = Card(name, title_before=said.pop("title_before", before), title_after=said.pop("title_after", after))
    return tidy(dataclasses.replace(card, **said))  # type: ignore[arg-type]


def _name(typed: str) -> tuple[str, str, str]:
    """Titles before, the name, titles after."""
    whole, *after = [part.strip() for part in typed.split(",")]
    unknown = [part for part in after if not _AFTER.fullmatch(part)]
    if unknown:
        raise BadInput("“{typed}” after the name is no title. Part the cells by semicolons.", typed=unknown[0])
    found = _BEFORE.match(whole)
    before = found.group().strip() if found else ""
    return before, whole[len(before) :].strip(), ", ".join(after)


def _category(typed: str, otherwise: str) -> str:
    if not typed:
        return otherwise
    known = {fold(t(word)): code for code, (word, _) in CATEGORIES.items()}
    if fold(typed) not in known:
        raise BadInput("the group “{typed}” is not known.", typed=typed)
    return known[fold(typed)]
