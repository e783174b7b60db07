"""The papers for the guests of an event, filled from the event, its list and the office's settings."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import clock, sender, settings
from lib.access import User, needs
from lib.contacts import queries as contacts
from lib.czech import dates
from lib.errors import Refused
from lib.events import Event, event, queries
from lib.guests import documents, rules
from lib.guests import queries as guests
from lib.guests.documents import AttendanceList, Invitation, Invited
from lib.i18n import N, speaking, t
from lib.paper import Letterhead
from lib.store import Database

KINDS = {
    "invitations": N("Invitations"),
    "attendance": N("Attendance list"),
    "tags": N("Name tags"),
    "labels": N("Address labels"),
    "envelopes": N("Envelopes"),
}
FILES = {
    "invitations": "pozvanky",
    "attendance": "prezencni-listina",
    "tags": "jmenovky",
    "labels": "stitky",
    "envelopes": "obalky",
}
_NOT_FOR = {"attendance": ("excused",), "tags": ("excused", "absent")}
"""Who gets no place on a paper; the others print whoever is not excused."""
_ADDRESS = (pl.col("street") != "") | (pl.col("zip") != "")


@dataclass(frozen=True)
class Ready:
    """Whom a paper can be printed for, and who lacks what it needs (an address, a confirmed salutation)."""

    ids: tuple[int, ...]
    lacking: tuple[str, ...]

    @property
    def names(self) -> str:
        return ", ".join(self.lacking)


@needs("guests.read")
def ready(db: Database, event_id: int, kind: str, *, by: User) -> Ready:
    """Who is on a paper of `KINDS`: whoever did not excuse himself and has what it needs."""
    listed = _listed(db, event_id, kind, by)
    has = {"invitations": pl.col("salutation_by").is_not_null(), "labels": _ADDRESS, "envelopes": _ADDRESS}
    able = listed.filter(has.get(kind, pl.lit(True)))
    return Ready(tuple(able["id"]), tuple(listed.filter(~pl.col("id").is_in(able["id"].to_list()))["name"]))


@needs("guests.read")
def paper(db: Database, event_id: int, kind: str, chosen: Sequence[int] = (), *, by: User) -> bytes:
    """One of `KINDS` as a PDF, for the chosen guests or all who did not excuse themselves.

    Refused for invitations while somebody's salutation is not confirmed; BadInput says whose address is missing.
    """
    one, listed = event(db, event_id, by=by), _listed(db, event_id, kind, by)
    listed = listed.filter(pl.col("id").is_in(list(chosen))) if chosen else listed
    people = [_invited(row) for row in listed.iter_rows(named=True)]
    today, head = clock.today(), sender.letterhead(db)
    if kind == "invitations":
        _refuse_unconfirmed(listed)
        return documents.invitations(_invitation(db, one, head, by), people, today)
    if kind == "attendance":
        return documents.attendance_list(_attendance(db, one, head, people, today))
    if kind == "tags":
        return documents.name_tags(one.title, people, today)
    if kind == "labels":
        return documents.labels(one.title, people, today)
    return documents.envelopes(one.title, head, people, today)


def _listed(db: Database, event_id: int, kind: str, by: User) -> pl.DataFrame:
    found = guests.of(db, event_id, by=by).filter(pl.col("forgotten_on").is_null())
    return found.filter(~pl.col("state").is_in(_NOT_FOR.get(kind, ("excused", "absent"))))


def _refuse_unconfirmed(listed: pl.DataFrame) -> None:
    unsure = listed.filter(pl.col("salutation_by").is_null())["name"].to_list()
    if unsure:
        names = ", ".join(unsure[:5]) + (" …" if len(unsure) > 5 else "")
        raise Refused("Confirm how to address: {names}. Then the invitations can go out.", names=names)


def _invited(row: dict[str, Any]) -> Invited:
    town = f"{row['zip'][:3]}\u00a0{row['zip'][3:]} {row['town']}".strip() if row["zip"] else row["town"]
    return Invited(
        full_name=rules.full_name(row["title_before"], row["name"], row["title_after"]),
        salutation=row["salutation"],
        organisation=", ".join(filter(None, (row["office"], row["organisation"]))),
        address=tuple(filter(None, (row["street"], town))) if row["street"] or row["zip"] else (),
        companions=row["companions"],
        press=row["category"] == "media",
    )


def _invitation(db: Database, one: Event, head: Letterhead, by: User) -> Invitation:
    said = guests.details(db, one.id, by=by)
    host = contacts.holder(db, said.inviting_id, by=by) if said.inviting_id else None
    with speaking("cs"):
        until = dates.date(dt.date.fromisoformat(said.reply_by)) if said.reply_by else ""
        reply = ", ".join(filter(None, (t("by {day}", day=until) if until else "", said.reply_to)))
        when = _when(one)
        opening = said.text or (t("may I invite you to the memorial act") if one.kind == "memorial" else "")
    return Invitation(
        title=one.title,
        when=when,
        place=_place(db, one, by),
        host=f"{host.title_before} {host.name}".strip() if host else head.town,
        host_office=host.office if host else head.office,
        letterhead=head,
        programme=said.programme,
        text=opening,
        reply=reply,
        dress=said.dress,
        parking=said.parking,
        transferable=said.transferable,
    )


def _attendance(
    db: Database, one: Event, head: Letterhead, people: Sequence[Invited], today: dt.date
) -> AttendanceList:
    keep = one.last_day + dt.timedelta(days=settings.value(db, "guests.keep_days"))
    with speaking("cs"):
        return AttendanceList(one.title, _when(one), one.venue or "", tuple(people), head, today, keep)


def _when(one: Event) -> str:
    """`sobota 12. prosince 2026 od 17:00`; of a longer event its last day too, a night is of its first day."""
    day = dates.long_date(one.day)
    begins = t("{day} at {time}", day=day, time=dates.time(one.starts_at)) if one.starts_at else day
    over = (one.last_day - one.day).days
    night = over == 1 and one.starts_at and one.ends_at and one.ends_at <= one.starts_at
    return begins if night or not over else f"{begins} – {dates.long_date(one.last_day)}"


def _place(db: Database, one: Event, by: User) -> str:
    if one.venue_id is None:
        return one.venue or ""
    venue = queries.venue(db, one.venue_id, by=by)
    return ", ".join(filter(None, (venue.name, venue.address)))
