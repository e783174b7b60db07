"""The rules of clashes, each one pass over things in the order of their start: n log n and the number of clashes."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from lib.czech.sorting import fold
from lib.events.clashes.things import DAY, FOR_ALL, Thing, minutes, moment, number, of_events

FOUND = {
    "level": pl.String,
    "rule": pl.String,
    "day": pl.Date,
    "first": pl.String,
    "second": pl.String,
    "key": pl.String,
    "what": pl.String,
    "first_title": pl.String,
    "first_begins": pl.Datetime,
    "first_ends": pl.Datetime,
    "second_title": pl.String,
    "second_begins": pl.Datetime,
    "second_ends": pl.Datetime,
}
"""One clash a row. `first` starts no later than `second` (None for information); both are subjects (`event:12`,
`block:3`). `what` is the venue, the person, the audience (nothing: everybody) or the name of the day, `key` the same
for machines."""
_ORDER = {"error": 0, "warning": 1, "info": 2}
SPECIAL = {"school_holiday": "school", "election": "election"}
"""Kind of a special day → its rule."""


class Pair(NamedTuple):
    """Two things that collide, or one thing and a special day."""

    level: str
    rule: str
    day: int
    first: Thing
    second: Thing | None
    key: str
    what: str


def found(
    things: Iterable[Thing],
    people: Iterable[tuple[str, str, Thing]] = (),
    special: Iterable[tuple[str, str, dt.date, dt.date]] = (),
    *,
    travel_minutes: int,
    evening_from: str,
) -> pl.DataFrame:
    """All clashes, the columns of `FOUND`, by day and level.

    `people` are (key of a person, name, what takes the time), `special` (rule, name, first day, last day).
    """
    held = list(things)
    pairs = [
        *in_one_venue(held),
        *in_two_places(people, travel_minutes),
        *on_one_evening(held, minutes(evening_from)),
        *on_special_days(held, special),
    ]
    pairs.sort(key=lambda pair: (pair.day, _ORDER[pair.level], pair.rule, pair.first.subject, pair.key))
    return pl.DataFrame([_row(pair) for pair in pairs], schema=FOUND, orient="row")


def in_one_venue(things: Iterable[Thing]) -> Iterator[Pair]:
    """Two things in one venue at one time."""
    venues = defaultdict(list)
    for thing in things:
        if thing.place and thing.begins is not None:
            venues[thing.place].append(thing)
    for place, here in venues.items():
        for first, second in _meeting(here, 0):
            level = "warning" if first.loose != second.loose else "error"
            yield Pair(level, "venue", _day(second), first, second, place, second.venue)


def in_two_places(people: Iterable[tuple[str, str, Thing]], travel: int) -> Iterator[Pair]:
    """One person in two places, or with less than `travel` minutes for the way from one to the other."""
    times: dict[str, dict[str, Thing]] = defaultdict(dict)
    names = {}
    for key, name, thing in people:
        if thing.begins is not None:
            times[key][thing.subject] = thing
            names[key] = name
    for key, taken in times.items():
        for first, second in _meeting(taken.values(), travel):
            elsewhere = bool(first.place and second.place) and first.place != second.place
            loose, overlap = first.loose or second.loose, second.begins < first.ends  # type: ignore[operator]
            if (overlap or elsewhere) and not (loose and not (overlap and elsewhere)):
                yield Pair("warning" if loose else "error", "person", _day(second), first, second, key, names[key])


def on_one_evening(things: Iterable[Thing], evening: int) -> Iterator[Pair]:
    """Two public things that begin on one evening and are for the same people; those for everybody meet all."""
    evenings: dict[int, dict[str, list[Thing]]] = defaultdict(lambda: defaultdict(list))
    for thing in things:
        if thing.public and not thing.loose and thing.begins is not None and thing.begins % DAY >= evening:
            audience = fold(thing.audience)
            evenings[thing.first]["" if audience in FOR_ALL else audience].append(thing)
    for day, groups in evenings.items():
        everybody = groups.pop("", [])
        for audience, those in (("", everybody), *groups.items()):
            for place, one in enumerate(those):
                said = one.audience if audience else ""
                for other in (*those[place + 1 :], *(everybody if audience else ())):
                    yield Pair("warning", "audience", day, *_in_order(one, other), audience, said)


def on_special_days(things: Iterable[Thing], special: Iterable[tuple[str, str, dt.date, dt.date]]) -> Iterator[Pair]:
    """Things on a public holiday, in school holidays or on an election day; once for each, on its first such day."""
    known: Mapping[int, list[tuple[str, str]]] = defaultdict(list)
    for rule, name, first, last in special:
        for day in range(first.toordinal(), last.toordinal() + 1):
            known[day].append((rule, name))
    days = sorted(known)
    for thing in things:
        said = set()
        for day in _within(days, thing.first, thing.last):
            for rule, name in known[day]:
                if (rule, name) not in said:
                    said.add((rule, name))
                    yield Pair("info", rule, day, thing, None, name, name)


def _meeting(things: Iterable[Thing], slack: int) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of which the later begins before the earlier has ended `slack` minutes ago."""
    running: list[Thing] = []
    for thing in sorted(things, key=_place):
        running = [one for one in running if one.ends + slack > thing.begins]  # type: ignore[operator]
        for one in running:
            yield one, thing
        running.append(thing)


def _within(days: Sequence[int], first: int, last: int) -> Iterator[int]:
    place = bisect_left(days, first)
    while place < len(days) and days[place] <= last:
        yield days[place]
        place += 1


def _place(thing: Thing) -> tuple[int, str]:
    return thing.begins or 0, thing.subject


def _in_order(one: Thing, other: Thing) -> tuple[Thing, Thing]:
    return (one, other) if _place(one) <= _place(other) else (other, one)


def _day(second: Thing) -> int:
    """The day on which two things meet: that of the later one."""
    return (second.begins or 0) // DAY


def _row(pair: Pair) -> tuple[object, ...]:
    second = pair.second
    return (
        pair.level, pair.rule, dt.date.fromordinal(pair.day), pair.first.subject, second and second.subject,
        pair.key, pair.what, *_told(pair.first), *(_told(second) if second else (None, None, None)),
    )  # fmt: skip


def _told(thing: Thing) -> tuple[object, ...]:
    if thing.begins is None or thing.ends is None:
        return thing.title, None, None
    return thing.title, moment(thing.begins), moment(thing.ends)


def taken_twice(events: pl.DataFrame) -> pl.DataFrame:
    """Pairs of events that overlap in one venue, errors only: `first`, `second` (ids in order of start), `venue`."""
    pairs = [
        (number(pair.first.subject), number(pair.second.subject), pair.what)  # type: ignore[union-attr]
        for pair in in_one_venue(of_events(events))
        if pair.level == "error"
    ]
    return pl.DataFrame(pairs, schema={"first": pl.Int64, "second": pl.Int64, "venue": pl.String}, orient="row")
