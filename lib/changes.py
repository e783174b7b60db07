"""The record of changes for those who may read it: who did what on a day, and whether the chain is whole."""

import datetime as dt
import json

import polars as pl

from lib import audit, changes_detail, clock
from lib.access import SYSTEM, User, needs
from lib.audit import Verdict
from lib.changes_deeds import WHAT
from lib.i18n import t
from lib.store import Database, frame

SHOWN = 5000
"""The newest entries of a view; older ones are found by their day."""
SCHEMA = {
    "id": pl.Int64,
    "at": pl.String,
    "login": pl.String,
    "name": pl.String,
    "what": pl.String,
    "subject": pl.String,
    "detail": pl.String,
}
_ENTRIES = """
select a.id, a.at, a.who as login, coalesce(u.name, a.who) as name, a.what, a.subject, coalesce(d.detail, '') as detail
from audit a left join audit_detail d using (id) left join user u on u.login = a.who
where a.at >= ? and a.at < ? order by a.id desc limit ?
"""


@needs("audit.read")
def entries(db: Database, day: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """The newest entries, or those of one day in Prague, newest first; `what` in the reader's words.

    `detail` is what `changes_detail.said` says, "" when it was erased; the worker's deeds have the name Kancelář.
    """
    since, until = _bounds(day)
    found = frame(db, _ENTRIES, SCHEMA, (since, until, SHOWN))
    words = {code: t(word) for code, word in WHAT.items()}
    told = found.select("what", "subject", "detail").iter_rows()
    details = [changes_detail.said(what, subject, json.loads(text)) if text else "" for what, subject, text in told]
    return found.with_columns(
        detail=pl.Series(details, dtype=pl.String),
        what=pl.col("what").replace(words),
        name=pl.col("name").replace(SYSTEM.login, SYSTEM.name),
    )


def _bounds(day: dt.date | None) -> tuple[str, str]:
    if day is None:
        return "", "9999"
    midnight = dt.datetime.combine(day, dt.time(), clock.PRAGUE)
    next_one = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), clock.PRAGUE)
    return clock.stamp(midnight), clock.stamp(next_one)


@needs("audit.read")
def verdict(db: Database, *, by: User) -> Verdict:
    """Whether the chain is whole, walked from its beginning."""
    return audit.verify(db)
