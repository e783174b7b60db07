"""A typed line as an event, with the explanation which words became what."""

import datetime as dt
from dataclasses import replace

from lib.errors import BadInput
from lib.events import entry as entries
from lib.events.entry import Entry
from lib.events.quick import days, hours, kinds
from lib.events.quick.known import Vocabulary
from lib.events.quick.parts import Parts, gather
from lib.events.quick.understood import BETWEEN, Read, Understood
from lib.events.quick.words import Line, split

LONGEST = 500


def read(text: str, vocabulary: Vocabulary, today: dt.date) -> Understood:
    """The event that a line says. BadInput (field `line`) when it has no day or no title, when the day or the time
    does not exist or contradicts itself, and when it is longer than `LONGEST` signs."""
    if len(text) > LONGEST:
        raise BadInput(
            "The line is longer than {most} signs. Write the rest into the form.", most=LONGEST, field="line"
        )
    line, parts = split(text), Parts()
    when = _when(line, parts, today)
    gather(line, parts, vocabulary, vocabulary.on(when.starts_on))
    if not parts.title:
        raise BadInput("Write what it is going to be, such as “rozsvícení stromu”.", field="line")
    kind = kinds.guess(parts.title)
    responsible, deputy, *_ = *parts.in_charge, None, None
    entry = replace(
        when, title=parts.title, kind=kind, venue=parts.venue, attendees=tuple(parts.attendees),
        admission=parts.admission, note=BETWEEN.join(parts.notes), responsible=responsible, deputy=deputy,
    )  # fmt: skip
    _check(entry)
    return Understood(entry, tuple(parts.reads), tuple(parts.questions), parts.new_venue)


def _check(entry: Entry) -> None:
    """What the form would refuse is refused here too, beside the line."""
    try:
        entries.tidy(entry)
    except BadInput as error:
        error.field = "line"
        raise


def _when(line: Line, parts: Parts, today: dt.date) -> Entry:
    """An entry of the days and hours of the line."""
    taken = days.take(line, today)
    if taken is None:
        raise BadInput("Write the day, such as “so 12. 12.”, “zítra” or “příští pátek”.", field="line")
    found, words = taken
    parts.reads.append(Read(words, "date"))
    said = hours.take(line, found.after)
    if said is None:
        return Entry("", found.first, ends_on=found.last)
    at, words, after = said
    parts.reads.append(Read(words, "all_day" if at.all_day else "time"))
    last, ends_at = found.last, at.ends_at
    if found.first == last and at.starts_at and not ends_at:
        last, ends_at = _until(line, parts, found.first, after)
    return _night(Entry("", found.first, ends_on=last, starts_at=at.starts_at, ends_at=ends_at, all_day=at.all_day), at)


def _until(line: Line, parts: Parts, first: dt.date, place: int) -> tuple[dt.date, str | None]:
    """The end that is written as a day and a time of its own behind the start."""
    taken = days.take_until(line, place, first)
    if taken is None:
        return first, None
    until, words = taken
    parts.reads.append(Read(words, "date"))
    end = hours.take_end(line, until.after)
    if end is None:
        return until.last, None
    parts.reads.append(Read(end[1], "time"))
    return until.last, end[0]


def _night(entry: Entry, at: hours.Hours) -> Entry:
    """A start at 24:00 is the next day, and so is an end in the night that is not after the start."""
    first = entry.starts_on + dt.timedelta(at.next_day)
    last = max(first, entry.last_day)
    if first == last and entry.starts_at and entry.ends_at:
        last += dt.timedelta(entry.ends_at <= entry.starts_at and entry.ends_at <= hours.NIGHT_ENDS)
    return replace(entry, starts_on=first, ends_on=last)
