"""Questions about guests. Permission: guests.read, because these are names, addresses and diets of people."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import audit, clock, store
from lib.access import User, needs
from lib.store import Database

_COLUMNS = """id, event_id, name, title_before, title_after, organisation, office, category, rank, woman, salutation,
    salutation_by, email, phone, street, zip, town, pronunciation, companions, diet, seat, note, state, invited_at,
    invited_by_way, answered_at, coming, to_tell, forgotten_on"""
OF_EVENT = f"select {_COLUMNS} from guest where event_id = ? order by rank, name collate CZECH, id"
_NUMBERS = ("id", "event_id", "rank", "companions", "coming")
GUESTS: dict[str, Any] = {
    name: pl.Int64 if name in _NUMBERS else pl.String
    for name in _COLUMNS.replace("\n", " ").replace(" ", "").split(",")
} | {"woman": pl.Boolean}
LISTS = """
select e.id, e.title, e.starts_on, e.state, count(*) as guests,
    sum(g.state <> 'listed') as invited, sum(g.state = 'accepted') as accepted, sum(g.state = 'excused') as excused,
    sum(g.state = 'invited') as waiting, sum(g.coming) as coming, sum(g.to_tell <> '') as to_tell, l.reply_by
from guest g join event e on e.id = g.event_id left join guest_list l on l.event_id = e.id
group by e.id order by e.starts_on desc, e.id desc"""
COUNTED = ("guests", "invited", "accepted", "excused", "waiting", "coming", "to_tell")
LISTED: dict[str, Any] = {
    "id": pl.Int64,
    "title": pl.String,
    "starts_on": pl.Date,
    "state": pl.String,
    **dict.fromkeys(COUNTED, pl.Int64),
    "reply_by": pl.Date,
}


@dataclass(frozen=True)
class Guest:
    """One guest. `salutation_by` is who confirmed the salutation, None while it is only suggested."""

    id: int
    event_id: int
    name: str
    title_before: str
    title_after: str
    organisation: str
    office: str
    category: str
    rank: int
    woman: bool | None
    salutation: str
    salutation_by: str | None
    email: str
    phone: str
    street: str
    zip: str
    town: str
    pronunciation: str
    companions: int
    diet: str
    seat: str
    note: str
    state: str
    invited_at: str | None
    invited_by_way: str
    answered_at: str | None
    coming: int
    to_tell: str
    forgotten_on: str | None


@dataclass(frozen=True)
class Details:
    """What the invitation to an event says beside the event itself."""

    event_id: int
    inviting_id: int | None = None
    reply_by: str | None = None
    reply_to: str = ""
    programme: str = ""
    dress: str = ""
    parking: str = ""
    text: str = ""
    transferable: bool = False


@dataclass(frozen=True)
class Counts:
    """A list in figures. `coming` counts people with their companions: what catering asks for."""

    guests: int
    listed: int
    waiting: int
    accepted: int
    excused: int
    came: int
    coming: int
    unconfirmed: int
    to_tell: int


@needs("guests.read")
def of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The guests of an event in the order of the protocol."""
    return store.frame(db, OF_EVENT, GUESTS, (event_id,))


@needs("guests.read")
def guest(db: Database, guest_id: int, *, by: User) -> Guest:
    """One guest, or NotFound."""
    return existing(db, guest_id)


def existing(db: Database, guest_id: int) -> Guest:
    """`guest` for the room's own actions."""
    found = store.rows(db, f"select {_COLUMNS} from guest where id = ?", (guest_id,))
    row = store.existing(found[0] if found else None, "This guest does not exist.")
    return Guest(**{**row, "woman": None if row["woman"] is None else bool(row["woman"])})


@needs("guests.read")
def details(db: Database, event_id: int, *, by: User) -> Details:
    """What the invitation says; empty for an event that has none yet."""
    found = store.rows(db, "select * from guest_list where event_id = ?", (event_id,))
    return Details(**{**found[0], "transferable": bool(found[0]["transferable"])}) if found else Details(event_id)


@needs("guests.read")
def counts(db: Database, event_id: int, *, by: User) -> Counts:
    """The list of an event in figures."""
    return counted(of(db, event_id, by=by))


def counted(guests: pl.DataFrame) -> Counts:
    """The figures of a frame of guests."""
    states = guests["state"]
    stays = guests.filter(~pl.col("state").is_in(["excused", "absent"]))
    return Counts(
        guests=guests.height,
        listed=int((states == "listed").sum()),
        waiting=int((states == "invited").sum()),
        accepted=int(states.is_in(["accepted", "came"]).sum()),
        excused=int((states == "excused").sum()),
        came=int((states == "came").sum()),
        coming=int(guests["coming"].sum()),
        unconfirmed=stays["salutation_by"].null_count(),
        to_tell=int((guests["to_tell"] != "").sum()),
    )


@needs("guests.read")
def catering(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """What to tell the caterer: `diet` ("" is none) and `people` who said that they come, with companions."""
    coming = of(db, event_id, by=by).filter(pl.col("coming") > 0)
    own = coming.select(diet="diet", people=pl.lit(1, dtype=pl.Int64))
    others = coming.select(diet=pl.lit(""), people=pl.col("coming") - 1)
    return (
        pl.concat([own, others]).group_by("diet").agg(pl.col("people").sum()).filter(pl.col("people") > 0).sort("diet")
    )


@needs("guests.read")
def lists(db: Database, *, by: User) -> pl.DataFrame:
    """The events that have guests, the latest first, with their figures."""
    return store.frame(db, LISTS, LISTED)


@needs("guests.read")
def unanswered(db: Database, *, by: User) -> pl.DataFrame:
    """Coming events whose day for answers has passed while somebody has not answered: the columns of `lists`."""
    found = lists(db, by=by)
    today = clock.today()
    return found.filter((pl.col("reply_by") < today) & (pl.col("starts_on") >= today) & (pl.col("waiting") > 0))


@needs("guests.read")
def history(db: Database, guest_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who did what with a guest, newest first."""
    return audit.history(db, f"guest:{guest_id}")
