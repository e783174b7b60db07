"""When something goes out: the wall clock of Prague and its two odd nights, days counted from an event."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lib import clock
from lib.czech import dates
from lib.errors import BadInput
from lib.i18n import N, t

FEED = "feed"
FEED_NAME = N("The town's feeds")
"""The town's own feeds: a channel that needs no outbox."""
PHOTOS = "photos"
"""A step of a campaign that plans another post, with photographs from the event."""
EARLIEST, LATEST = dt.time(6), dt.time(21)
FURTHEST = 365


@dataclass(frozen=True)
class Moment:
    """A time by the wall clock and what it is in UTC; `note` says what a person should know about it."""

    wall: str
    at: dt.datetime
    note: str = ""

    def __str__(self) -> str:
        day = dt.datetime.fromisoformat(self.wall)
        return f"{dates.date(day.date())} {dates.time(day.time())}"


@dataclass(frozen=True)
class Step:
    """One step of a campaign: a kind of channel, days from the event's first day, `HH:MM` by the wall clock."""

    kind: str
    days: int
    at: str


def of_wall(wall: dt.datetime) -> Moment:
    """The moment of a wall time (naive); BadInput for one that the change to summer time skips.

    Of an hour that comes twice in October the first one is taken, and `note` says so.
    """
    wall = wall.replace(tzinfo=None, second=0, microsecond=0)
    first = dates.wall(wall.date(), f"{wall:%H:%M}")
    twice = first.utcoffset() != first.replace(fold=1).utcoffset()
    said = N("{time} comes twice on {date}, the clock goes back then; the first one is meant.")
    note = t(said, time=dates.time(wall.time()), date=dates.date(wall.date())) if twice else ""
    return Moment(f"{wall:%Y-%m-%dT%H:%M}", first.astimezone(dt.UTC), note)


def of(at: dt.datetime) -> Moment:
    """The moment of a wall time (naive) or of an aware one."""
    if at.tzinfo is None:
        return of_wall(at)
    return Moment(f"{at.astimezone(clock.PRAGUE):%Y-%m-%dT%H:%M}", at.astimezone(dt.UTC))


def checked_steps(steps: Sequence[Mapping[str, Any]]) -> list[Step]:
    """The steps of a campaign in the order of their days; BadInput when a time is not one or people are asleep."""
    if not steps:
        raise BadInput("A campaign has at least one step.", field="steps")
    found = []
    for step in steps:
        try:
            at = dt.time.fromisoformat(str(step["at"]))
            found.append(Step(str(step["kind"]), int(step["days"]), f"{at:%H:%M}"))
        except (KeyError, TypeError, ValueError):
            raise BadInput(
                "A step has a channel, days from the event and a time such as 9:00.", field="steps"
            ) from None
        if not EARLIEST <= at <= LATEST or abs(found[-1].days) > FURTHEST:
            raise BadInput("Steps go out between 6:00 and 21:00, at most a year from the event.", field="steps")
    return sorted(found, key=lambda step: (step.days, step.at, step.kind))


def of_step(step: Step, anchor: dt.date, *, by_hand: bool) -> Moment:
    """When a step comes. What a person hands over moves from a day off to the working day before it (after it for
    steps after the event)."""
    day = anchor + dt.timedelta(days=step.days)
    if by_hand and not dates.is_working_day(day):
        day = dates.next_working_day(day) if step.days > 0 else dates.previous_working_day(day)
    return of_wall(dt.datetime.combine(day, dt.time.fromisoformat(step.at)))
