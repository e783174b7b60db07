"""Events that repeat: a series begins, is filled ahead, loses one occurrence, ends, or goes on by another rule."""

from lib import audit, clock
from lib.access import User, needs
from lib.czech import dates
from lib.errors import BadInput, Refused
from lib.events import rules
from lib.events import series as repeating
from lib.events.actions import ledger
from lib.events.actions.occurrences import (
    change_series,
    days_as_json,
    fill,
    horizon,
    ids_of,
    leave_series,
    model_of,
    new_series,
    place_of,
    remove,
    series_of,
    split,
)
from lib.events.queries.one import Event, event, whole
from lib.events.series import Rule
from lib.store import Database

_DUE = """
select id from event_series where filled_until < ? and rule not like '%COUNT=%' and rule not like '%UNTIL=%'
"""


@needs("events.edit")
def repeat(db: Database, event_id: int, rule: str, *, by: User) -> int:
    """Let an event repeat by an RRULE text and give the id of the series; the event is its first occurrence.

    A series without end is entered `events.series_horizon_days` ahead, and the worker goes on. Copies have the words,
    the state and those who attend, asked anew. BadInput (field `rule`) for a rule that cannot be, that does not fit
    the first day, or that would enter more than a thousand events.
    """
    now = event(db, event_id, by=by)
    if now.series_id is not None:
        raise Refused("“{title}” repeats already. Change its repetition instead.", title=now.title)
    if now.state in rules.NOT_HELD:
        raise Refused("“{title}” is not to be held on its day, so it cannot repeat.", title=now.title)
    wanted = _fitting(rule, now)
    series_id = new_series(db, wanted, now.day, now.starts_at)
    db.conn.execute("update event set series_id = ?, occurs_on = starts_on where id = ?", (series_id, event_id))
    ledger.write(db, event_id, "series", {"rule": ["", str(wanted)]}, by=by)
    made = fill(db, series_id, now, by)
    detail = {"rule": str(wanted), "series": series_id, "events": made + 1}
    audit.record(db, by, "events.repeat", f"event:{event_id}", detail)
    return series_id


@needs("events.edit")
def fill_series(db: Database, *, by: User) -> int:
    """Enter what series without end lack up to their horizon and give how many events that were."""
    made = 0
    for series_id, model in [(series_id, model_of(db, series_id)) for series_id in due(db)]:
        if model is not None:
            made += fill(db, series_id, model, by)
    if made:
        audit.record(db, by, "events.fill_series", "event_series", {"events": made})
    return made


def due(db: Database) -> list[int]:
    """Series without end that are not filled up to their horizon; for the worker."""
    last = horizon(db, Rule("DAILY"), clock.today())
    return [series_id for (series_id,) in db.conn.execute(_DUE, (last.isoformat(),))]


@needs("events.edit")
def remove_occurrence(db: Database, event_id: int, reason: str = "", *, by: User) -> None:
    """Take one occurrence out of its series for good (EXDATE). Refused when something hangs on it: then call it off."""
    now = event(db, event_id, by=by)
    one = series_of(db, now)
    remove(db, [event_id])
    change_series(db, one.id, exdates=days_as_json(sorted({*one.exdates, place_of(now)})))
    detail = {"title": now.title, "day": now.starts_on, "event": event_id, "reason": reason.strip()}
    audit.record(db, by, "events.remove_occurrence", f"event_series:{one.id}", detail)


@needs("events.edit")
def stop(db: Database, event_id: int, reason: str = "", *, by: User) -> int:
    """Let a series end with this occurrence and give how many later ones were removed. Refused when something hangs
    on one of them."""
    now = event(db, event_id, by=by)
    one, day = series_of(db, now), place_of(now)
    later = ids_of(db, one, day)
    remove(db, later)
    ended = str(repeating.ending(one.parsed, day))
    exdates = days_as_json(out for out in one.exdates if out <= day)
    change_series(db, one.id, rule=ended, exdates=exdates, filled_until=day.isoformat())
    ledger.write(db, event_id, "series", {"rule": [one.rule, ended]}, reason=reason, by=by)
    detail = {"removed": len(later), "reason": reason.strip()}
    audit.record(db, by, "events.stop_series", f"event_series:{one.id}", detail)
    return len(later)


@needs("events.edit")
def change_rule(db: Database, event_id: int, rule: str, reason: str = "", *, by: User) -> int:
    """Repeat by another rule from this occurrence on, and give the id of the series that holds from then.

    Occurrences on days that the new rule has too stay. The others are removed (Refused when something hangs on one);
    those that were edited alone stay as events of their own.
    """
    now = event(db, event_id, by=by)
    series_of(db, now)
    wanted = _fitting(rule, now)
    one = split(db, now)
    kept = set(repeating.occurrences(wanted, now.day, horizon(db, wanted, now.day)))
    kept -= {now.day}
    out = [row for row in whole(db, ids_of(db, one)) if row.id != event_id and place_of(row) not in kept]
    leave_series(db, [row.id for row in out if row.detached])
    remove(db, [row.id for row in out if not row.detached])
    db.conn.execute("update event set occurs_on = starts_on where id = ?", (event_id,))
    exdates = days_as_json(day for day in one.exdates if day in kept)
    change_series(db, one.id, rule=str(wanted), starts_on=now.starts_on, exdates=exdates, filled_until=now.starts_on)
    ledger.write(db, event_id, "series", {"rule": [one.rule, str(wanted)]}, reason=reason, by=by)
    fill(db, one.id, now, by)
    audit.record(
        db, by, "events.change_rule", f"event_series:{one.id}", {"rule": str(wanted), "reason": reason.strip()}
    )
    return one.id


def _fitting(rule: str, now: Event) -> Rule:
    """The rule, or BadInput when the event's own day is not one of its days."""
    wanted = repeating.read(rule, now.starts_at)
    if not repeating.fits(wanted, now.day):
        raise BadInput(
            "The event is on {day}, and its repetition has no such day. Change one of them.",
            day=dates.short_date(now.day),
            field="rule",
        )
    if wanted.until and wanted.until < now.day:
        raise BadInput("The repetition would end before it begins.", field="rule")
    return wanted
