"""Questions about memorial acts. Permission: memorial.read."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.czech import dates
from lib.events import event, outlets
from lib.i18n import N, t, tn
from lib.memorial import rules
from lib.memorial.rules import Act, Gap
from lib.store import Database

ACTS = """
select e.id, e.title, e.starts_on, e.starts_at, v.name as venue, e.state,
    (select max(version) from memorial_version m where m.event_id = e.id) as version,
    (select version from memorial_lock l where l.event_id = e.id and unlocked_at is null) as locked
from event e left join venue v on v.id = e.venue_id where e.kind = 'memorial' order by e.starts_on desc, e.id desc"""
SCHEMA = {
    "id": pl.Int64,
    "title": pl.String,
    "starts_on": pl.Date,
    "starts_at": pl.String,
    "venue": pl.String,
    "state": pl.String,
    "version": pl.Int64,
    "locked": pl.Int64,
}
FIELDS = {
    "occasion": N("What is remembered"),
    "occurred_on": N("The day that is remembered"),
    "rain": N("Rain variant"),
    "critical": N("Critical points"),
    "speakers": N("Speakers"),
    "wreaths": N("Wreaths"),
    "script": N("Script"),
    "contacts": N("Contacts"),
    **rules.ARRANGEMENTS,
}
A_FEW = 4
OUTLET = "memorial"
"""The signed script is a place where the event went out: it says something else when the event changes."""


@dataclass(frozen=True)
class Lock:
    """Who signed an act off, when, and which version."""

    version: int
    at: str
    by_name: str


@dataclass(frozen=True)
class Kept:
    """An act with its version (0 of one that nobody has saved) and its lock."""

    act: Act
    version: int
    lock: Lock | None

    @property
    def changed_since_lock(self) -> bool:
        return self.lock is not None and self.version > self.lock.version


@needs("memorial.read")
def acts(db: Database, *, by: User) -> pl.DataFrame:
    """All memorial acts, the latest first, with `standing`: new, prepared, signed, changed (after signing),
    past (was held without being prepared here)."""
    found = store.frame(db, ACTS, SCHEMA)
    standing = (
        pl.when(pl.col("version").is_null() & (pl.col("starts_on") < clock.today()))
        .then(pl.lit("past"))
        .when(pl.col("version").is_null())
        .then(pl.lit("new"))
        .when(pl.col("locked").is_null())
        .then(pl.lit("prepared"))
        .when(pl.col("locked") < pl.col("version"))
        .then(pl.lit("changed"))
        .otherwise(pl.lit("signed"))
    )
    return found.with_columns(standing=standing)


@needs("memorial.read")
def kept(db: Database, event_id: int, *, by: User) -> Kept:
    """The act of an event as it is now; an empty one when nobody has saved any."""
    return current(db, event_id)


def current(db: Database, event_id: int) -> Kept:
    """`kept` for the room's own actions."""
    found = store.rows(
        db,
        "select version, content from memorial_version where event_id = ? order by version desc limit 1",
        (event_id,),
    )
    lock = store.one(
        db,
        Lock,
        "select version, at, by_name from memorial_lock where event_id = ? and unlocked_at is null",
        (event_id,),
    )
    if not found:
        return Kept(Act(), 0, lock)
    return Kept(rules.from_json(found[0]["content"]), found[0]["version"], lock)


@needs("memorial.read")
def missing(db: Database, event_id: int, *, by: User) -> list[Gap]:
    """Why the act cannot be signed off yet, and where it is mended."""
    one = event(db, event_id, by=by)
    return rules.missing(current(db, event_id).act, one.title, one.day, confirmed=one.state == "confirmed")


@needs("memorial.read")
def changed_since_lock(db: Database, event_id: int, *, by: User) -> list[str]:
    """What is different from the version that was signed, one sentence each, also of the event itself."""
    now = current(db, event_id)
    if now.lock is None:
        return []
    signed = _version(db, event_id, now.lock.version)
    return [*_event_changes(db, event_id, by), *differences(signed, now.act)]


@needs("memorial.read")
def versions(db: Database, event_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who saved the act when and why, the newest first: version, at, who, reason, said (what changed, a line each)."""
    found = store.rows(
        db,
        "select version, at, coalesce(user.name, by_login) as who, reason, content from memorial_version"
        " left join user on login = by_login where event_id = ? order by version",
        (event_id,),
    )
    acts = [Act(), *(rules.from_json(row.pop("content")) for row in found)]
    told = [
        row | {"said": "\n".join(differences(before, after, whole=False))}
        for row, (before, after) in zip(found, pairwise(acts), strict=True)
    ]
    return told[::-1]


@needs("memorial.read")
def unsigned(db: Database, days: int, *, by: User) -> pl.DataFrame:
    """Acts that begin within so many days and are not signed off as they are now; the columns of `acts`."""
    today = clock.today()
    near = pl.col("starts_on").is_between(today, today + dt.timedelta(days=days))
    held = ~pl.col("state").is_in(["cancelled", "postponed"])
    return acts(db, by=by).filter(near & held & (pl.col("standing") != "signed")).sort("starts_on")


def differences(before: Act, after: Act, *, whole: bool = True) -> list[str]:
    """`Věnce: přibylo „Sokol“; …` of two versions of an act; not `whole` only counts where many lines are new."""
    said = []
    for name, label in FIELDS.items():
        was, now = getattr(before, name), getattr(after, name)
        if was == now:
            continue
        if name in rules.LISTS:
            said.append(f"{t(label)}: {_list_change(was, now, whole=whole)}")
        else:
            said.append(f"{t(label)}: {_shown(was)} → {_shown(now)}")
    return said


def _list_change(was: tuple[Any, ...], now: tuple[Any, ...], *, whole: bool) -> str:
    before, after = _unchecked(was), _unchecked(now)
    if before == after:
        return t("checked {n} of {all}", n=sum(bool(one.checked_by) for one in now), all=len(now))
    gone, new = [one for one in before if one not in after], [one for one in after if one not in before]
    if not gone and not new:
        return t("another order")
    if not whole and len(new) > A_FEW:
        return tn("{n} line new", "{n} lines new", len(new))
    parts = [t("no longer {lines}", lines=", ".join(map(_line, gone)))] if gone else []
    return ", ".join([*parts, *([t("now {lines}", lines=", ".join(map(_line, new)))] if new else [])])


def _unchecked(lines: tuple[Any, ...]) -> list[Any]:
    return [dataclasses.replace(one, checked_by="") if isinstance(one, rules.Wreath) else one for one in lines]


def _line(one: Any) -> str:
    if isinstance(one, rules.Line):
        return f"„{one.offset:+d} min {', '.join(filter(None, (one.what, one.who, one.phone)))}“"
    return f"„{', '.join(str(value) for value in dataclasses.astuple(one) if isinstance(value, str) and value)}“"


def _shown(value: str | dt.date | None) -> str:
    return dates.date(value) if isinstance(value, dt.date) else value or "—"


def _version(db: Database, event_id: int, version: int) -> Act:
    sql = "select content from memorial_version where event_id = ? and version = ?"
    return rules.from_json(store.scalar(db, sql, (event_id, version)))


def _event_changes(db: Database, event_id: int, by: User) -> list[str]:
    """What of the event itself is other than when the act was signed."""
    out = outlets.of(db, event_id, by=by).filter((pl.col("outlet") == OUTLET) & pl.col("stale"))
    return [one for text in out["said"] for one in text.split("; ") if one]
