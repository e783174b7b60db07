"""Kinds and states of events, and when two events clash (duties §2.5)."""

import datetime as dt
import re

import polars as pl

from lib.czech import dates
from lib.czech.sorting import fold
from lib.i18n import N, t

KINDS = {
    "town": N("town event"),
    "culture_house": N("house of culture"),
    "club": N("club"),
    "school": N("school"),
    "memorial": N("memorial act"),
    "ceremony": N("ceremony"),
    "visit": N("visit"),
    "council": N("council meeting"),
    "other": N("other event"),
}
STATES = {
    "proposed": (N("proposed"), "planned"),
    "confirmed": (N("confirmed"), "info"),
    "postponed": (N("postponed"), "due"),
    "cancelled": (N("called off"), "late"),
    "held": (N("held"), "done"),
    "documented": (N("documented"), "done"),
    "closed": (N("closed"), "done"),
}
"""State → (word, tone of the badge)."""

NOT_HELD = ("cancelled", "postponed")
KIND_WORDS = {
    "mestska": "town", "dk": "culture_house", "dkmo": "culture_house", "spolek": "club", "spolkova": "club",
    "skola": "school", "skolni": "school", "pietni": "memorial", "obrad": "ceremony", "navsteva": "visit",
    "zasedani": "council",
}  # fmt: skip
STATE_WORDS = {
    "navrh": "proposed", "potvrzeno": "confirmed", "presunuto": "postponed", "zruseno": "cancelled",
    "probehlo": "held", "zdokumentovano": "documented", "uzavreno": "closed",
}  # fmt: skip
HOURS_WITHOUT_END = 2
"""How long an event is taken to last when nobody wrote its end."""


def when(first: dt.date, last: dt.date, starts_at: str | None, ends_at: str | None) -> str:
    """`so 28. 11. 2026, 9:00–15:00`, or the span of days of a longer event."""
    if last > first:
        return dates.span(first, last)
    times = dates.span(starts_at, ends_at) if starts_at else t("time not given")
    return f"{dates.short_date(first)}, {times}"


def same_venue(name: str) -> str:
    """What spellings of one venue share: `DK – velký sál` and `Dům kultury - velký sál`, `nám. Svobody`."""
    said = re.sub(r"\([^)]*\)", "", fold(name))
    said = re.sub(r"\bdk\b", "dum kultury", re.sub(r"\bnam\.", "namesti", said))
    return " ".join(re.sub(r"[^\w]+", " ", said).split())


def clashes(events: pl.DataFrame) -> pl.DataFrame:
    """Pairs of events that overlap in one venue: columns `first`, `second` (event ids, first starts no later), `venue`.

    Only events that are to be held and have a time and a venue count. Each event is compared with those that start
    before it ends, so the work grows with n log n and with the number of clashes.
    """
    timed = _timed(events)
    pairs: list[tuple[int, int, str]] = []
    for (venue,), group in timed.group_by("venue", maintain_order=True):
        running: list[tuple[int, object]] = []
        for event_id, begins, ends in group.select("id", "begins", "ends").iter_rows():
            running = [(other, other_ends) for other, other_ends in running if other_ends > begins]
            pairs += [(other, event_id, str(venue)) for other, _ in running]
            running.append((event_id, ends))
    return pl.DataFrame(pairs, schema={"first": pl.Int64, "second": pl.Int64, "venue": pl.String}, orient="row")


def _timed(events: pl.DataFrame) -> pl.DataFrame:
    """Held events with a venue and a start, `begins` and `ends` as naive wall-clock moments, in order of the start."""
    begins = pl.concat_str("starts_on", pl.col("starts_at"), separator=" ").str.to_datetime("%Y-%m-%d %H:%M")
    ends = pl.concat_str("ends_on", pl.col("ends_at"), separator=" ").str.to_datetime("%Y-%m-%d %H:%M")
    return (
        events.filter(
            pl.col("starts_at").is_not_null() & pl.col("venue").is_not_null() & ~pl.col("state").is_in(NOT_HELD)
        )
        .with_columns(begins=begins, ends=ends)
        .with_columns(ends=pl.coalesce("ends", pl.col("begins") + pl.duration(hours=HOURS_WITHOUT_END)))
        .sort("begins", "id")
    )
