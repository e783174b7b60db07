"""What an article is made of before it is a text: its paragraphs in order, and the addresses behind their words."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "heading", "item", "row", "text"]
DASH = "– "
MOST_ADDRESS = 2_000
"""A longer one nobody can type or send on."""
JOINER = "\u200d"
UNSEEN = ("Cc", "Cf", "Co", "Cs")
"""Categories of Unicode that nobody sees: control characters, soft hyphens, signs of fonts such as Wingdings."""
_SPACES = re.compile("[ \t]+")
_BARE = re.compile(r"^(?:https?://)?(?:www\.)?|/$", re.IGNORECASE)


class Fault(Exception):
    """The file cannot be read; the argument is a key of `reading.SENTENCES`."""


@dataclass(frozen=True)
class Block:
    """One paragraph. `item` belongs to a list, `row` to a table; both stand close below each other."""

    text: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Found:
    """The paragraphs of a file, and how many pictures and notes under the line they leave behind."""

    blocks: tuple[Block, ...]
    pictures: int = 0
    footnotes: int = 0


def tidy(text: str) -> str:
    """The text without what nobody sees; single spaces, none around lines. Emoji and hard spaces stay."""
    seen = "".join(
        sign for sign in text if sign in "\n\t" or sign == JOINER or unicodedata.category(sign) not in UNSEEN
    )
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in seen.split("\n")).strip()


def with_address(shown: str, address: str) -> str:
    """`program (https://www.brazdov.example/program)`; the words alone when they are the address, or when it leads
    nowhere for a reader (a file of the author's computer, a place in the document)."""
    words, address = shown.rstrip(), "".join(address.split())
    kind = address.partition(":")[0].lower()
    if kind == "mailto":
        address = address[len("mailto:") :].partition("?")[0]
    elif kind not in ("http", "https"):
        return shown
    if (
        not words.strip()
        or len(address) > MOST_ADDRESS
        or (len(words) <= MOST_ADDRESS and _bare(words) == _bare(address))
    ):
        return shown
    return f"{words} ({address}){shown[len(words) :]}"


def _bare(address: str) -> str:
    return _BARE.sub("", address.strip()).lower()


def cells(row: list[list[Block]]) -> list[Block]:
    """A row of a table as one line. Cells with more than a paragraph hold the page together and stay paragraphs."""
    full = [cell for cell in row if cell]
    if len(full) < 2 or any(len(cell) > 1 for cell in full):
        return [block for cell in full for block in cell]
    return [Block(" – ".join(cell[0].text.replace("\n", " ") for cell in full), "row")]
