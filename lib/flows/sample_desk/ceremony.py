"""The memorial act that the made-up town prepares: its guests, script, wreaths and the gifts reserved for them."""

import dataclasses
import datetime as dt

from lib import access, clock, store
from lib.access import User
from lib.accounts import DEMO_PEOPLE
from lib.events import Entry, outlets
from lib.events import actions as events
from lib.guests import actions as guests
from lib.guests.queries import Details, guest
from lib.guests.rules import Card
from lib.memorial import actions as memorial
from lib.memorial.queries import current
from lib.memorial.rules import Act, Contact, Speaker, Wreath, anniversary
from lib.stock import actions as stock
from lib.stock import queries as cupboard
from lib.store import Database

PEOPLE = (
    Card("Josef Hrubeš", "veterans", title_before="plk.", organisation="Svaz veteránů Brázdov", street="Lipová 12",
         zip="73999", town="Brázdov", diet="bez lepku", companions=1),
    Card("Żaneta Źródłowska", "abroad", organisation="Źródła Małe", office="starostka", pronunciation="žrudlovska"),
    Card("Karel Vaňhara", "mayors", organisation="Obec Lhota", office="starosta", email="starosta@lhota.example"),
    Card("Eva Koudelová", "schools", title_before="Mgr.", organisation="ZŠ Školní", office="ředitelka", woman=True),
    Card("Petr Skřivánek", "church", organisation="Farnost sv. Anny", office="farář"),
    Card("Alena Mlčochová", "clubs", organisation="Sokol Brázdov", street="Zahradní 3", zip="73999", town="Brázdov"),
)  # fmt: skip
ACT = Act(
    "Oběti světových válek", guard="skauti, 6 osob", flags="Sokol, hasiči", music="Dechová hudba Brázdověnka",
    sound="Technické služby", rain="Řeči a věnce pod stanem u vstupu, hudba z nahrávky",
    critical="Stuhy převzít den předem; klíč od rozvaděče má správce",
    speakers=(Speaker("Mgr. Alena Dvorská", "starostka", 5), Speaker("Josef Hrubeš", "Svaz veteránů", 4)),
    wreaths=(
        Wreath("Město Brázdov", "Obětem válek – občané města Brázdov", "starostka a místostarostové", "skauti"),
        Wreath("Svaz veteránů", "Svým bratřím – Svaz veteránů", "2 členové", "skauti"),
        Wreath("ZŠ Školní", "Nezapomeneme – žáci ZŠ Školní", "2 žáci", "skauti", bouquet=True),
    ),
    contacts=(
        Contact("Jana Tichá", "tisková mluvčí", "+420 500 000 110"),
        Contact("Zdeněk Zvuk", "ozvučení", "+420 602 000 444"),
    ),
)  # fmt: skip
REMEMBERED = dt.date(1918, 11, 11)
OUT_OF = ("hrnek", "tužka", "taška")


def fill(db: Database) -> None:
    """By the spokesperson. A second run changes nothing."""
    by = access.user(db, DEMO_PEOPLE["spokesperson"][0])
    if by is None or store.scalar(db, "select 1 from guest") or store.scalar(db, "select 1 from memorial_version"):
        return
    found = _event(db, by)
    _guests(db, found, by)
    _act(db, found, by)
    _gifts(db, found, by)
    outlets.add_by_hand(db, found, "Plakáty", by=by)


def _event(db: Database, by: User) -> int:
    """The act itself, on a Friday three weeks ahead: the spreadsheets of the town have no memorial act in winter."""
    day = clock.today() + dt.timedelta(days=21 + (4 - clock.today().weekday()) % 7)
    title = f"Vzpomínka u pomníku padlých – {anniversary(REMEMBERED, day)}. výročí konce války"
    entry = Entry(
        title, day, kind="memorial", starts_at="11:00", ends_at="11:40", venue="pomník padlých",
        organiser="Město Brázdov", summary="Pietní akt s kladením věnců.", responsible=by.login,
    )  # fmt: skip
    return events.add(db, entry, state="confirmed", by=by)


def _guests(db: Database, event_id: int, by: User) -> None:
    """All but two are invited; two have answered."""
    ids = [guests.add(db, event_id, card, by=by) for card in PEOPLE]
    day = dt.date.fromisoformat(store.scalar(db, "select starts_on from event where id = ?", (event_id,)))
    holder = store.scalar(db, "select id from office_holder order by rank limit 1")
    until = max(clock.today(), day - dt.timedelta(days=7)).isoformat()
    guests.save_details(
        db, Details(event_id, holder, until, "tel. +420 500 000 110", "Projevy, kladení věnců, Večerka"), by=by
    )
    for one in ids[:4]:
        guests.confirm_salutation(db, one, guest(db, one, by=by).salutation, by=by)
    guests.invite(db, ids[:4], "post", by=by)
    guests.answer(db, ids[0], "accepted", by=by)
    guests.answer(db, ids[1], "excused", by=by)


def _act(db: Database, event_id: int, by: User) -> None:
    memorial.begin_script(db, event_id, by=by)
    script = tuple(
        dataclasses.replace(line, who="Jana Tichá", phone="+420 500 000 110") if place != 5 else line
        for place, line in enumerate(current(db, event_id).act.script)
    )
    act = dataclasses.replace(ACT, occurred_on=REMEMBERED, script=script)
    memorial.save(db, event_id, act, started_from=1, by=by)
    memorial.check_ribbon(db, event_id, 0, by=by)


def _gifts(db: Database, event_id: int, by: User) -> None:
    """Six of the first item that is there and fits."""
    free = cupboard.available(db, by=by)
    for row in free.iter_rows(named=True):
        if row["available"] >= 12 and any(word in row["name"].casefold() for word in OUT_OF):
            stock.reserve(db, row["item_id"], 6, event_id=event_id, note="pamětníci", by=by)
            return
