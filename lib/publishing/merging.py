"""Words of two versions beside each other, and the words of two people put together when they touched other places."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from lib.publishing.records import Content

PROSE = ("title", "perex", "body")
BY_NAME = ("texts", "alts")


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both, removed, or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class _Change:
    """Words `first` to `last` (without it) of the base became `words`."""

    first: int
    last: int
    words: tuple[str, ...]


class Overlap(Exception):
    """Two people changed the same words."""


def word_diff(before: str, after: str) -> list[Piece]:
    """What became of a text word by word: pieces of kind `same`, `removed` and `added` in reading order."""
    if not before or not after:
        return _pieces(("removed", [before]), ("added", [after])) if before or after else []
    old, new = _words(before + " "), _words(after + " ")
    pieces: list[Piece] = []
    at = 0
    for change in _changes(old, new):
        pieces += _pieces(("same", old[at : change.first]), ("removed", old[change.first : change.last]),
                          ("added", change.words))  # fmt: skip
        at = change.last
    pieces += _pieces(("same", old[at:]))
    pieces[-1] = Piece(pieces[-1].kind, pieces[-1].text.removesuffix(" "))
    return [piece for piece in pieces if piece.text]


def _pieces(*runs: tuple[str, Any]) -> list[Piece]:
    return [Piece(kind, "".join(words)) for kind, words in runs if any(words)]


def merge_words(base: str, mine: str, theirs: str) -> str:
    """The text with the changes of both; Overlap when they touched the same words in different ways."""
    if mine in (theirs, base):
        return theirs
    if theirs == base:
        return mine
    words = _words(base + " ")
    ours, others = (_changes(words, _words(text + " ")) for text in (mine, theirs))
    merged: list[str] = []
    at = 0
    for change in sorted({*ours, *others}, key=lambda one: (one.first, one.last)):
        if change.first < at or _at_one_point(change, ours, others):
            raise Overlap
        merged += [*words[at : change.first], *change.words]
        at = change.last
    return "".join([*merged, *words[at:]]).removesuffix(" ")


def _at_one_point(change: _Change, ours: list[_Change], others: list[_Change]) -> bool:
    """Whether both put different words between the same two words: nobody knows whose come first."""
    there = {one for one in (*ours, *others) if one.first == one.last == change.first == change.last}
    return len(there) > 1


def _words(text: str) -> list[str]:
    """Words with the spaces behind them; joined they are the text.

    Whoever compares adds a space behind the last word: it stays the same word when another one comes behind it.
    """
    return re.findall(r"\S+\s*|^\s+", text)


def _changes(old: list[str], new: list[str]) -> list[_Change]:
    """Ends that are the same are cut off first: comparing is quadratic where words repeat, and edits are short."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        _Change(head + i1, head + i2, tuple(after[j1:j2]))
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind != "equal"
    ]


def merge(base: Content, mine: Content, theirs: Content) -> tuple[Content, list[str]]:
    """The content with the changes of both, and the fields in which they cannot be put together (mine stays there).

    Texts are put together word by word, everything else (price, link, photographs…) as a whole. A field of `texts`
    is named `texts.facebook`.
    """
    merged: dict[str, Any] = {}
    disputed: list[str] = []
    for name in (field.name for field in fields(Content)):
        three = (getattr(base, name), getattr(mine, name), getattr(theirs, name))
        if name in BY_NAME:
            merged[name] = _merge_texts(name, *three, disputed)
        else:
            merged[name] = _merge_one(name, *three, disputed)
    return replace(mine, **merged), disputed


def _merge_texts(
    name: str, base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str], disputed: list[str]
) -> dict[str, str]:
    merged = {}
    for key in dict.fromkeys([*mine, *theirs]):
        if name == "alts" and key in base and (key not in mine or key not in theirs):
            continue  # somebody took this picture away
        merged[key] = _merge_one(
            f"{name}.{key}", base.get(key, ""), mine.get(key, base.get(key, "")),
            theirs.get(key, base.get(key, "")), disputed,
        )  # fmt: skip
    return merged


def _merge_one(name: str, base: Any, mine: Any, theirs: Any, disputed: list[str]) -> Any:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if name.partition(".")[0] in (*PROSE, *BY_NAME):
        try:
            return merge_words(base, mine, theirs)
        except Overlap:
            pass
    disputed.append(name)
    return mine
