"""What a calendar sends to the browser: events, the places from which events moved away, counts of a year."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib.czech import dates
from lib.i18n import t
from lib.ui.badges import State
from lib.ui.calendar_days import Shown

NIGHT_ENDS = "06:00"
"""What ends the next day no later than this belongs to its evening (in `calendar.js` too)."""


@dataclass(frozen=True)
class How:
    """How events look: in which states they are struck and in which they may be dragged, which of them clash."""

    off: frozenset[str] = frozenset({"cancelled"})
    clashes: frozenset[int] = frozenset()
    drag: frozenset[str] = frozenset()


def sent(events: pl.DataFrame, now: Shown, how: How) -> list[dict[str, Any]]:
    """The events of the shown days as the browser's calendar wants them; what is empty or false is left out."""
    here = events.filter((pl.col("starts_on") < now.last) & (pl.col("ends_on") >= now.first))
    return [_event(event, how) for event in here.iter_rows(named=True)]


def ghosts(moved: pl.DataFrame, now: Shown) -> list[dict[str, Any]]:
    """Events that moved away from a shown day: struck, with the day to which they moved."""
    here = moved.filter((pl.col("moved_from") < now.last) & (pl.col("moved_from") >= now.first))
    return [_ghost(row) for row in here.iter_rows(named=True)]


def counts(events: pl.DataFrame) -> dict[str, int]:
    """Day in ISO → how many events begin on it."""
    found = events.group_by("starts_on").len().sort("starts_on")
    return {day.isoformat(): count for day, count in found.iter_rows()}


def special_days(now: Shown, special: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Day in ISO → its kind and name, of the shown days; the last one said wins."""
    named = {}
    for first, last, kind, name in special.select("first_on", "last_on", "kind", "name").iter_rows():
        day = max(first, now.first)
        while day <= last and day < now.last:
            named[day.isoformat()] = {"kind": kind, "name": name}
            day += dt.timedelta(days=1)
    return named


def states_sent(states: Mapping[str, State]) -> dict[str, dict[str, str]]:
    """State of an event → its word, tone and sign."""
    return {code: {"word": state.word, "tone": state.tone, "symbol": state.sign} for code, state in states.items()}


def _event(event: Mapping[str, Any], how: How) -> dict[str, Any]:
    movable = event.get("state") in how.drag
    told = {
        "record": event["id"],
        "state": event.get("state"),
        "calendar": event.get("calendar"),
        "off": event.get("state") in how.off,
        "clash": event["id"] in how.clashes,
        "venue": event.get("venue"),
        "movable": movable,
        "oneDay": movable and event["starts_on"] == event["ends_on"],
    }
    return {
        "title": event["title"],
        **_times(event),
        **({"editable": True} if movable else {}),
        **({"url": event["url"]} if event.get("url") else {}),
        "extendedProps": {name: value for name, value in told.items() if value},
    }


def _ghost(row: Mapping[str, Any]) -> dict[str, Any]:
    day = row["moved_from"].isoformat()
    where = dates.short_date(row["starts_on"]).rsplit(" ", 1)[0]
    return {
        "id": f"ghost-{row['id']}-{day}",
        "title": row["title"],
        "start": day,
        "allDay": True,
        "extendedProps": {
            "record": row["id"],
            "word": t("moved to {day}", day=where),
            "tone": "planned",
            "symbol": "arrow_forward",
            "calendar": row.get("calendar") or "",
            "off": True,
            "ghost": True,
        },
    }


def _times(event: Mapping[str, Any]) -> dict[str, Any]:
    first, last, ends = event["starts_on"], event["ends_on"], event["ends_at"]
    overnight = last == first + dt.timedelta(days=1) and ends is not None and ends <= NIGHT_ENDS
    if event["starts_at"] is None or (last > first and not overnight):
        return {"start": first.isoformat(), "end": (last + dt.timedelta(days=1)).isoformat(), "allDay": True}
    end = {"end": f"{last.isoformat()}T{ends}"} if ends and (overnight or ends > event["starts_at"]) else {}
    return {"start": f"{first.isoformat()}T{event['starts_at']}", **end, "allDay": False}
