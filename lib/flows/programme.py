"""The programme of the house of culture beside ours: what both have, what only the house has, where they collide.

What the house says is the memory of its last import; what we say is the event. A person decides: we take part
(somebody of us answers for the event), we document it (text and photographs are wanted).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from lib import coverage, store
from lib.access import User, needs
from lib.coverage.queries import plan
from lib.events import actions, clashes, queries
from lib.events.sheet import CULTURE_HOUSE, CULTURE_HOUSE_ICS, OFFICE
from lib.flows import clashes as every_clash
from lib.i18n import t
from lib.sheets import memory, showing
from lib.sheets.kind import SheetKind
from lib.store import Database

KINDS = {kind.code: kind for kind in (CULTURE_HOUSE, CULTURE_HOUSE_ICS)}
SAID = ("title", "starts_on", "starts_at", "ends_at", "venue", "state")
"""What both say of an event; the rest each keeps for itself."""
DOCUMENTED_BY = ("text", "photo")


@dataclass(frozen=True)
class Source:
    """A source of the house's programme and its last import, None before the first."""

    id: int
    name: str
    active: bool
    looked_at: str | None
    state: str | None
    problems: int | None


@dataclass(frozen=True)
class Difference:
    """One thing that the house says otherwise than we do, in the reader's words."""

    what: str
    house: str
    ours: str


@dataclass(frozen=True)
class Show:
    """One event of the house. `shared`: we have it too; `collides`: sentences; `documented`: something is wanted."""

    id: int
    title: str
    starts_on: dt.date
    ends_on: dt.date
    starts_at: str | None
    ends_at: str | None
    venue: str | None
    state: str
    shared: bool
    responsible: str | None
    documented: bool = False
    differs: tuple[Difference, ...] = ()
    collides: tuple[str, ...] = field(default=())


@needs("events.read")
def sources(db: Database, *, by: User) -> list[Source]:
    """Where the programme of the house comes from, the sources that are read first."""
    sql = """select s.id, s.name, s.active, s.looked_at, r.state, r.problems from source s
        left join import_run r on r.id = (select max(id) from import_run where source_id = s.id)
        where s.sheet_kind in (select value from json_each(?)) order by s.active desc, s.id"""
    found = store.rows(db, sql, (_json(KINDS),))
    return [Source(**{**row, "active": bool(row["active"])}) for row in found]


@needs("events.read")
def shows(db: Database, first: dt.date, last: dt.date, *, by: User) -> list[Show]:
    """The events of the house between two days, in their order, held against ours."""
    said = _said(db)
    mine = queries.between(db, first, last, by=by)
    theirs = mine.filter(pl.col("id").is_in(list(said)))
    ours_too, collides = _ours_too(db), _collisions(db, first, last, set(said), by)
    wanted = plan.between(db, first, last, by=by).filter(pl.col("intent") == "intended")["event_id"].to_list()
    return [
        Show(
            **{name: row[name] for name in _PLAIN},
            shared=row["id"] in ours_too,
            documented=row["id"] in wanted,
            differs=tuple(_differences(row, *said[row["id"]])),
            collides=tuple(collides.get(row["id"], ())),
        )
        for row in theirs.iter_rows(named=True)
    ]


_PLAIN = ("id", "title", "starts_on", "ends_on", "starts_at", "ends_at", "venue", "state", "responsible")


def _json(codes: Mapping[str, Any]) -> str:
    return "[" + ",".join(f'"{code}"' for code in codes) + "]"


def _said(db: Database) -> dict[int, tuple[SheetKind, dict[str, Any]]]:
    """Event → what the house said of it at the last import."""
    found = {}
    for row in store.rows(
        db, "select id, sheet_kind from source where sheet_kind in (select value from json_each(?))", (_json(KINDS),)
    ):
        kind = KINDS[row["sheet_kind"]]
        for line in memory.base(db, row["id"], kind).said.iter_rows(named=True):
            found[line["record_id"]] = kind, line
    return found


def _ours_too(db: Database) -> set[int]:
    """Events that somebody of us entered, or that stand in the calendar of the office."""
    ids = {row["event_id"] for row in store.rows(db, "select event_id from event_change where what = 'added'")}
    for row in store.rows(db, "select id from source where sheet_kind = ?", (OFFICE.code,)):
        ids |= set(memory.base(db, row["id"], OFFICE).said["record_id"])
    return ids


def _differences(row: Mapping[str, Any], kind: SheetKind, said: Mapping[str, Any]) -> Iterator[Difference]:
    """What the house says otherwise. An event that is over is `held` with us and still confirmed with the house."""
    for name in SAID:
        house, ours = said[name], row[name]
        if house is None or house == ours or (name == "state" and "cancelled" not in (house, ours)):
            continue
        one = kind.field(name)
        words = [showing.value(None if value is None else str(value), one.cell) for value in (house, ours)]
        if name == "state":
            words = [t("called off") if value == "cancelled" else t("is held") for value in (house, ours)]
        yield Difference(t(one.label), words[0], words[1] or "–")


def _collisions(db: Database, first: dt.date, last: dt.date, house: set[int], by: User) -> dict[int, list[str]]:
    """Event of the house → sentences about events of ours that want the same venue, people or audience."""
    found: dict[int, list[str]] = {}
    for row in every_clash.report(db, first, last, by=by).iter_rows(named=True):
        sides = [_event_of(row["first"]), _event_of(row["second"])]
        for mine, other in (sides, sides[::-1]):
            if mine in house and other is not None and other not in house:
                found.setdefault(mine, []).append(clashes.say(row, f"event:{mine}"))
    return found


def _event_of(subject: str | None) -> int | None:
    kind, _, number = (subject or "").partition(":")
    return int(number) if kind == "event" else None


@needs("events.edit")
def take_part(db: Database, event_id: int, yes: bool, *, by: User) -> None:
    """We take part: whoever says so answers for the event from now on; taken back, nobody does."""
    seen = queries.event(db, event_id, by=by)
    entry = replace(queries.entry(db, event_id, by=by), responsible=by.login if yes else None)
    actions.edit(db, event_id, entry, started_from=seen.sequence, by=by)


@needs("coverage.edit")
def document(db: Database, event_id: int, *, by: User) -> None:
    """We document the event: text and photographs are wanted, with their usual terms."""
    for kind in DOCUMENTED_BY:
        coverage.want(db, event_id, kind, "intended", by=by)
