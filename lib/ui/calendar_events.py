"""What a calendar sends to the browser: events, the places from which events moved away, counts of a year."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from lib.czech import dates
from lib.i18n import t
from lib.ui import menu
from lib.ui.badges import State
from lib.ui.calendar_days import Shown

NIGHT_ENDS = "06:00"
"""What ends the next day no later than this belongs to its evening (in `calendar.js` too)."""


@dataclass(frozen=True)
class How:
    """How events look: the page they lead to, words of their states, which are struck, which clash, which may move."""

    page: str | None = None
    states: Mapping[str, State] = field(default_factory=dict)
    off: frozenset[str] = frozenset({"cancelled"})
    clashes: frozenset[int] = frozenset()
    drag: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[object, ...]:
        """The same for what looks the same."""
        return self.page, tuple(self.states.items()), self.off, self.clashes, self.drag

    def address(self, event_id: int) -> dict[str, str]:
        return {"url": f"/{menu.of(self.page).address}?id={event_id}"} if self.page else {}


def sent(
    events: pl.DataFrame,
    now: Shown,
    *,
    page: str | None = None,
    states: Mapping[str, State],
    off: Collection[str] = ("cancelled",),
    clashes: Collection[int] = (),
    drag: Collection[str] = (),
) -> list[dict[str, Any]]:
    """The events of the shown days as the browser's calendar wants them."""
    return sent_as(events, now, How(page, states, frozenset(off), frozenset(clashes), frozenset(drag)))


def sent_as(events: pl.DataFrame, now: Shown, how: How) -> list[dict[str, Any]]:
    """The same, looking as said."""
    here = events.filter((pl.col("starts_on") < now.last) & (pl.col("ends_on") >= now.first))
    return [_event(event, how) for event in here.iter_rows(named=True)]


def ghosts(moved: pl.DataFrame, now: Shown, how: How) -> list[dict[str, Any]]:
    """Events that moved away from a shown day: struck, with the day to which they moved."""
    here = moved.filter((pl.col("moved_from") < now.last) & (pl.col("moved_from") >= now.first))
    return [_ghost(row, how) for row in here.iter_rows(named=True)]


def counts(events: pl.DataFrame) -> dict[str, int]:
    """Day in ISO → how many events begin on it."""
    found = events.group_by("starts_on").len().sort("starts_on")
    return {day.isoformat(): count for day, count in found.iter_rows()}


def special_days(now: Shown, special: pl.DataFrame | None) -> dict[str, dict[str, str]]:
    """Day in ISO → its kind and name, of the shown days; the last one said wins."""
    if special is None:
        return {}
    named = {}
    for first, last, kind, name in special.select("first_on", "last_on", "kind", "name").iter_rows():
        day = max(first, now.first)
        while day <= last and day < now.last:
            named[day.isoformat()] = {"kind": kind, "name": name}
            day += dt.timedelta(days=1)
    return named


def _event(event: Mapping[str, Any], how: How) -> dict[str, Any]:
    movable = event.get("state") in how.drag
    return {
        "id": str(event["id"]),
        "title": event["title"],
        **_times(event),
        **({"editable": True} if movable else {}),
        **how.address(event["id"]),
        "extendedProps": {
            "record": event["id"],
            **_state(event, how.states),
            "calendar": event.get("calendar") or "",
            "off": event.get("state") in how.off,
            "clash": event["id"] in how.clashes,
            "venue": event.get("venue") or "",
            "movable": movable,
            "oneDay": event["starts_on"] == event["ends_on"],
        },
    }


def _ghost(row: Mapping[str, Any], how: How) -> dict[str, Any]:
    day = row["moved_from"].isoformat()
    where = dates.short_date(row["starts_on"]).rsplit(" ", 1)[0]
    return {
        "id": f"ghost-{row['id']}-{day}",
        "title": row["title"],
        "start": day,
        "allDay": True,
        **how.address(row["id"]),
        "extendedProps": {
            "record": row["id"],
            "word": t("moved to {day}", day=where),
            "tone": "planned",
            "symbol": "arrow_forward",
            "calendar": row.get("calendar") or "",
            "off": True,
            "ghost": True,
            "venue": "",
        },
    }


def _times(event: Mapping[str, Any]) -> dict[str, Any]:
    first, last, ends = event["starts_on"], event["ends_on"], event["ends_at"]
    overnight = last == first + dt.timedelta(days=1) and ends is not None and ends <= NIGHT_ENDS
    if event["starts_at"] is None or (last > first and not overnight):
        return {"start": first.isoformat(), "end": (last + dt.timedelta(days=1)).isoformat(), "allDay": True}
    end = {"end": f"{last.isoformat()}T{ends}"} if ends and (overnight or ends > event["starts_at"]) else {}
    return {"start": f"{first.isoformat()}T{event['starts_at']}", **end, "allDay": False}


def _state(event: Mapping[str, Any], states: Mapping[str, State]) -> dict[str, str]:
    state = states.get(str(event.get("state")))
    return {"word": state.word, "tone": state.tone, "symbol": state.sign} if state else {"word": "", "tone": "info"}
