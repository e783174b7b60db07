"""Numbers that people type: recorded once, corrected by a new reading that names the old one."""

import datetime as dt

import polars as pl

from lib import audit, clock, store
from lib.access import User, needs
from lib.czech import dates, numbers
from lib.errors import BadInput, Conflict, Refused
from lib.reach import rules
from lib.reach.actions import ledger
from lib.reach.queries import known, subject
from lib.store import Database

_ONE = """select entry, channel, metric, named, period_from, period_to, snapshot_on, value, source, note
from reading where id = ? and post_id is null"""


@needs("reach.edit")
def record(
    db: Database,
    channel: str,
    metric: str,
    month: dt.date,
    value: int | str,
    *,
    source: str = "",
    note: str = "",
    snapshot_on: dt.date | None = None,
    by: User,
) -> int:
    """Record a number of a channel for a month (its first day) and give the reading's id.

    `value` is a whole number, or text as typed; `snapshot_on` the day on which the channel showed it (today). BadInput
    beside the field, Refused when the office has a number of that day or a later one: that is corrected instead.
    """
    today = clock.today()
    rules.check_known(channel, metric)
    rules.check_month(month, today)
    seen, number = snapshot_on or today, rules.whole(value)
    if seen > today or seen < month:
        raise BadInput("The day must lie between the month and today.", field="snapshot_on")
    before = known(db, channel, metric, month, by=by)
    if before and before.as_of >= seen:
        raise Refused(
            "{value} is recorded already, as of {day}. Correct it instead.",
            value=numbers.number(before.value),
            day=dates.date(before.as_of),
        )
    said = {
        "entry": ledger.next_entry(db), "channel": channel, "metric": metric, "named": rules.METRICS[metric].named,
        "period_from": month, "period_to": rules.month_end(month), "snapshot_on": seen, "value": number,
        "source": source.strip(), "note": note.strip(),
    }  # fmt: skip
    return _appended(db, said, "reach.record", by)


@needs("reach.edit")
def correct(
    db: Database, reading_id: int, value: int | str, *, source: str | None = None, note: str = "", by: User
) -> int:
    """Correct a number of a channel; what stood stays in the store, named by the new reading, whose id this gives.

    Conflict when somebody has corrected it already, Refused when it is the same number.
    """
    number, said = rules.whole(value), _standing(db, reading_id)
    if number == said["value"] and (source is None or source.strip() == said["source"]):
        raise Refused("This is the number that is recorded. Type the right one.")
    kept = said["source"] if source is None else source.strip()
    said |= {"value": number, "source": kept, "note": note.strip(), "corrects_id": reading_id}
    return _appended(db, said, "reach.correct", by)


@needs("reach.edit")
def withdraw(db: Database, reading_id: int, reason: str, *, by: User) -> int:
    """Withdraw a number that was recorded by mistake. BadInput without a reason."""
    if not reason.strip():
        raise BadInput("Say why the number is withdrawn.", field="note")
    said = _standing(db, reading_id) | {"value": None, "note": reason.strip(), "corrects_id": reading_id}
    return _appended(db, said, "reach.withdraw", by)


def _standing(db: Database, reading_id: int) -> dict[str, object]:
    """The reading, if it is the one that counts."""
    found = store.rows(db, _ONE, (reading_id,))
    said = store.existing(found[0] if found else None, "This number does not exist. It may have gone with an import.")
    last = "select max(id) from reading where entry = ? and metric = ?"
    if store.scalar(db, last, (said["entry"], said["metric"])) != reading_id:
        raise Conflict("Somebody has corrected this number in the meantime. Look at it again.")
    days = ("period_from", "period_to", "snapshot_on")
    return said | {name: dt.date.fromisoformat(said[name]) for name in days}


def _appended(db: Database, said: dict[str, object], what: str, by: User) -> int:
    ledger.append(db, pl.DataFrame([said], schema_overrides={"value": pl.Int64, "corrects_id": pl.Int64}), by)
    number = int(store.scalar(db, "select max(id) from reading"))
    month = said["period_from"]
    assert isinstance(month, dt.date)
    shown = {name: said.get(name) for name in ("value", "source", "note", "snapshot_on", "corrects_id")}
    audit.record(db, by, what, subject(str(said["channel"]), str(said["metric"]), month), {"reading": number, **shown})
    return number
