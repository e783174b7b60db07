"""What may be wrong with one event of a calendar: a word for the table, a sentence for people, whether it is left out.

The word stands in the column of troubles, with what it is about after a colon (`unknown zone: Mars/Phobos`); several
are separated by `SEPARATOR`. The reading process knows no catalogue, so the kind of spreadsheet makes the sentences.
"""

from lib.i18n import N

SEPARATOR = " · "
UNKNOWN_ZONE, NO_UID, NO_RULE, TOO_MANY = "unknown zone", "no UID", "unreadable rule", "too many"
TOO_LONG, ENDS_FIRST, OLDER, LOST, PRIVATE = "too long", "ends first", "older", "unreadable line", "private"
NO_HOUR, TWO_HOURS, FULL, SENSELESS = "no such hour", "two such hours", "file is full", "senseless"
TROUBLES: dict[str, tuple[str, bool]] = {
    UNKNOWN_ZONE: (N("The time zone “{value}” is unknown; the times were taken as in Prague. Check them."), False),
    NO_UID: (
        N("The event has no UID. It is known by its date and title: a change of either makes a new event."),
        False,
    ),
    NO_RULE: (N("The rule of repeating “{value}” cannot be read; only the first date was taken."), False),
    TOO_MANY: (N("The series was left out: from last year to two years ahead it has more than {value} dates."), True),
    TOO_LONG: (N("The series was left out: working out its dates takes too long. Its rule is “{value}”."), True),
    FULL: (N("The series was left out: the file has more than {value} dates of repeated events."), True),
    ENDS_FIRST: (N("The event ends before it starts ({value}); the end was left out."), False),
    OLDER: (N("The calendar holds a newer version of this event; this one was left out."), True),
    LOST: (N("The line {value} of the event cannot be read and was left out."), False),
    SENSELESS: (N("The event was left out: its days or times make no sense."), True),
    PRIVATE: (N("The event is marked as private, so it was left out."), True),
    NO_HOUR: (N("On the night when the clocks go forward there is no {value}; check the time."), False),
    TWO_HOURS: (N("On the night when the clocks go back it is {value} twice; the first one was taken."), False),
}
"""Word → the sentence and whether the event is left out of the import."""


def said(word: str, value: object = "") -> str:
    """One trouble as it stands in the table."""
    text = " ".join(str(value).split()).replace(SEPARATOR, " ")[:120]
    return f"{word}: {text}" if text else word


def told(cell: str) -> list[tuple[str, str]]:
    """The troubles of a cell: word and value; what is no trouble of ours is left."""
    pairs = [part.partition(": ") for part in cell.split(SEPARATOR)]
    return [(word, value) for word, _, value in pairs if word in TROUBLES]
