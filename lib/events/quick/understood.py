"""What a typed line was understood as: the event, which words became what, and what has to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lib.events.entry import Attendee, Entry

BETWEEN = "; "
"""What parts the pieces of a note."""


@dataclass(frozen=True)
class Read:
    """Words of the line, what they became (a key of `WHAT`), and the value as it was understood."""

    words: str
    what: str
    value: str = ""


@dataclass(frozen=True)
class Question:
    """Words that may mean several things: `field` is `venue` or `attendees`, the options are (value, label)."""

    words: str
    field: str
    options: tuple[tuple[str | int, str], ...]
    must: bool = True
    """Whether the event cannot be kept unanswered; the others only suggest."""


@dataclass(frozen=True)
class Understood:
    """The event (complete, questions unanswered), which words became what, and what has to be asked."""

    entry: Entry
    reads: tuple[Read, ...]
    questions: tuple[Question, ...] = ()
    new_venue: bool = False

    def settled(self, answers: Mapping[str, str | int]) -> Entry:
        """The event with questions answered: words of the question → the chosen value."""
        entry = self.entry
        for question in self.questions:
            chosen = answers.get(question.words)
            if chosen is None:
                continue
            if question.field == "venue":
                entry = replace(entry, venue=str(chosen))
            elif chosen not in {one.holder_id for one in entry.attendees}:
                left = [part for part in entry.note.split(BETWEEN) if part != question.words]
                entry = replace(entry, attendees=(*entry.attendees, Attendee(int(chosen))), note=BETWEEN.join(left))
        return entry
