"""Where an event went out and what each of those places was told: a poster, a post, a television, the guests.

A place (outlet) knows the event as it was when it was told, by its SEQUENCE. When the public part of the event changes
afterwards, the place says something that is no longer true and somebody has to correct it there (duties §2.5).
The feeds of the calendar are not among them: they carry every change by themselves.
"""

import json

import polars as pl

from lib import audit, clock, store
from lib.access import SYSTEM, User, needs
from lib.errors import BadInput
from lib.events import wording
from lib.store import Database

PUBLIC = (
    "title", "starts_on", "ends_on", "starts_at", "ends_at", "all_day", "venue", "organiser", "co_organisers",
    "summary", "patronage", "admission", "audience", "for_children", "contact", "web",
)  # fmt: skip
"""The fields of an event that citizens read. Its state is one only when it is called off or postponed, or no more."""
BY_HAND = "hand:"
_KEYS = ", ".join(f"'{name}'" for name in PUBLIC)
_OFF = "('cancelled', 'postponed')"
_PUBLIC = f"""(one.key in ({_KEYS})
    or one.key = 'state' and (one.value ->> '$[0]' in {_OFF} or one.value ->> '$[1]' in {_OFF}))"""
_LAST = f"""
select told.id, told.event_id, event.title, event.starts_on, outlet, label, told.sequence, told.at, told.by_login,
    coalesce(user.name, told.by_login) as name, exists (
        select 1 from event_change as later, json_each(later.changes) as one
        where later.event_id = told.event_id and later.sequence > told.sequence and {_PUBLIC}
    ) as stale
from event_outlet as told join event on event.id = told.event_id left join user on user.login = told.by_login
where told.id in (select max(id) from event_outlet group by event_id, outlet) and not told.gone
"""
OF_EVENT = _LAST + " and told.event_id = ? order by told.id"
STALE = f"select * from ({_LAST} and event.ends_on >= ?) where stale order by starts_on, event_id, id"
SCHEMA = {
    "id": pl.Int64,
    "event_id": pl.Int64,
    "title": pl.String,
    "starts_on": pl.Date,
    "outlet": pl.String,
    "label": pl.String,
    "sequence": pl.Int64,
    "at": pl.String,
    "by_login": pl.String,
    "name": pl.String,
    "stale": pl.Boolean,
}


def tell(db: Database, event_id: int, outlet: str, label: str, by: User) -> None:
    """Remember that a place was told about the event as it is now; for other rooms' own actions.

    `outlet` is a key that never changes (`story:12`, `tv:3`, `guests`), `label` what people call the place.
    """
    _insert(db, event_id, outlet, label, by, gone=False)


def forget(db: Database, event_id: int, outlet: str, by: User) -> None:
    """The place says nothing about the event any more (a post was withdrawn); for other rooms' own actions."""
    known = store.scalar(
        db, "select label from event_outlet where event_id = ? and outlet = ? order by id desc limit 1",
        (event_id, outlet),
    )  # fmt: skip
    if known is not None:
        _insert(db, event_id, outlet, known, by, gone=True)


@needs("events.edit")
def add_by_hand(db: Database, event_id: int, label: str, *, by: User) -> None:
    """Write down a place that Kancelář does not know of: posters, the radio, a neighbour's calendar."""
    said = " ".join(label.split())
    if not said:
        raise BadInput("Write where the event went out: posters, the radio…", field="label")
    tell(db, event_id, BY_HAND + said.casefold(), said, by)
    audit.record(db, by, "events.outlet", f"event:{event_id}", {"outlet": said})


@needs("events.edit")
def corrected(db: Database, event_id: int, outlet: str, *, by: User) -> None:
    """The place knows the event as it is now, a person says: it was corrected there, or does not name what changed."""
    label = _label(db, event_id, outlet)
    tell(db, event_id, outlet, label, by)
    audit.record(db, by, "events.outlet_corrected", f"event:{event_id}", {"outlet": label})


@needs("events.edit")
def remove(db: Database, event_id: int, outlet: str, *, by: User) -> None:
    """A place written down by mistake, or where the event is no longer."""
    label = _label(db, event_id, outlet)
    _insert(db, event_id, outlet, label, by, gone=True)
    audit.record(db, by, "events.outlet_gone", f"event:{event_id}", {"outlet": label})


@needs("events.read")
def of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The places where an event is out, in the order in which they were told last; `stale` ones have to be corrected,
    `said` is what changed since in the reader's words."""
    return _with_changes(db, store.frame(db, OF_EVENT, SCHEMA, (event_id,)))


@needs("events.read")
def stale(db: Database, *, by: User) -> pl.DataFrame:
    """All places that say something about a coming event that is no longer true, the nearest event first."""
    return _with_changes(db, store.frame(db, STALE, SCHEMA, (clock.today().isoformat(),))).filter("stale")


def _with_changes(db: Database, found: pl.DataFrame) -> pl.DataFrame:
    said = [_since(db, row["event_id"], row["sequence"]) if row["stale"] else "" for row in found.iter_rows(named=True)]
    names = pl.col("name").replace(SYSTEM.login, SYSTEM.name)
    told = pl.Series(said, dtype=pl.String)
    return found.with_columns(names, said=told, stale=told != "")  # what was changed back is true there again


def _since(db: Database, event_id: int, sequence: int) -> str:
    """`Začátek: 17:00 → 18:00` over all changes together; what was changed there and back is not said."""
    merged: dict[str, list[object]] = {}
    for (text,) in db.conn.execute(
        "select changes from event_change where event_id = ? and sequence > ? order by id", (event_id, sequence)
    ):
        for name, (before, after) in json.loads(text).items():
            if name in PUBLIC or name == "state":
                merged[name] = [merged.get(name, [before])[0], after]
    return wording.changes({name: pair for name, pair in merged.items() if pair[0] != pair[1]})


def _label(db: Database, event_id: int, outlet: str) -> str:
    sql = "select label from event_outlet where event_id = ? and outlet = ? order by id desc limit 1"
    return str(store.existing(store.scalar(db, sql, (event_id, outlet)), "The event has not gone out there."))


def _insert(db: Database, event_id: int, outlet: str, label: str, by: User, *, gone: bool) -> None:
    db.conn.execute(
        "insert into event_outlet (event_id, outlet, label, sequence, gone, at, by_login)"
        " select id, ?, ?, sequence, ?, ?, ? from event where id = ?",
        (outlet, label, int(gone), clock.stamp(), by.login, event_id),
    )
