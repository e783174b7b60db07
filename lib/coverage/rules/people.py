"""When people have time: the hours of an event, absences, and what stands in the way of an assignment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lib.errors import BadInput
from lib.events import rules as events
from lib.i18n import N

REASONS = {
    "holiday": N("holiday"),
    "illness": N("illness"),
    "business_trip": N("business trip"),
    "other": N("other reason"),
}
PARTS = {
    "day": (N("whole day"), None),
    "morning": (N("morning"), ("00:00", "12:00")),
    "afternoon": (N("afternoon"), ("12:00", "23:59")),
}
"""Part of a day → (word, its hours)."""

Moments = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Obstacle:
    """Why somebody cannot come: `away`, or `elsewhere` with the other event."""

    kind: Literal["away", "elsewhere"]
    event_id: int | None = None
    title: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Absence:
    """When somebody is away: whole days, or hours of a single day (`HH:MM`)."""

    login: str
    first_on: dt.date
    last_on: dt.date
    starts_at: str | None = None
    ends_at: str | None = None
    reason: str = "other"


def check_absence(absence: Absence) -> None:
    """BadInput for an end before the start, hours over several days and a reason that does not exist."""
    if absence.last_on < absence.first_on:
        raise BadInput("The last day is before the first one.", field="last_on")
    if (absence.starts_at is None) != (absence.ends_at is None):
        raise BadInput("Write from when to when.", field="hours")
    if absence.starts_at and absence.ends_at:
        if absence.first_on != absence.last_on:
            raise BadInput("Hours belong to a single day. Leave them out, or enter each day.", field="hours")
        if absence.ends_at <= absence.starts_at:
            raise BadInput("The absence ends before it begins.", field="hours")
    if absence.reason not in REASONS:
        raise BadInput("There is no reason “{reason}”.", reason=absence.reason, field="reason")


def hours(event: Mapping[str, Any]) -> Moments | None:
    """From when to when somebody who covers an event is there, by the wall clock; None when it has no time.

    An event of several days is covered at its opening. One without an end lasts as long as the calendar supposes.
    """
    if not event["starts_at"]:
        return None
    begins = dt.datetime.fromisoformat(f"{event['starts_on']} {event['starts_at']}")
    if event["ends_at"] and str(event["starts_on"]) == str(event["ends_on"]):
        ends = dt.datetime.fromisoformat(f"{event['ends_on']} {event['ends_at']}")
        if ends > begins:
            return begins, ends
    return begins, begins + dt.timedelta(hours=events.HOURS_WITHOUT_END)


def collide(one: Mapping[str, Any], other: Mapping[str, Any], travel: dt.timedelta) -> bool:
    """Whether nobody can be at both events: they overlap, or the way between two venues takes longer than the gap."""
    first, second = hours(one), hours(other)
    if first is None or second is None:
        return False
    way = dt.timedelta() if one["venue_id"] and one["venue_id"] == other["venue_id"] else travel
    return first[0] < second[1] + way and second[0] < first[1] + way


def away_from(absence: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Whether an absence touches an event. Without its time, only an absence of a whole day does."""
    there = hours(event)
    day = str(event["starts_on"])
    if not str(absence["first_on"]) <= day <= str(absence["last_on"]):
        return there is not None and _touches(absence, there)
    if absence["starts_at"] is None:
        return True
    return there is not None and _touches(absence, there)


def _touches(absence: Mapping[str, Any], there: Moments) -> bool:
    begins = dt.datetime.fromisoformat(f"{absence['first_on']} {absence['starts_at'] or '00:00'}")
    ends = dt.datetime.fromisoformat(f"{absence['last_on']} {absence['ends_at'] or '23:59'}")
    return begins < there[1] and there[0] < ends
