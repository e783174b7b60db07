"""Who of the leadership attends, read from the words of a shared calendar: “starostka, 2. místostarostka”."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from lib import audit, contacts, store
from lib.access import User, needs
from lib.contacts.rules import same_office
from lib.czech.sorting import fold
from lib.store import Database

_PARTS = re.compile(r"[,;/+&\n]|\ba\b")
_UNREAD = """
select event.id, starts_on, attended_by from event
where trim(attended_by) <> '' and not exists (select 1 from event_attendee where event_id = event.id)
order by starts_on"""
_SCHEMA = {"id": pl.Int64, "starts_on": pl.Date, "attended_by": pl.String}


class InOffice(NamedTuple):
    """Who may be meant: the holder's id, the office and the name."""

    id: int
    office: str
    name: str


def attendees_from_text(text: str, holders: Iterable[InOffice]) -> list[int]:
    """Ids of the holders that the text names by office or surname, in the order of the text.

    “Místostarosta” without a number names nobody when there are two of them: a person has to say which.
    """
    known = list(holders)
    found: list[int] = []
    for part in _PARTS.split(text):
        for holder_id in _named(part.strip(), known):
            if holder_id not in found:
                found.append(holder_id)
    return found


def _named(part: str, known: list[InOffice]) -> list[int]:
    if not part:
        return []
    office, words = same_office(part), set(re.findall(r"\w+", fold(part)))
    exactly = [one.id for one in known if same_office(one.office) == office]
    if exactly:
        return exactly
    loosely = [one.id for one in known if same_office(re.sub(r"^\d+\.\s*", "", one.office)) == office]
    if len(loosely) == 1:
        return loosely
    surnames = [one.id for one in known if fold(one.name).split()[-1] in words]
    return surnames if len(surnames) == 1 else []


@needs("diary.read")
def unread(db: Database, *, by: User) -> pl.DataFrame:
    """Events whose calendar names attendees in words that nobody has turned into people yet, and whom they name:
    id, starts_on, attended_by, holders (ids; events that name nobody we know are left out)."""
    everybody = contacts.holders(db, by=by).select("id", "office", "name", "valid_from", "valid_to").rows()
    events = store.frame(db, _UNREAD, _SCHEMA)
    named = [
        attendees_from_text(
            text,
            (InOffice(*one) for *one, first, last in everybody if first <= day and (last is None or day <= last)),
        )
        for day, text in events.select("starts_on", "attended_by").iter_rows()
    ]
    found = events.with_columns(holders=pl.Series(named, dtype=pl.List(pl.Int64)))
    return found.filter(pl.col("holders").list.len() > 0)


@needs("diary.edit")
def read_all(db: Database, *, by: User) -> int:
    """Put the people whom the shared calendar names on their events as confirmed; gives the number of events."""
    found = unread(db, by=by)
    pairs = found.select("id", "holders").explode("holders").rows()
    store.insert_many(
        db, "event_attendee", ("event_id", "holder_id", "answer"), [(*pair, "confirmed") for pair in pairs]
    )
    if pairs:
        audit.record(db, by, "diary.read_attendees", "diary", {"events": found.height, "attendances": len(pairs)})
    return found.height
