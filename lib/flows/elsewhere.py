"""Whether an office-holder is somewhere else at the time of an invitation or an entry of the diary."""

import datetime as dt
from collections.abc import Collection

import polars as pl

from lib.access import User, needs
from lib.events import clashes as sentences
from lib.events.entry import Attendee, Entry
from lib.flows import clashes
from lib.store import Database


@needs("diary.read")
def elsewhere(
    db: Database,
    holder_id: int,
    first: dt.date,
    last: dt.date | None = None,
    starts_at: str | None = None,
    ends_at: str | None = None,
    place: str = "",
    *,
    all_day: bool = False,
    without: Collection[str] = (),
    by: User,
) -> list[str]:
    """Sentences about what collides, the way counted; none when the person has time. A private entry is “obsazeno”.

    `without` are subjects (`event:12`, `block:3`) that are the thing itself. Nothing collides with an unknown hour,
    unless it takes the whole days.
    """  # fmt: skip
    typed = Entry(
        "…", first, ends_on=last, starts_at=starts_at, ends_at=ends_at, all_day=all_day, venue=place, public=False,
        attendees=(Attendee(holder_id, "confirmed"),),
    )  # fmt: skip
    seen_from = clashes.subject_of(None)
    found = clashes.of_entry(db, typed, by=by).filter(pl.col("rule") == "person")
    rows = [row for row in found.iter_rows(named=True) if sentences.other(row, seen_from) not in without]
    return [sentences.say(row, seen_from) for row in rows]
