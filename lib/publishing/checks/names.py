"""People's names in a Czech text, in any case: `Marie Nováková`, `paní Dvořákové`, `žákyně Ema Malá`.

A name is a first name with a surname, or a surname that follows a word for a person. The first names are those that
Czech towns meet most; a rare one is found by the surname's ending -ová or by the word in front.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lib.czech.sorting import fold

_UP = "A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ"
_LOW = "a-záčďéěíňóřšťúůýžöüä"
_STEMS = (Path(__file__).parent.parent / "wording" / "first_names.txt").read_text(encoding="utf-8").split()
_ENDING = "(?:a|e|ě|i|í|o|u|y|ou|em|ovi|ího|ímu|ím)?"
# An SMS is written without diacritics, so each name is known without them too.
_SPELLED = {*_STEMS, *(fold(stem).capitalize() for stem in _STEMS)}
_FIRST = f"(?:{'|'.join(sorted(_SPELLED, key=len, reverse=True))}){_ENDING}"
_SURNAME = rf"[{_UP}][{_LOW}]{{1,}}(?:-[{_UP}][{_LOW}]+)?"
_PERSON = (
    r"(?:pan|paní|pani|pana|panu|panem|slečn\w|manžel\w{0,3}|občan\w{0,3}|jubilant\w{0,4}|žá(?:k|kyně|kyni|kem|ka|ku|kovi)"
    r"|prvňáč\w+|dívk\w|chlapec|důchodk?yně|seniork\w|pamětni\w+|oslaven\w+|babičk\w|dědeček)"
)
_NAME = re.compile(
    rf"\b{_FIRST} (?:{_FIRST} )?(?:[{_UP}]\. )?(?P<one>{_SURNAME})\b"
    rf"|\b(?i:{_PERSON}) (?P<two>{_SURNAME}(?: {_SURNAME})?)\b"
    rf"|\b[{_UP}][{_LOW}]+ (?P<three>[{_UP}][{_LOW}]{{1,}}ov(?:á|é|ou))\b"
)
_NOT_PEOPLE = re.compile(
    r"(?:ulic|náměst|tříd[ayě]|park|sídlišt|škol|zám[ek]|most|nadac|kostel|festival|memoriál|cen[aytu]|turnaj|pohár"
    r"|symfoni|svat|sv\.|orchestr|trio|kvartet|kapel|skupin|divad|soubor|restaurac|penzion|firm|cirkus)"
    r"\w* (?:\w+ )?$",
    re.IGNORECASE,
)
_PRACTISES = re.compile(r"\b(?:MUDr|MDDr|MVDr|PharmDr|JUDr)\. $")
"""Doctors and lawyers: their contacts in a town's post are those of their practice."""
_LONGEST_BEFORE = 24
_SAME = 3
"""So many letters every case of a word begins with."""


@dataclass(frozen=True)
class Name:
    """A person's name as it is written, and where."""

    start: int
    end: int
    text: str


def names(text: str, officials: Sequence[str] = ()) -> list[Name]:
    """The names of people in their order, without those of people in office and those that streets, schools,
    festivals and bands bear, and those of practices."""
    found = (Name(one.start(), one.end(), one[0]) for one in _NAME.finditer(text.replace("\u00a0", " ")))
    return [
        name
        for name in found
        if not _borne(text[max(0, name.start - _LONGEST_BEFORE) : name.start].replace("\u00a0", " "))
        and not any(same(official, name.text) for official in officials)
    ]


def _borne(before: str) -> bool:
    return bool(_NOT_PEOPLE.search(before) or _PRACTISES.search(before))


def same(subject: str, name: str) -> bool:
    """Whether a subject (`Marie Nováková`) and a name in a text (`paní Marii Novákové`) are one person: each word of
    the shorter one stands in the other in some case."""
    if not _beginnings(subject) & _beginnings(name):
        return False
    one, other = _words(subject), _words(name)
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return all(any(_alike(word, candidate) for candidate in long) for word in short)


_SAID_OF_PEOPLE = re.compile(rf"^{fold(_PERSON)}$".replace("\\w", "[a-z]"))


@lru_cache(maxsize=2048)
def _words(name: str) -> list[str]:
    words = [word for word in re.findall(r"[a-z]+", fold(name)) if len(word) > 2]
    return [word for word in words if not _SAID_OF_PEOPLE.match(word) and word not in ("ing", "mgr", "bca", "mudr")]


@lru_cache(maxsize=2048)
def _beginnings(name: str) -> frozenset[str]:
    """What `_alike` looks at first: most names differ in it."""
    return frozenset(word[:_SAME] for word in _words(name))


def _alike(one: str, other: str) -> bool:
    """Two cases of a word share all but their last letters: `karel` and `karla`, `novak` and `novaka`."""
    if one[:_SAME] != other[:_SAME]:
        return False
    short, long = sorted((one, other), key=len)
    shared = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= max(_SAME, len(short) - 2) and len(long) - shared <= 4


_TITLE = re.compile(r"\b(?:\w*Dr|Mgr|MgA|Ing|Bc|BcA|prof|doc|sv|ul|nám|tel|gen|plk|st|ml)\.$", re.IGNORECASE)
_END = re.compile(rf"(?<=[{_LOW})“\"%…])[.!?…]+[\s]+(?=[{_UP}„\"])|\n+|$")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences and lines of a text with their places; a full stop of a date, a title or an abbreviation ends none."""
    start = 0
    for found in _END.finditer(text):
        piece = text[start : found.end()]
        if found[0][:1] == "." and _TITLE.search(piece.rstrip()[-8:]):
            continue
        if piece.strip():
            yield start, piece
        start = found.end()
