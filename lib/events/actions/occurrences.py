"""The events of a series as rows: entered up to a day, parted in two series, taken out, put on other days."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from lib import clock, settings, store, uids
from lib.access import User
from lib.errors import Refused
from lib.events import series as repeating
from lib.events.actions import ledger
from lib.events.actions.writing import copies
from lib.events.queries.hanging import hanging
from lib.events.queries.one import Event, whole
from lib.events.queries.series import Series, load
from lib.events.series import Rule
from lib.store import Database


def series_of(db: Database, one: Event) -> Series:
    """The series of an event; Refused when it does not repeat."""
    if one.series_id is None:
        raise Refused("“{title}” does not repeat.", title=one.title)
    return load(db, one.series_id)


def place_of(one: Event) -> dt.date:
    """The day that an occurrence stands for, wherever it was moved."""
    return dt.date.fromisoformat(str(one.occurs_on))


def new_series(db: Database, rule: Rule, starts_on: dt.date, starts_at: str | None, **more: Any) -> int:
    """Begin a series of which nothing but its first occurrence is entered; gives its id."""
    number, now = store.next_id(db, "event_series"), clock.stamp()
    values = {
        "id": number, "uid": f"serie-{number}@{uids.home(db)}", "rule": str(rule),
        "starts_on": starts_on.isoformat(), "starts_at": starts_at, "filled_until": starts_on.isoformat(),
        "created_at": now, "updated_at": now,
    } | more  # fmt: skip
    store.insert_many(db, "event_series", list(values), [list(values.values())])
    return number


def change_series(db: Database, series_id: int, **values: Any) -> None:
    """Change a series; calendars that took it get a higher SEQUENCE."""
    assigned = "".join(f"{name} = ?, " for name in values)
    db.conn.execute(
        f"update event_series set {assigned}sequence = sequence + 1, updated_at = ? where id = ?",
        (*values.values(), clock.stamp(), series_id),
    )


def horizon(db: Database, rule: Rule, starts_on: dt.date) -> dt.date:
    """The day up to which a series is entered: of one that ends its end, of one without end some years ahead."""
    if not rule.endless:
        return dt.date.max
    return max(clock.today(), starts_on) + dt.timedelta(days=int(settings.value(db, "events.series_horizon_days")))


def fill(db: Database, series_id: int, model: Event, by: User) -> int:
    """Enter the occurrences that a series lacks after the day up to which it is filled; gives how many."""
    one = load(db, series_id)
    last = horizon(db, one.parsed, one.first_day)
    found = repeating.occurrences(one.parsed, one.first_day, last, after=one.filled_to)
    there = {place_of(event) for event in whole(db, ids_of(db, one, one.filled_to))}
    made = copies(db, model, [day for day in found if day not in there and day not in one.exdates], series_id, by)
    reached = max([one.filled_to, *found]) if last == dt.date.max else last
    db.conn.execute("update event_series set filled_until = ? where id = ?", (reached.isoformat(), series_id))
    return made


def model_of(db: Database, series_id: int) -> Event | None:
    """The event after which new occurrences are made: the last one that nobody edited alone and that is held."""
    number = store.scalar(
        db,
        "select id from event where series_id = ? order by detached, state in ('cancelled', 'postponed'),"
        " occurs_on desc limit 1",
        (series_id,),
    )
    return None if number is None else whole(db, [number])[0]


def ids_of(db: Database, one: Series, after: dt.date | None = None) -> list[int]:
    """The events of a series in order, those after a day when it is given."""
    found = db.conn.execute(
        "select id from event where series_id = ? and occurs_on > ? order by occurs_on",
        (one.id, after.isoformat() if after else ""),
    )
    return [number for (number,) in found]


def split(db: Database, now: Event) -> Series:
    """Part a series before an occurrence and give the series that begins with it; the first one is not parted."""
    one, day = series_of(db, now), place_of(now)
    if day == one.first_day:
        return one
    rule = one.parsed
    if rule.count:
        before = len(repeating.occurrences(rule, one.first_day, day - dt.timedelta(days=1)))
        rest = repeating.counted(rule, rule.count - before)
    else:
        rest = rule
    exdates = [out for out in one.exdates if out >= day]
    number = new_series(
        db, rest, day, one.starts_at, continues_id=one.id, exdates=days_as_json(exdates), filled_until=one.filled_until
    )
    db.conn.execute(
        "update event set series_id = ? where series_id = ? and occurs_on >= ?", (number, one.id, day.isoformat())
    )
    last = day - dt.timedelta(days=1)
    kept = [out for out in one.exdates if out < day]
    change_series(
        db, one.id, rule=str(repeating.ending(rule, last)), exdates=days_as_json(kept), filled_until=last.isoformat()
    )
    return load(db, number)


def remove(db: Database, event_ids: Sequence[int]) -> None:
    """Remove occurrences; Refused when something hangs on one of them."""
    held = whole(db, hanging(db, event_ids)[:1])
    if held:
        raise Refused(
            "Tasks, coverage, guests, gifts or posts hang on “{title}” of {day}. Call it off; that releases them.",
            title=held[0].title,
            day=f"{held[0].day.day}. {held[0].day.month}. {held[0].day.year}",
        )
    db.conn.executemany("delete from event where id = ?", [(number,) for number in event_ids])


def leave_series(db: Database, event_ids: Iterable[int]) -> None:
    """Let occurrences stand as events of their own."""
    db.conn.executemany(
        "update event set series_id = null, occurs_on = null, detached = 0 where id = ?",
        [(number,) for number in event_ids],
    )


def put_on(db: Database, one: Series, days: dict[dt.date, dt.date], reason: str, by: User) -> None:
    """Put the events of a series on other days (the old → the new one). Those edited alone keep theirs and only
    stand for another one. The ledger keeps the move."""
    rows = whole(db, ids_of(db, one))
    db.conn.execute("update event set series_id = null where series_id = ?", (one.id,))
    for row in rows:
        day = days[place_of(row)]
        db.conn.execute("update event set series_id = ?, occurs_on = ? where id = ?", (one.id, day.isoformat(), row.id))
        if not row.detached and row.day != day:
            _put(db, row, day, reason, by)


def _put(db: Database, row: Event, day: dt.date, reason: str, by: User) -> None:
    last = day + (row.last_day - row.day)
    db.conn.execute(
        "update event set starts_on = ?, ends_on = ? where id = ?", (day.isoformat(), last.isoformat(), row.id)
    )
    changed = {"starts_on": [row.starts_on, day.isoformat()], "ends_on": [row.ends_on, last.isoformat()]}
    ledger.write(db, row.id, "moved", changed, reason=reason, moved_from=row.starts_on, by=by)


def days_as_json(days: Iterable[dt.date]) -> str:
    """Days as `exdates` keeps them."""
    return json.dumps([day.isoformat() for day in days])
