"""The parts between commas: which is the title, who attends, where it is, who is responsible, what is only a note."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from lib.czech.sorting import fold
from lib.events.entry import Attendee
from lib.events.quick import known
from lib.events.quick.known import InOffice, Vocabulary
from lib.events.quick.understood import Question, Read
from lib.events.quick.words import Line, Word, join

_AND = frozenset({"+", "&", "a", "i"})
_IN_CHARGE = re.compile(r"(?:odpovida|zodpovida|zajisti|zajistuje|ma na starosti|odp\.|zodp\.):? *")
_ADMISSION = re.compile(r"(?:vstup|zdarma|vstupenk)")
_NO_PLACE = re.compile(
    r"(?:se?|pro|za|od|do|ke?|o|po|prosim|pozor|sraz|s sebou|nutno|bez|kdyz|pokud|domluvit|zajistit) "
)


@dataclass
class Parts:
    """What is being gathered from the parts between commas."""

    title: str = ""
    venue: str = ""
    new_venue: bool = False
    attendees: list[Attendee] = field(default_factory=list)
    in_charge: list[str] = field(default_factory=list)
    admission: str = ""
    notes: list[str] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def gather(line: Line, parts: Parts, vocabulary: Vocabulary, leadership: Sequence[InOffice]) -> None:
    """Give every part between commas its place; the title is the first that names nothing we know."""
    left = [part for part in line.parts() if any(word.folded.strip("-–—:·•") for word in part)]
    named = [_is_named(part, vocabulary, leadership, alone=place == 0) for place, part in enumerate(left)]
    title = named.index(False) if False in named else 0
    for place, part in enumerate(left):
        if place == title:
            parts.title = _title(part)
            parts.reads.append(Read(join(part), "title", parts.title))
        else:
            _place(part, parts, vocabulary, leadership)
    if not parts.venue and parts.title:
        _venue_in_title(left[title], parts, vocabulary)
    if not parts.venue:
        _new_venue(parts)


def _is_named(part: Sequence[Word], vocabulary: Vocabulary, leadership: Sequence[InOffice], *, alone: bool) -> bool:
    """Whether the part is a venue or people; where the title usually stands, only a venue by its whole name."""
    found = known.places(join(part), vocabulary.venues)
    if found.exact or (found.sure and not alone):
        return True
    items = _items(part)
    return bool(items) and all(known.leaders(join(item), leadership) for item in items)


def _title(part: Sequence[Word]) -> str:
    text = join(part).strip(" -–—:·•")
    upper = text[:1].upper()
    return upper + text[1:] if len(upper) == 1 else text


def _place(part: Sequence[Word], parts: Parts, vocabulary: Vocabulary, leadership: Sequence[InOffice]) -> None:
    """One part that is not the title: people, a colleague, the venue, admission, or a note."""
    ways: Iterable[Callable[[], bool]] = (
        lambda: _people(part, parts, leadership),
        lambda: _colleague(part, parts, vocabulary),
        lambda: _venue(part, parts, vocabulary),
        lambda: _admission(part, parts),
    )
    if not any(way() for way in ways):
        parts.notes.append(join(part))
        parts.reads.append(Read(join(part), "note", join(part)))


def _items(part: Sequence[Word]) -> list[list[Word]]:
    """People parted by `+`, `&`, `a` or `i`."""
    found: list[list[Word]] = [[]]
    for word in part:
        if word.folded in _AND:
            found.append([])
        else:
            found[-1].append(word)
    return [item for item in found if item]


def _people(part: Sequence[Word], parts: Parts, leadership: Sequence[InOffice]) -> bool:
    """Office-holders who attend; words beside them that name nobody go into the note."""
    meant = [(join(item), known.leaders(join(item), leadership)) for item in _items(part)]
    if not any(found for _, found in meant):
        return False
    for words, found in meant:
        if len(found) == 1:
            parts.reads.append(Read(words, "person", found[0].name))
            if found[0].id not in {one.holder_id for one in parts.attendees}:
                parts.attendees.append(Attendee(found[0].id))
            continue
        parts.notes.append(words)
        parts.reads.append(Read(words, "question" if found else "note", words))
        if found:
            options = tuple((one.id, f"{one.name}, {one.office}") for one in found)
            parts.questions.append(Question(words, "attendees", options))
    return True


def _colleague(part: Sequence[Word], parts: Parts, vocabulary: Vocabulary) -> bool:
    """A colleague by name is responsible, a second one the deputy; `odpovídá` may stand before the name."""
    words = join(part)
    charge = _IN_CHARGE.match(fold(words))
    found = known.colleagues(fold(words)[charge.end() :] if charge else words, vocabulary.staff)
    if len(found) != 1 or len(parts.in_charge) == 2 or found[0].login in parts.in_charge:
        return False
    parts.reads.append(Read(words, "deputy" if parts.in_charge else "responsible", found[0].name))
    parts.in_charge.append(found[0].login)
    return True


def _venue(part: Sequence[Word], parts: Parts, vocabulary: Vocabulary) -> bool:
    words = join(part)
    found = known.places(words, vocabulary.venues)
    if parts.venue or not found.names:
        return False
    if found.sure:
        parts.venue = found.names[0]
        parts.reads.append(Read(words, "venue", found.names[0]))
        return True
    parts.venue, parts.new_venue = words, True
    parts.reads.append(Read(words, "question", words))
    several = tuple((name, name) for name in found.names)
    parts.questions.append(Question(words, "venue", (*several, (words, words)), must=found.begins))
    return True


def _admission(part: Sequence[Word], parts: Parts) -> bool:
    words = join(part)
    if parts.admission or not _ADMISSION.match(fold(words)):
        return False
    parts.admission = words
    parts.reads.append(Read(words, "admission", words))
    return True


def _venue_in_title(part: Sequence[Word], parts: Parts, vocabulary: Vocabulary) -> None:
    """`koncert v DK`: the title keeps its words, the venue is the one they surely name."""
    for place, word in enumerate(part[1:], 1):
        if word.folded in ("v", "ve", "na", "u"):
            words = join(part[place:])
            found = known.places(words, vocabulary.venues)
            if found.sure:
                parts.venue = found.names[0]
                parts.reads.append(Read(words, "venue", found.names[0]))
                return


def _new_venue(parts: Parts) -> None:
    """The first note that may be a place is the venue, taken as typed."""
    for place, one in enumerate(parts.reads):
        if one.what == "note" and len(one.words.split()) <= 5 and not _NO_PLACE.match(fold(one.words)):
            parts.notes.remove(one.words)
            parts.venue, parts.new_venue = one.words, True
            parts.reads[place] = Read(one.words, "new_venue", one.words)
            return
