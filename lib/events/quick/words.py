"""The words of a typed line: found by patterns over their folded forms, taken one after another, joined as typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lib.czech.sorting import fold

_APART = r"(?<![0-9])[,;]|[,;](?![0-9])|[+&]"
_WORDS = re.compile(rf"(\s*)({_APART}|(?:(?!{_APART})\S)+)")
SEPARATORS = frozenset(",;")
TAKEN = "\0"


@dataclass(frozen=True)
class Word:
    """A word or a sign between words: as typed, folded, and whether a space stood before it."""

    typed: str
    folded: str
    spaced: bool


@dataclass
class Line:
    """The words of a line and which of them were already understood."""

    words: Sequence[Word]
    taken: set[int] = field(default_factory=set)

    def find(self, pattern: str) -> "Iterator[Found]":
        """Where a pattern fits words that are left, from the left. It sees them folded, with single spaces between."""
        forms = [TAKEN if place in self.taken else word.folded for place, word in enumerate(self.words)]
        starts, at = {}, 0
        for place, form in enumerate(forms):
            starts[at] = place
            at += len(form) + 1
        for match in re.finditer(rf"(?<!\S)(?:{pattern})(?!\S)", " ".join(forms)):
            first = starts.get(match.start())
            after = starts.get(match.end() + 1, len(forms))
            if first is not None:
                yield Found(first, after, match)

    def take(self, first: int, after: int) -> str:
        """Take words out and give them as typed."""
        places = range(first, after)
        self.taken.update(places)
        return join([self.words[place] for place in places])

    def form(self, place: int) -> str:
        """The folded word of a place, nothing when it is outside or taken."""
        return self.words[place].folded if 0 <= place < len(self.words) and place not in self.taken else ""

    def parts(self) -> list[list[Word]]:
        """The words that are left, parted by commas and semicolons; empty parts are left out."""
        found: list[list[Word]] = [[]]
        for place, word in enumerate(self.words):
            if word.typed in SEPARATORS:
                found.append([])
            elif place not in self.taken:
                found[-1].append(word)
        return [part for part in found if part]


@dataclass(frozen=True)
class Found:
    """Words `first` … `after - 1` and how the pattern fits them."""

    first: int
    after: int
    match: re.Match[str]


def split(text: str) -> Line:
    """The words of a text."""
    return Line([Word(typed, fold(typed).replace(" ", ""), bool(space)) for space, typed in _WORDS.findall(text)])


def join(words: Sequence[Word]) -> str:
    """Words as they were typed, single spaces where there were spaces."""
    return "".join((" " if word.spaced else "") + word.typed for word in words).strip()
