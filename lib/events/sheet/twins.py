"""Which rows of somebody else's programme are events that the office has already (duties §2.16).

A twin is on the same day, starts within half an hour, is held in the same venue as far as both say it, and has a
similar title. What differs is shown as a conflict, so nothing is doubled and nothing is overwritten unseen.
"""

import difflib
import re

import polars as pl

from lib import store
from lib.czech.sorting import fold
from lib.events import rules
from lib.store import Database

NEAR_MINUTES = 30
SAME_PLACE, LIKELY_PLACE = 0.72, 0.8
"""How similar titles must be: where the venues agree, and where one of them is missing or less exact."""
OFFICE = """
select event.id as record_id, starts_on, starts_at, title, venue.name as venue
from event left join venue on venue.id = venue_id
"""
_SCHEMA = {"record_id": pl.Int64, "starts_on": pl.Date, "starts_at": pl.String, "title": pl.String, "venue": pl.String}
_CALLED_OFF = re.compile(r"\b(zruseno|zrusena|presunuto|presunuta)\b[\s:!–-]*")


def find(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that the office has: `position`, `record_id`, each at most once, the most similar pairs first."""
    known = _timed(store.frame(db, OFFICE, _SCHEMA))
    wanted = _timed(rows.select("starts_on", "starts_at", "title", "venue")).with_row_index("position")
    apart = (pl.col("minute") - pl.col("minute_known")).abs()
    near = wanted.join(known, on="starts_on", suffix="_known").filter(apart.fill_null(0) <= NEAR_MINUTES)
    pairs = [
        (similar, position, record_id)
        for position, record_id, *said in near.select(
            "position", "record_id", "title", "title_known", "venue", "venue_known"
        ).iter_rows()
        if (similar := likeness(*said)) > 0
    ]
    return pl.DataFrame(_once(pairs), schema={"position": pl.Int64, "record_id": pl.Int64}, orient="row")


def _timed(events: pl.DataFrame) -> pl.DataFrame:
    minute = pl.col("starts_at").str.slice(0, 2).cast(pl.Int32) * 60 + pl.col("starts_at").str.slice(3, 2).cast(
        pl.Int32
    )
    return events.with_columns(minute=minute)


def _once(pairs: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    taken: set[tuple[str, int]] = set()
    chosen = []
    for _, position, record_id in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if ("row", position) not in taken and ("event", record_id) not in taken:
            taken |= {("row", position), ("event", record_id)}
            chosen.append((position, record_id))
    return sorted(chosen)


def likeness(title: str | None, known: str | None, venue: str | None, venue_known: str | None) -> float:
    """How similar two events of one time are, 0 when they are two different ones."""
    places = rules.same_venue(venue or ""), rules.same_venue(venue_known or "")
    if places[0] == places[1] and places[0]:
        least = SAME_PLACE
    elif (
        not all(places)
        or set(places[0].split()) <= set(places[1].split())
        or set(places[1].split()) <= set(places[0].split())
    ):
        least = LIKELY_PLACE
    else:
        return 0.0
    found = alike(title or "", known or "")
    return found if found >= least else 0.0


def alike(one: str, other: str) -> float:
    """How similar two titles are, 0–1: one may go on where the other ends, or leave out a word."""
    first, second = _plain(one), _plain(other)
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return 0.0
    if longer.startswith(shorter) and len(shorter) >= 4:
        return 1.0
    words, all_words = set(shorter.split()), set(longer.split())
    contained = 0.9 if len(words) > 1 and words <= all_words else 0.0
    return max(contained, difflib.SequenceMatcher(None, first, second).ratio())


def _plain(title: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", _CALLED_OFF.sub("", fold(title))).split())
