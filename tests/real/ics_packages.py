"""Every calendar file that ships inside the packages `icalendar` and `recurring-ical-events`, read by our importer.

    python -m tests.real.ics_packages            # a table: what is read, refused with a sentence, or wrong
    python -m tests.real.ics_packages -v         # and the name of every file

Each file is read around its own earliest event, and its dates are held against those that `recurring_ical_events` gives
for the whole file. The files are the packages' own test data, so most of them are odd on purpose.
"""

import datetime as dt
import importlib.util
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import icalendar
import recurring_ical_events
from icalendar.timezone import tzp

from lib.clock import PRAGUE
from lib.sheets import cells, child
from lib.sheets.ics import occurrences, table, trouble
from lib.sheets.ics.parts import CalendarFault, is_calendar

PACKAGES = {"icalendar": "tests", "recurring_ical_events": "test"}
READ, REMARKS, REFUSED, WRONG, ALONE = "read", "read with remarks", "refused with a sentence", "WRONG", "peer fails"
ON_PURPOSE = {
    "recurring_ical_events/calendars/issue_201_mixed_datetime_and_date.ics": "DTSTART is a day, DTEND a moment: a day",
    "recurring_ical_events/calendars/issue_201_test_matrix.ics": "DTSTART is a day, DTEND a moment: a day",
}
"""Files whose dates we give otherwise than the peer, and why."""
START = re.compile(rb"^DTSTART[^:]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
ZONE = re.compile(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE", re.DOTALL | re.IGNORECASE)
Dates = Counter[tuple[str, str, str]]


@dataclass(frozen=True)
class Verdict:
    """What became of one file: one of the words above and why."""

    file: str
    word: str
    why: str = ""


def files() -> Iterator[tuple[str, Path]]:
    """Name and path of every calendar file that the packages installed."""
    for package, folder in PACKAGES.items():
        found = importlib.util.find_spec(package)
        assert found is not None
        assert found.origin is not None
        root = Path(found.origin).parent / folder
        for path in sorted(root.rglob("*.ics")):
            yield f"{package}/{path.relative_to(root)}", path


def verdict(name: str, data: bytes) -> Verdict:
    """Read one file and hold it against the peer."""
    today = _around(data)
    if not is_calendar(data):
        return Verdict(name, REFUSED, _not_a_calendar(data))
    try:
        sheet = table.read(data, today)
    except CalendarFault as fault:
        return Verdict(name, REFUSED, str(fault))
    rows = list(sheet.rows(named=True)[1:])
    told = sorted({word for row in rows for word, _ in trouble.told(row["c13"] or "")})
    left_out = [row for row in rows if any(trouble.TROUBLES[word][1] for word, _ in trouble.told(row["c13"] or ""))]
    ours = Counter((row["c2"] or "", row["c3"] or "", row["c5"] or "") for row in rows if row not in left_out)
    if not rows:
        return Verdict(name, REFUSED, "no events")
    try:
        theirs = _peer(data, today)
    except Exception as error:
        return Verdict(name, ALONE, f"{type(error).__name__}; ours: {ours.total()} dates; {', '.join(told)}")
    missing, extra = theirs - ours, _in_window(ours - theirs, today)
    if name in ON_PURPOSE:
        return Verdict(name, REMARKS, ON_PURPOSE[name])
    if missing or extra:
        word = REMARKS if told else WRONG
        return Verdict(name, word, f"missing {list(missing)[:3]} extra {list(extra)[:3]}; {', '.join(told)}")
    return Verdict(name, REMARKS if told else READ, ", ".join(told))


def _not_a_calendar(data: bytes) -> str:
    try:
        child.read(data)
    except child.Fault as fault:
        return cells.SENTENCES[str(fault)]
    return "taken for a table of text; no heading fits"


def _around(data: bytes) -> dt.date:
    """The earliest day of an event; zones begin in 1970 and would leave nothing in the window."""
    days = sorted(START.findall(ZONE.sub(b"", data)))
    for day in days:
        try:
            return dt.datetime.strptime(day.decode(), "%Y%m%d").date()
        except ValueError:
            continue
    return dt.date(2026, 11, 23)


def _peer(data: bytes, today: dt.date) -> Dates:
    tzp.use_zoneinfo()
    first, last = (dt.datetime.combine(today + shift, dt.time()) for shift in (-occurrences.BACK, occurrences.AHEAD))
    found: Dates = Counter()
    for calendar in icalendar.Calendar.from_ical(data, multiple=True):
        for event in recurring_ical_events.of(calendar).between(first, last):
            found[str(event.get("SUMMARY", "")).strip(), *wall(event["DTSTART"].dt)] += 1
    return found


def wall(moment: Any) -> tuple[str, str]:
    """The day and the time of the clock in Prague, "" for a whole day."""
    if not isinstance(moment, dt.datetime):
        return moment.isoformat(), ""
    here = moment.astimezone(PRAGUE) if moment.tzinfo else moment
    return here.date().isoformat(), f"{here:%H:%M}"


def _in_window(dates: Dates, today: dt.date) -> Dates:
    first, last = (today - occurrences.BACK).isoformat(), (today + occurrences.AHEAD).isoformat()
    return Counter({key: count for key, count in dates.items() if first <= key[1] < last})


def main() -> int:
    """Print the table; the exit code says whether anything was wrong."""
    warnings.simplefilter("ignore")
    found = [verdict(name, path.read_bytes()) for name, path in files()]
    for package in PACKAGES:
        counts = Counter(one.word for one in found if one.file.startswith(package + "/"))
        print(f"{package}: {counts.total()} files · " + " · ".join(f"{word} {n}" for word, n in counts.most_common()))
    for one in found:
        if "-v" in sys.argv or one.word not in (READ, REMARKS):
            print(f"{one.word:24} {one.file}  {one.why}")
    return 1 if any(one.word == WRONG for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
