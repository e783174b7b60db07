"""What a typed part of a line may name: a venue of the office, somebody in an office, a colleague."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lib.contacts.rules import same_office
from lib.czech.sorting import fold
from lib.events.rules import same_venue

_HONORIFIC = re.compile(r"(?:pan|pani|panem|p|slecna|[a-z]{2,5}\.)[. ] *")
_IN = re.compile(r"^(?:ve?|na|u) (?=\S)")
_ORDINALS = {"prvni": "1.", "druhy": "2.", "druha": "2.", "treti": "3.", "i.": "1.", "ii.": "2.", "iii.": "3."}


@dataclass(frozen=True)
class InOffice:
    """An office-holder and the days between which the office is held; `last` is None while it lasts."""

    id: int
    name: str
    office: str
    first: dt.date
    last: dt.date | None = None


@dataclass(frozen=True)
class Colleague:
    """Somebody with an account."""

    login: str
    name: str


@dataclass(frozen=True)
class Vocabulary:
    """The names that a line may use."""

    venues: tuple[str, ...] = ()
    leadership: tuple[InOffice, ...] = ()
    staff: tuple[Colleague, ...] = ()

    def on(self, day: dt.date) -> tuple[InOffice, ...]:
        """The leadership of a day."""
        return tuple(one for one in self.leadership if one.first <= day and (one.last is None or day <= one.last))


@dataclass(frozen=True)
class Places:
    """Venues that a text may mean: `sure` when there is one way to read it, `exact` when it is the whole name,
    `begins` when the words of the names begin with it (else the names are only a suggestion)."""

    names: tuple[str, ...] = ()
    sure: bool = False
    exact: bool = False
    begins: bool = True


def places(text: str, venues: Iterable[str]) -> Places:
    """The venues whose name is the text, begins with it, or has it inside (`náměstí`, `DK`, `velký sál`, `v parku`).

    A single long word that begins like a word of a name (`zasedačka`) only suggests, it is never sure.
    """
    declined = bool(_IN.match(fold(text)))
    said = same_venue(_IN.sub("", fold(text))).split()
    if not said:
        return Places()
    known = {name: _words(name) for name in venues}
    exact = tuple(name for name, words in known.items() if words == said)
    if exact:
        return Places(exact[:1], True, True)
    stems = [_stem(word) if declined else word for word in said]
    for fits in (_begins, _inside):
        found = tuple(name for name, words in known.items() if fits(words, stems))
        if found:
            return Places(found, len(found) == 1)
    if len(said) == 1 and len(said[0]) >= 7:
        alike = tuple(name for name, words in known.items() if any(word[:5] == said[0][:5] for word in words))
        return Places(alike, begins=False)
    return Places()


def leaders(text: str, leadership: Iterable[InOffice]) -> tuple[InOffice, ...]:
    """Who may be meant: one, several when the words do not tell (`místostarosta` of two), nobody."""
    known = list(leadership)
    words = [_ORDINALS.get(word, word) for word in re.sub(r"([0-9]\.)(?=[^ ])", r"\1 ", fold(text)).split()]
    said = " ".join(words)
    for means in (_by_office, _by_office_without_number, _by_name):
        found = tuple(one for one in known if means(one, said))
        if found:
            return found
    return ()


def colleagues(text: str, staff: Iterable[Colleague]) -> tuple[Colleague, ...]:
    """Colleagues of that name or surname."""
    said = _bare_name(fold(text))
    return tuple(one for one in staff if said in (fold(one.name), fold(one.name).split()[-1]))


@lru_cache(maxsize=4096)
def _words(venue: str) -> list[str]:
    return same_venue(venue).split()


def _by_office(one: InOffice, said: str) -> bool:
    """`starostka`, `starostka Dvorská`."""
    office = same_office(one.office)
    if same_office(said) == office:
        return True
    words, count = said.split(), len(office.split())
    return same_office(" ".join(words[:count])) == office and _is_name(one, " ".join(words[count:]))


def _by_office_without_number(one: InOffice, said: str) -> bool:
    return same_office(re.sub(r"^[0-9]+\. *", "", one.office)) == same_office(said)


def _by_name(one: InOffice, said: str) -> bool:
    return _is_name(one, said)


def _is_name(one: InOffice, said: str) -> bool:
    return _bare_name(said) in (fold(one.name), fold(one.name).split()[-1])


def _bare_name(said: str) -> str:
    """Without `paní`, `Mgr.` and the like."""
    while shorter := _HONORIFIC.match(said):
        said = said[shorter.end() :]
    return said


def _stem(word: str) -> str:
    """What the cases of a word share: `sokolovně` → `sokolovn`, `lipovém` → `lipov`."""
    return word if len(word) < 4 else word[:-1] if len(word) < 7 else word[:-2]


def _begins(words: list[str], stems: list[str]) -> bool:
    return len(stems[0]) > 1 and _fits(words, stems, 0)


def _inside(words: list[str], stems: list[str]) -> bool:
    return len(stems[0]) >= 4 and any(_fits(words, stems, place) for place in range(1, len(words)))


def _fits(words: list[str], stems: list[str], place: int) -> bool:
    here = words[place : place + len(stems)]
    return len(here) == len(stems) and all(word.startswith(stem) for word, stem in zip(here, stems, strict=True))
