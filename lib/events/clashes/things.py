"""What takes a venue or a person from when to when: events, and entries of the leadership's diary."""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from lib.events import rules

DAY = 24 * 60
FOR_ALL = frozenset(
    {"", "vsichni", "verejnost", "siroka verejnost", "pro vsechny", "pro verejnost", "vsechny generace"}
)
"""Audiences, folded, that mean everybody."""
READ = (
    "id", "title", "starts_on", "ends_on", "starts_at", "ends_at", "all_day", "venue", "audience", "public", "state",
)  # fmt: skip


_place = lru_cache(maxsize=4096)(rules.same_venue)


class Thing(NamedTuple):
    """Something that is held. `begins` and `ends` are minutes of the wall clock since day 0 of the calendar, None when
    nobody knows; `loose` is a whole day that may have the others in its programme."""

    subject: str
    title: str
    first: int
    last: int
    begins: int | None
    ends: int | None
    loose: bool = False
    place: str = ""
    venue: str = ""
    audience: str = ""
    public: bool = False


def of_events(events: pl.DataFrame) -> list[Thing]:
    """The events (columns of `READ`) that are to be held."""
    held = events.filter(~pl.col("state").is_in(rules.NOT_HELD)).select(READ)
    return [_event(*row) for row in held.iter_rows()]


def of_blocks(blocks: pl.DataFrame) -> list[Thing]:
    """Entries of the diary: `id`, `title`, days, times, `place`; without a start they take their days whole."""
    columns = ("id", "title", "starts_on", "ends_on", "starts_at", "ends_at", "place")
    return [_block(*row) for row in blocks.select(columns).iter_rows()]


def _event(
    event_id: int, title: str, starts_on: dt.date, ends_on: dt.date, starts_at: str | None, ends_at: str | None,
    all_day: bool, venue: str | None, audience: str, public: bool, state: str,
) -> Thing:  # fmt: skip
    first, last = starts_on.toordinal(), ends_on.toordinal()
    begins, ends = span(first, last, starts_at, ends_at, all_day=bool(all_day))
    return Thing(
        f"event:{event_id}", title, first, last, begins, ends, bool(all_day), _place(venue or ""),
        venue or "", audience, bool(public),
    )  # fmt: skip


def _block(
    block_id: int, title: str, starts_on: dt.date, ends_on: dt.date, starts_at: str | None, ends_at: str | None,
    place: str,
) -> Thing:  # fmt: skip
    first, last = starts_on.toordinal(), ends_on.toordinal()
    begins, ends = span(first, last, starts_at, ends_at, all_day=starts_at is None)
    return Thing(f"block:{block_id}", title, first, last, begins, ends, False, _place(place), place)


def span(
    first: int, last: int, starts_at: str | None, ends_at: str | None, *, all_day: bool
) -> tuple[int | None, int | None]:
    """From which minute to which something lasts; (None, None) when its hour is not known."""
    if all_day:
        return first * DAY, (last + 1) * DAY
    if starts_at is None:
        return None, None
    begins = first * DAY + minutes(starts_at)
    if ends_at is None or (first == last and ends_at == starts_at):
        return begins, begins + 60 * rules.HOURS_WITHOUT_END if first == last else (last + 1) * DAY
    ends = last * DAY + minutes(ends_at)
    return begins, ends if ends > begins else ends + DAY


def minutes(hhmm: str) -> int:
    """`17:30` → 1050; `24:00` is 1440."""
    return int(hhmm[:2]) * 60 + int(hhmm[3:5])


def moment(minute: int) -> dt.datetime:
    """The wall clock of a minute."""
    return dt.datetime.combine(dt.date.fromordinal(minute // DAY), dt.time()) + dt.timedelta(minutes=minute % DAY)


def number(subject: str) -> int:
    """`event:12` → 12."""
    return int(subject.partition(":")[2])
