"""People of the media and how they are pasted from a spreadsheet (duties §2.6)."""

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.i18n import N, t
from lib.lengths import refuse_longer

KINDS = {
    "press": N("newspaper"),
    "web": N("news website"),
    "radio": N("radio"),
    "tv": N("television"),
    "agency": N("news agency"),
}
COLUMNS = ("medium", "name", "role", "email", "phone", "topics", "kind")
_HEADS = {
    "medium": "medium", "redakce": "medium", "nazev": "medium", "jmeno": "name", "novinar": "name", "redaktor": "name",
    "funkce": "role", "e-mail": "email", "email": "email", "mail": "email", "telefon": "phone", "mobil": "phone",
    "temata": "topics", "tema": "topics", "typ": "kind", "druh": "kind",
}  # fmt: skip
_KIND_BY_WORD = (("radi", "radio"), ("rozhlas", "radio"), ("televiz", "tv"), ("tv", "tv"), ("ctk", "agency"),
                 ("agentur", "agency"), (".cz", "web"), ("web", "web"))  # fmt: skip
_MAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}")


@dataclass(frozen=True)
class Card:
    """A contact as it is filled in."""

    medium: str
    kind: str = "press"
    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    topics: str = ""
    valid_to: dt.date | None = None


@dataclass(frozen=True)
class Pasted:
    """What was understood of pasted lines, and a sentence for each line that was not."""

    cards: tuple[Card, ...]
    unclear: tuple[str, ...]


def tidy(card: Card) -> Card:
    """The contact as it is kept; BadInput beside the field when it cannot be kept."""
    texts: dict[str, Any] = {
        name: " ".join(getattr(card, name).split()) for name in ("medium", "name", "role", "email", "phone", "topics")
    }
    if not texts["medium"]:
        raise BadInput("Write which medium it is.", field="medium")
    for name in ("medium", "name", "role"):
        refuse_longer(texts[name], name)
    if card.kind not in KINDS:
        raise BadInput("Choose the kind of the medium from the list.", field="kind")
    if texts["email"] and not _MAIL.fullmatch(texts["email"]):
        raise BadInput("“{typed}” is not an e-mail address.", typed=texts["email"], field="email")
    if not (texts["email"] or texts["phone"]):
        raise BadInput("Write an e-mail or a phone, so that the medium can be reached.", field="email")
    return dataclasses.replace(card, **texts)


def read(text: str) -> Pasted:
    """Contacts of pasted lines: `medium; name; role; e-mail; phone; topics`, or in the order of a first line that names
    the columns. Cells are parted by semicolons or tabs."""
    lines = [(number, _cells(line)) for number, line in enumerate(text.splitlines(), 1) if line.strip(" ;\t")]
    columns: tuple[str | None, ...] = COLUMNS
    if lines and (named := _heads(lines[0][1])):
        columns, lines = named, lines[1:]
    cards, unclear = [], []
    for number, cells in lines:
        try:
            cards.append(tidy(_card(cells, columns)))
        except BadInput as error:
            unclear.append(t("Line {number} ({typed}): {why}", number=number, typed="; ".join(cells), why=str(error)))
    return Pasted(tuple(cards), tuple(unclear))


def kind_of(medium: str) -> str:
    """The kind guessed from a name: `Rádio …` is radio, `… .cz` a website."""
    known = fold(medium)
    return next((kind for word, kind in _KIND_BY_WORD if word in known), "press")


def _cells(line: str) -> list[str]:
    return [cell.strip().strip('"').strip() for cell in re.split("\t" if "\t" in line else ";", line)]


def _heads(cells: list[str]) -> tuple[str | None, ...]:
    named = tuple(_HEADS.get(fold(cell).rstrip(":")) for cell in cells)
    return named if "medium" in named and "@" not in "".join(cells) else ()


def _card(cells: list[str], columns: tuple[str | None, ...]) -> Card:
    said = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    words = {fold(t(word)): code for code, word in KINDS.items()}
    kind = words.get(fold(said.pop("kind", ""))) or kind_of(said.get("medium", ""))
    return Card(said.pop("medium", ""), kind, **said)  # type: ignore[arg-type]
