"""The leadership of the made-up town, its diary, and the invitations on the secretary's desk."""

import datetime as dt

from lib import clock, store
from lib.access import SYSTEM
from lib.contacts import actions as contacts
from lib.contacts.rules import HolderCard
from lib.czech import dates
from lib.diary import actions, queries
from lib.diary.queries import Briefing
from lib.diary.rules import Card, Entry
from lib.flows import attendance
from lib.store import Database

SINCE = dt.date(2022, 10, 19)
"""The day on which the council of the made-up town elected its leadership."""

CARDS = (
    HolderCard(
        "Alena Dvorská", "starostka", SINCE, rank=1, title_before="Mgr.", salutation="Vážená paní starostko",
        email="starostka@brazdov.example", phone="+420 500 000 101",
    ),
    HolderCard(
        "Martin Kubík", "1. místostarosta", SINCE, rank=2, title_before="Ing.",
        salutation="Vážený pane místostarosto", email="kubik@brazdov.example", phone="+420 500 000 102",
    ),
    HolderCard(
        "Ivana Plachá", "2. místostarostka", SINCE, rank=3, title_before="Bc.",
        salutation="Vážená paní místostarostko", email="placha@brazdov.example", phone="+420 500 000 103",
    ),
)  # fmt: skip
MAYOR, FIRST_DEPUTY, SECOND_DEPUTY = range(3)
ENTRIES = (
    (MAYOR, 1, "meeting", "Porada s tajemníkem", 60, "radnice – zasedací místnost"),
    (MAYOR, 1, "private", "Oční lékař", 60, ""),
    (MAYOR, 2, "meeting", "Setkání se starosty mikroregionu", 120, "radnice – zasedací místnost"),
    (FIRST_DEPUTY, 1, "meeting", "Kontrolní den – rekonstrukce sokolovny", 90, "sokolovna"),
    (FIRST_DEPUTY, 3, "trip", "Krajský úřad – dotace na chodníky", 180, "krajský úřad"),
    (SECOND_DEPUTY, 2, "meeting", "Jednání s ředitelkami mateřských škol", 90, "radnice – zasedací místnost"),
    (SECOND_DEPUTY, 4, "private", "Osobní záležitost", 120, ""),
)
"""Whose, how many working days ahead, kind, what, minutes, where; each goes into the first gap that is long enough."""

INVITATIONS = (
    ("Gymnázium Brázdov", "Maturitní ples", 24, "19:00", "Dům kultury – velký sál", -1, None, ""),
    ("SDH Brázdov", "Výroční valná hromada", 20, "17:00", "hasičská zbrojnice", 2, MAYOR, "offered"),
    ("Svaz tělesně postižených", "Předvánoční posezení", 17, "14:00", "klub seniorů", 6, SECOND_DEPUTY, "accepted"),
    ("Pekařství Klas", "Otevření nové prodejny", 13, "10:00", "Nádražní 12", 1, MAYOR, "deputy"),
    ("Včelaři Brázdov", "Setkání chovatelů", 27, "15:00", "sokolovna", 12, FIRST_DEPUTY, "excused"),
)
"""From whom, to what, in how many days, when, where, answer within days, offered to, decided."""


def fill(db: Database) -> None:
    """The three office-holders, whom the office's calendar says they meet, their diary, and invitations.

    A second run changes nothing.
    """
    if store.scalar(db, "select 1 from office_holder"):
        return
    holders = [contacts.add_holder(db, card, by=SYSTEM) for card in CARDS]
    attendance.read_all(db, by=SYSTEM)
    for who, ahead, kind, title, minutes, place in ENTRIES:
        _enter(db, holders[who], ahead, kind, title, minutes, place)
    leave = dates.add_working_days(clock.today(), 12)
    entry = Entry(holders[FIRST_DEPUTY], leave, "holiday", ends_on=leave + dt.timedelta(days=1))
    if queries.attended(db, leave, leave + dt.timedelta(days=1), holders[FIRST_DEPUTY], by=SYSTEM).is_empty():
        actions.add_block(db, entry, by=SYSTEM)
    for invitation in INVITATIONS:
        _invite(db, holders, *invitation)
    _brief(db, holders[MAYOR])


def holder(db: Database, office: str) -> int:
    """The id of who holds an office in the made-up town."""
    today = clock.today().isoformat()
    return int(store.scalar(db, "select id from office_holder where office = ? and valid_from <= ?", (office, today)))


def _enter(db: Database, holder_id: int, ahead: int, kind: str, title: str, minutes: int, place: str) -> None:
    first = dates.add_working_days(clock.today(), ahead)
    for day, begins, _, length in queries.free(db, holder_id, first, by=SYSTEM).iter_rows():
        if length >= minutes:
            ends = dt.datetime.combine(day, dt.time.fromisoformat(begins)) + dt.timedelta(minutes=minutes)
            entry = Entry(holder_id, day, kind, title, starts_at=begins, ends_at=f"{ends:%H:%M}", place=place)
            actions.add_block(db, entry, by=SYSTEM)
            return


def _invite(
    db: Database, holders: list[int], sender: str, title: str, ahead: int, at: str, place: str, answer_in: int,
    who: int | None, decided: str,
) -> None:  # fmt: skip
    day, today = clock.today() + dt.timedelta(days=ahead), clock.today()
    goes = holders[SECOND_DEPUTY] if decided == "deputy" or who is None else holders[who]
    while not _is_quiet(db, goes, day):
        day += dt.timedelta(days=1)
    received = today - dt.timedelta(days=6)
    card = Card(sender, title, day, received, today + dt.timedelta(days=answer_in), at, place=place)
    invitation_id = actions.record(db, card, holder_id=None if who is None else holders[who], by=SYSTEM)
    if decided not in ("", "offered"):
        deputy_id = goes if decided == "deputy" else None
        actions.decide(db, invitation_id, decided, deputy_id=deputy_id, by=SYSTEM)
    if decided == "excused":
        actions.answered(db, invitation_id, "", by=SYSTEM)


def _is_quiet(db: Database, holder_id: int, day: dt.date) -> bool:
    """Nothing of that day is in the person's diary yet, so that the example collides with nothing."""
    there = queries.attended(db, day, day, holder_id, by=SYSTEM)
    return there.is_empty() and queries.blocks(db, day, day, by=SYSTEM).filter(holder_id=holder_id).is_empty()


def _brief(db: Database, holder_id: int) -> None:
    """What the mayor must know at her next event."""
    today = clock.today()
    ahead = queries.attended(db, today, today + dt.timedelta(days=60), holder_id, by=SYSTEM)
    coming = ahead.filter(ahead["state"] == "confirmed", ahead["starts_at"].is_not_null())
    if coming.height:
        known = Briefing(
            None, holder_id, int(coming["event_id"][0]), meets="Jitka Horáková, vedoucí programu",
            meets_phone="+420 500 000 210", says="Přivítání a poděkování pořadatelům, 3 minuty.",
            gift="kytice", parking="vyhrazené místo u vchodu", dress="společenské",
        )  # fmt: skip
        actions.brief(db, known, by=SYSTEM)
