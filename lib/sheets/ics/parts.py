"""Takes the bytes of a calendar apart: its head, its time zones, and each event on its own with its line number.

One event that cannot be read must not take the others along, attachments of megabytes must not be parsed to be thrown
away, and people are told the line; so this is done before the library sees anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_EVENTS = 20_000
DEEPEST = 20
"""Blocks inside blocks: a calendar, an event, an alarm. A file that nests deeper was made to harm."""
BEGINNING = re.compile(rb"\s*BEGIN:V[A-Z]+\s", re.IGNORECASE)
NAME = re.compile(rb"[A-Za-z0-9-]+")
WANTED = frozenset(
    b"UID RECURRENCE-ID SEQUENCE SUMMARY DTSTART DTEND DURATION RRULE RDATE EXDATE LOCATION ORGANIZER DESCRIPTION"
    b" CATEGORIES STATUS URL CLASS DTSTAMP LAST-MODIFIED".split()
)
HEAD = frozenset(b"X-WR-TIMEZONE X-WR-CALNAME NAME CALSCALE".split())
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class CalendarFault(Exception):
    """The file cannot be read as a calendar; the argument is a word of `child.FAULTS`."""


@dataclass
class Parts:
    """`head`: property → value; `zones`: VTIMEZONE blocks; `events`: line number and VEVENT block, in file order."""

    head: dict[str, str] = field(default_factory=dict)
    zones: list[str] = field(default_factory=list)
    events: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class _Block:
    name: bytes
    line: int
    lines: list[str]


def is_calendar(data: bytes) -> bool:
    """Whether the bytes begin as a calendar does, whatever the file is called."""
    return BEGINNING.match(_in_utf_8(data[:200])) is not None


def _in_utf_8(data: bytes) -> bytes:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace").encode()
    return data


def taken_apart(data: bytes) -> Parts:
    """The parts of a calendar file. CalendarFault: `truncated`, `calscale`, `events` (more than `MOST_EVENTS`)."""
    parts, open_blocks = Parts(), list[_Block]()
    for number, line in _unfolded(_in_utf_8(data)):
        upper = line[:40].strip().upper()
        if upper.startswith(b"BEGIN:"):
            open_blocks.append(_Block(upper[6:], number, []))
            if len(open_blocks) > DEEPEST:
                raise CalendarFault("unreadable")
        elif upper.startswith(b"END:"):
            _close(open_blocks, upper[4:], parts)
        elif open_blocks:
            _take(line, open_blocks, parts)
    if open_blocks:
        raise CalendarFault("truncated")
    if parts.head.get("CALSCALE", "GREGORIAN").upper() != "GREGORIAN":
        raise CalendarFault("calscale")
    return parts


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Logical lines with the number of their first physical one. Joined before decoding: some programs fold in the
    middle of a letter."""
    first, whole = 0, list[bytes]()
    for number, line in enumerate(data.splitlines(), 1):
        if line[:1] in (b" ", b"\t") and whole:
            whole.append(line[1:])
        if line[:1] in (b" ", b"\t", b""):
            continue
        if whole:
            yield first, b"".join(whole)
        first, whole = number, [line]
    if whole:
        yield first, b"".join(whole)


def _close(open_blocks: list[_Block], name: bytes, parts: Parts) -> None:
    """Close a block; what was left open inside it is closed too, an END of nothing is ignored."""
    if name not in [block.name for block in open_blocks]:
        return
    while True:
        block = open_blocks.pop()
        text = "\r\n".join([f"BEGIN:{block.name.decode('ascii', 'replace')}", *block.lines])
        text += f"\r\nEND:{block.name.decode('ascii', 'replace')}\r\n"
        if block.name == b"VEVENT":
            parts.events.append((block.line, text))
            if len(parts.events) > MOST_EVENTS:
                raise CalendarFault("events")
        elif block.name == b"VTIMEZONE":
            parts.zones.append(text)
        elif block.name in (b"STANDARD", b"DAYLIGHT") and open_blocks and open_blocks[-1].name == b"VTIMEZONE":
            open_blocks[-1].lines += text.split("\r\n")[:-1]
        if block.name == name:
            return


def _take(line: bytes, open_blocks: list[_Block], parts: Parts) -> None:
    """Keep a property that is wanted where it stands; alarms, attachments and private properties are dropped."""
    block, found = open_blocks[-1], NAME.match(line)
    if found is None:
        return
    name = found[0].upper()
    if block.name == b"VEVENT" and name in WANTED:
        block.lines.append(_without_zone_of_a_day(_decoded(line)))
    elif block.name == b"VCALENDAR" and name in HEAD:
        parts.head.setdefault(name.decode(), _decoded(line).partition(":")[2].strip())
    elif block.name in (b"VTIMEZONE", b"STANDARD", b"DAYLIGHT"):
        block.lines.append(_decoded(line))


def _decoded(line: bytes) -> str:
    """UTF-8, else windows-1250 (a calendar of an old program, or one line pasted into a new one)."""
    line = line.replace(b"\0", b"")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1250", errors="replace")


def _without_zone_of_a_day(line: str) -> str:
    """`DTSTART;TZID=…;VALUE=DATE:` without the zone: a day has none, and the library would make it midnight."""
    head, colon, value = line.partition(":")
    if ";VALUE=DATE" not in head.upper() or ";VALUE=DATE-TIME" in head.upper():
        return line
    return re.sub(r";TZID=(\"[^\"]*\"|[^;:]*)", "", head, flags=re.IGNORECASE) + colon + value
